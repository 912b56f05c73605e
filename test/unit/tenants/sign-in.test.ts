import { expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { whoHasPassword } from '../../../src/tenants/check-password.ts';
import { fromAddress, signInOf } from '../../../src/tenants/limits.ts';
import { countAttempt } from '../../../src/tenants/throttle.ts';
import { ask, signUp } from '../../support/api.ts';
import { createD1 } from '../../support/d1-over-sqlite.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { mailedToken } from '../../support/mailbox.ts';
import { addCompany, addMember } from '../../support/members.ts';

const signIn = (world: TestHouse, body: object, headers: Record<string, string> = {}) =>
  ask(world.app, '/v1/sessions', { body, headers });

test('a person signs in with address and password, and out again', async () => {
  const world = createTestHouse();
  const { email, password, slug } = await signUp(world.app);
  const answer = await signIn(world, { email, password });
  expect(answer.json).toMatchObject({ tenant: { slug }, companies: [{ slug, role: 'owner' }] });
  const token = answer.at('token');
  expect((await ask(world.app, '/v1/me', { token })).status).toBe(200);
  expect((await ask(world.app, '/v1/sessions/current', { method: 'DELETE', token })).status).toBe(204);
  expect((await ask(world.app, '/v1/me', { token })).status).toBe(401);
});

test('a wrong password, an unknown address and a company of others are one and the same refusal', async () => {
  const world = createTestHouse();
  const { email, password } = await signUp(world.app);
  const other = await addCompany(world);
  const answers = await Promise.all([
    signIn(world, { email, password: 'sbagliata' }),
    signIn(world, { email: 'nessuno@example.it', password: 'sbagliata' }),
    signIn(world, { email, password, tenant: other.slug }),
    signIn(world, { email, password, tenant: 'no-such-company' }),
  ]);
  const seen = answers.map(({ status, text }) => [status, text.replace(/req_\w+/, '')]);
  expect(seen[0]?.[0]).toBe(401);
  expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
});

test('as many hashes are computed for an address that nobody claims as for one that is claimed', async () => {
  const world = createTestHouse();
  const { email } = await signUp(world.app);
  const claimants = await world.house.directory.people.claimants(email, { limit: 2 });
  const triedOn = async (whom: typeof claimants) => {
    const tried: string[] = [];
    await whoHasPassword(whom, 'sbagliata', async (_password, hash) => {
      tried.push(hash);
      return false;
    });
    return tried;
  };
  const [nobody, one] = [await triedOn([]), await triedOn(claimants)];
  expect([nobody.length, one.length]).toEqual([2, 2]);
  for (const hash of [...nobody, ...one]) expect(hash).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);
});

test('the session is of the company that was named, else of the oldest', async () => {
  const world = createTestHouse();
  const { email, password, token, slug } = await signUp(world.app);
  await world.clock.advance(minute);
  const second = await ask(world.app, '/v1/tenants', { token, body: { company: 'Seconda', locale: 'it' } });
  expect((await signIn(world, { email, password })).at('tenant.slug')).toBe(slug);
  const named = await signIn(world, { email, password, tenant: second.at('tenant.slug') });
  expect(named.at('tenant.slug')).toBe('seconda');
  const me = await ask(world.app, '/v1/me', { token: named.at('token') });
  expect(me.json).toMatchObject({ tenant: { slug: 'seconda' }, companies: [{ slug }, { slug: 'seconda' }] });
});

test('somebody who is signed in enters another company of theirs, and none of others', async () => {
  const world = createTestHouse();
  const { token } = await signUp(world.app);
  const second = await ask(world.app, '/v1/tenants', { token, body: { company: 'Seconda' } });
  const stranger = await addCompany(world);
  const path = '/v1/sessions/current/company';
  const entered = await ask(world.app, path, { token, body: { tenant: second.at('tenant.slug') } });
  expect((await ask(world.app, '/v1/me', { token: entered.at('token') })).at('tenant.slug')).toBe('seconda');
  expect((await ask(world.app, path, { token, body: { tenant: stranger.slug } })).status).toBe(404);
});

test('the eleventh attempt on an account within a quarter of an hour is turned away before any hashing', async () => {
  const asked: string[] = [];
  const d1 = createD1(async (statements, run) => {
    asked.push(...statements);
    return run();
  });
  const world = createTestHouse({ d1 });
  const { email, password } = await signUp(world.app);
  for (let count = 0; count < 10; count += 1) await countAttempt(world.house, [signInOf(email)]);
  asked.length = 0;
  const answer = await signIn(world, { email, password });
  expect(answer.status).toBe(429);
  expect(asked).toEqual([expect.stringMatching(/^insert into "attempts"/)]);
  expect(answer.headers.get('retry-after')).toBe('900');
  expect(answer.at('error.code')).toBe('rate-limited');
  await world.clock.advance(15 * minute);
  expect((await signIn(world, { email, password })).status).toBe(200);
});

test('each attempt counts, for an unknown account as for a known one', async () => {
  const world = createTestHouse();
  const { email } = await signUp(world.app);
  for (const whom of [email, 'nessuno@example.it']) {
    const body = { email: whom, password: 'sbagliata' };
    for (let count = 0; count < 9; count += 1) await countAttempt(world.house, [signInOf(whom)]);
    expect((await signIn(world, body)).status).toBe(401);
    expect((await signIn(world, body)).status).toBe(429);
  }
});

test('signing in clears the counter of an account whose address is proven', async () => {
  const world = createTestHouse();
  const { email, password } = await signUp(world.app);
  await ask(world.app, '/v1/email-verifications', {
    body: { token: mailedToken(world, email, 'verify-email') },
  });
  for (let count = 0; count < 9; count += 1) await countAttempt(world.house, [signInOf(email)]);
  expect((await signIn(world, { email, password })).status).toBe(200);
  expect((await signIn(world, { email, password: 'sbagliata' })).status).toBe(401);
  expect((await signIn(world, { email, password })).status).toBe(200);
});

test('a claim of one’s own on an address does not clear the counter that guards its true owner', async () => {
  const world = createTestHouse();
  const victim = await signUp(world.app, { email: 'anna@example.it' });
  await ask(world.app, '/v1/email-verifications', {
    body: { token: mailedToken(world, victim.email, 'verify-email') },
  });
  const mine = await signUp(world.app, { email: 'anna@example.it', password: 'frase di un altro' });
  for (let count = 0; count < 9; count += 1) await countAttempt(world.house, [signInOf(mine.email)]);
  expect((await signIn(world, { email: mine.email, password: mine.password })).status).toBe(200);
  expect((await signIn(world, { email: mine.email, password: 'ancora' })).status).toBe(429);
});

test('one network address that tries many accounts is turned away after fifty', async () => {
  const world = createTestHouse();
  const [here, elsewhere] = [{ 'cf-connecting-ip': '203.0.113.9' }, { 'cf-connecting-ip': '203.0.113.10' }];
  const body = { email: 'nessuno@example.it', password: 'x' };
  for (let count = 0; count < 49; count += 1)
    await countAttempt(world.house, fromAddress('sign-in', '203.0.113.9'));
  expect((await signIn(world, body, here)).status).toBe(401);
  expect((await signIn(world, { ...body, email: 'altro@example.it' }, here)).status).toBe(429);
  expect((await signIn(world, body, elsewhere)).status).toBe(401);
});

test('ending all sessions ends those in other companies too, and nobody else’s', async () => {
  const world = createTestHouse();
  const { email, password, token, tenantId } = await signUp(world.app);
  const colleague = await addMember(world, tenantId, 'operator');
  const second = await ask(world.app, '/v1/tenants', { token, body: { company: 'Seconda' } });
  const third = await signIn(world, { email, password });
  expect((await ask(world.app, '/v1/sessions', { method: 'DELETE', token })).status).toBe(204);
  for (const ended of [token, second.at('token'), third.at('token')])
    expect((await ask(world.app, '/v1/me', { token: ended })).status).toBe(401);
  expect((await ask(world.app, '/v1/me', { token: colleague.token })).status).toBe(200);
});
