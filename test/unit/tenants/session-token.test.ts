import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { hour, minute } from '../../../src/kit/clock.ts';
import { utf8 } from '../../../src/kit/encoding.ts';
import type { SessionId, TenantId } from '../../../src/trade/ids.ts';
import { issueSessionToken, readSessionToken } from '../../../src/tenants/session-token.ts';
import { ask, signUp } from '../../support/api.ts';
import { createTestHouse, testVariables } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

const now = Date.UTC(2026, 5, 3, 8);
const session = { id: 'ses_1' as SessionId, tenantId: 'ten_1' as TenantId, expiresAt: now + hour };
const variables = { SESSION_KEY: utf8('k'.repeat(32)) };
const base64Url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const named = { sessionId: 'ses_1', tenantId: 'ten_1' };

test('a token names its session and company until it is over', async () => {
  const token = await issueSessionToken(session, { variables, now });
  expect(await readSessionToken(token, { variables, now })).toEqual(named);
  expect(await readSessionToken(token, { variables, now: now + hour - minute })).toEqual(named);
  expect(await readSessionToken(token, { variables, now: now + hour })).toBeNull();
});

test('a token of the previous key is read, and of no other', async () => {
  const token = await issueSessionToken(session, { variables, now });
  const rotated = { SESSION_KEY: utf8('n'.repeat(32)), SESSION_KEY_PREVIOUS: variables.SESSION_KEY };
  expect(await readSessionToken(token, { variables: rotated, now })).toEqual(named);
  expect(await readSessionToken(token, { variables: { SESSION_KEY: utf8('n'.repeat(32)) }, now })).toBeNull();
});

test('a new token is signed with the present key', async () => {
  const rotated = { SESSION_KEY: utf8('n'.repeat(32)), SESSION_KEY_PREVIOUS: variables.SESSION_KEY };
  const token = await issueSessionToken(session, { variables: rotated, now });
  expect(await readSessionToken(token, { variables, now })).toBeNull();
});

test('a token whose claims were changed is read by nobody', async () => {
  const [head, , signature] = (await issueSessionToken(session, { variables, now })).split('.');
  const forged = base64Url({ sid: 'ses_2', tid: 'ten_2', exp: (now + hour) / 1000 });
  expect(await readSessionToken(`${head}.${forged}.${signature}`, { variables, now })).toBeNull();
});

test('a token without signature is read by nobody', async () => {
  const claims = base64Url({ sid: 'ses_1', tid: 'ten_1', exp: (now + hour) / 1000 });
  for (const alg of ['none', 'None', 'HS256'])
    expect(await readSessionToken(`${base64Url({ alg })}.${claims}.`, { variables, now })).toBeNull();
});

test('a token of another algorithm is read by nobody, though the key is right', async () => {
  const token = await new SignJWT({ sid: 'ses_1', tid: 'ten_1' })
    .setProtectedHeader({ alg: 'HS512' })
    .setExpirationTime((now + hour) / 1000)
    .sign(utf8('k'.repeat(64)));
  expect(await readSessionToken(token, { variables: { SESSION_KEY: utf8('k'.repeat(64)) }, now })).toBeNull();
});

test('a token that never ends is read by nobody', async () => {
  const token = await new SignJWT({ sid: 'ses_1', tid: 'ten_1' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(variables.SESSION_KEY);
  expect(await readSessionToken(token, { variables, now })).toBeNull();
});

test('a token without a session or a company is read by nobody', async () => {
  for (const claims of [{ sid: 'ses_1' }, { tid: 'ten_1' }, { sid: 7, tid: 'ten_1' }]) {
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime((now + hour) / 1000)
      .sign(variables.SESSION_KEY);
    expect(await readSessionToken(token, { variables, now })).toBeNull();
  }
});

test('a session is over after twelve hours', async () => {
  const { app, clock } = createTestHouse();
  const { token } = await signUp(app);
  await clock.advance(12 * hour - minute);
  expect((await ask(app, '/v1/me', { token })).status).toBe(200);
  await clock.advance(minute);
  expect((await ask(app, '/v1/me', { token })).status).toBe(401);
});

test('a session outlives the change of the signing key, for as long as the previous one is given', async () => {
  const before = createTestHouse();
  const { token } = await signUp(before.app);
  const newKey = Buffer.from('n'.repeat(32)).toString('base64');
  const rotated = { SESSION_KEY: newKey, SESSION_KEY_PREVIOUS: testVariables.SESSION_KEY };
  const after = createTestHouse({ d1: before.d1, variables: rotated });
  expect((await ask(after.app, '/v1/me', { token })).status).toBe(200);
  const later = createTestHouse({ d1: before.d1, variables: { SESSION_KEY: newKey } });
  expect((await ask(later.app, '/v1/me', { token })).status).toBe(401);
});

test('a token that names another company than its session’s opens nothing', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const other = await addCompany(world);
  const read = await readSessionToken(token, { variables: world.house.variables, now: world.clock.now() });
  const forged = await issueSessionToken(
    { id: read?.sessionId ?? session.id, tenantId: other.tenantId, expiresAt: world.clock.now() + hour },
    { variables: world.house.variables, now: world.clock.now() },
  );
  expect((await ask(world.app, '/v1/me', { token: forged })).status).toBe(401);
});
