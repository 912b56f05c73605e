import { describe, expect, test } from 'vitest';
import { minute, second } from '../../../src/kit/clock.ts';
import { codeAt, codeUri, newCodeSecret, stepOfCode } from '../../../src/kit/one-time-code.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import { codeOf } from '../../../src/tenants/limits.ts';
import { countAttempt, forgetAttempts } from '../../../src/tenants/throttle.ts';
import { ask, type Answered } from '../../support/api.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

const path = '/v1/me/second-factor';

async function withSecondFactor() {
  const world = createTestHouse();
  const { owner, tenantId } = await addCompany(world);
  const { token, email, password, id } = owner;
  const proposed = await ask(world.app, path, { token, body: { password } });
  const secret = proposed.at('secret');
  const code = () => codeAt(secret, world.clock.now());
  const confirmed = await ask(world.app, `${path}/confirm`, { token, body: { code: code() } });
  const recoveryCodes = (confirmed.json as { recoveryCodes: string[] }).recoveryCodes;
  await world.clock.advance(minute);
  const signIn = (extra: object = {}) =>
    ask(world.app, '/v1/sessions', { body: { email, password, ...extra } });
  return { world, id, token, password, email, tenantId, secret, code, recoveryCodes, signIn, proposed };
}

const outcome = (answer: Answered) =>
  answer.status === 200 ? 200 : `${answer.status} ${answer.at('error.code')}`;

describe('codes', () => {
  test('are the ones of RFC 6238', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(codeAt(secret, 59 * second)).toBe('287082');
    expect(codeAt(secret, 1_111_111_109 * second)).toBe('081804');
    expect(codeAt(secret, 20_000_000_000 * second)).toBe('353130');
  });

  test('are known in their own step and its two neighbours, and in no other', () => {
    const secret = newCodeSecret(systemChance);
    const now = 1_780_000_000_000;
    const step = Math.floor(now / 30_000);
    const code = codeAt(secret, now);
    const seen = [-60, -30, 0, 30, 60].map((seconds) => stepOfCode(secret, code, now + seconds * second));
    expect(seen).toEqual([null, step, step, step, null]);
  });

  test('of another form are none', () => {
    for (const code of ['', '12345', '1234567', 'abcdef', ' 12345'])
      expect(stepOfCode(newCodeSecret(systemChance), code, 0)).toBeNull();
  });

  test('come from a secret of 160 bits, which the app reads from an address', () => {
    const secret = newCodeSecret(systemChance);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(codeUri(secret, { issuer: 'Ponte', label: 'anna@example.it' }));
    expect(uri.protocol).toBe('otpauth:');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret,
      issuer: 'Ponte',
      digits: '6',
      period: '30',
    });
  });
});

test('a second factor is asked for only once a code of it was confirmed', async () => {
  const world = createTestHouse();
  const { owner } = await addCompany(world);
  const { token, email, password } = owner;
  await ask(world.app, path, { token, body: { password } });
  const wrong = await ask(world.app, `${path}/confirm`, { token, body: { code: '000000' } });
  expect(wrong.at('error.code')).toBe('wrong-code');
  expect((await ask(world.app, '/v1/sessions', { body: { email, password } })).status).toBe(200);
});

test('with a second factor the right password alone asks for the code, a wrong one does not', async () => {
  const { signIn, code } = await withSecondFactor();
  expect(outcome(await signIn())).toBe('401 code-needed');
  expect(outcome(await signIn({ password: 'sbagliata' }))).toBe('401 sign-in-refused');
  expect(outcome(await signIn({ code: '000000' }))).toBe('401 code-refused');
  expect(outcome(await signIn({ code: code() }))).toBe(200);
});

test('a code is good once', async () => {
  const { world, signIn, code } = await withSecondFactor();
  const used = code();
  expect(outcome(await signIn({ code: used }))).toBe(200);
  expect(outcome(await signIn({ code: used }))).toBe('401 code-refused');
  await world.clock.advance(30 * second);
  expect(outcome(await signIn({ code: used }))).toBe('401 code-refused');
  expect(outcome(await signIn({ code: code() }))).toBe(200);
});

test('the code that was confirmed is not good for signing in', async () => {
  const world = createTestHouse();
  const { owner } = await addCompany(world);
  const { token, email, password } = owner;
  const secret = (await ask(world.app, path, { token, body: { password } })).at('secret');
  const code = codeAt(secret, world.clock.now());
  await ask(world.app, `${path}/confirm`, { token, body: { code } });
  expect(outcome(await ask(world.app, '/v1/sessions', { body: { email, password, code } }))).toBe(
    '401 code-refused',
  );
});

test('of two that show the same code at once, one is let in', async () => {
  const { signIn, code } = await withSecondFactor();
  const answers = await Promise.all([signIn({ code: code() }), signIn({ code: code() })]);
  expect(answers.map(outcome).map(String).toSorted()).toEqual(['200', '401 code-refused']);
});

test('ten recovery codes are given, each good once, with or without hyphens', async () => {
  const { recoveryCodes, signIn } = await withSecondFactor();
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', other = ''] = recoveryCodes;
  expect(first).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
  expect(outcome(await signIn({ code: first }))).toBe(200);
  expect(outcome(await signIn({ code: first }))).toBe('401 code-refused');
  expect(outcome(await signIn({ code: other.replaceAll('-', '').toUpperCase() }))).toBe(200);
});

test('new recovery codes end the old ones, and cost the password', async () => {
  const { world, token, password, recoveryCodes, signIn } = await withSecondFactor();
  const renew = (word: string) =>
    ask(world.app, `${path}/recovery-codes`, { token, body: { password: word } });
  expect((await renew('sbagliata')).at('error.code')).toBe('wrong-password');
  const renewed = ((await renew(password)).json as { recoveryCodes: string[] }).recoveryCodes;
  expect(outcome(await signIn({ code: recoveryCodes[0] }))).toBe('401 code-refused');
  expect(outcome(await signIn({ code: renewed[0] }))).toBe(200);
});

test('turning it off costs the password; then the password is enough', async () => {
  const { world, token, password, signIn } = await withSecondFactor();
  const disable = (word: string) => ask(world.app, `${path}/disable`, { token, body: { password: word } });
  expect((await disable('sbagliata')).at('error.code')).toBe('wrong-password');
  expect(outcome(await signIn())).toBe('401 code-needed');
  expect((await disable(password)).status).toBe(204);
  expect(outcome(await signIn())).toBe(200);
});

test('a second factor in use is not replaced by a stolen session', async () => {
  const { world, token, password } = await withSecondFactor();
  const again = await ask(world.app, path, { token, body: { password } });
  expect([again.status, again.at('error.code')]).toEqual([409, 'already-on']);
  const guessed = await ask(world.app, path, { token, body: { password: 'sbagliata' } });
  expect(guessed.at('error.code')).toBe('wrong-password');
});

test('codes are tried ten times an hour at most', async () => {
  const { world, id, signIn, code } = await withSecondFactor();
  await forgetAttempts(world.house, codeOf(id));
  for (let count = 0; count < 10; count += 1) await countAttempt(world.house, [codeOf(id)]);
  expect(outcome(await signIn({ code: code() }))).toBe('429 rate-limited');
});

test('neither the secret nor a recovery code is kept as it is', async () => {
  const { world, secret, recoveryCodes } = await withSecondFactor();
  const kept = JSON.stringify([
    world.rows('SELECT * FROM people'),
    world.rows('SELECT * FROM recovery_codes'),
  ]);
  for (const plain of [secret, ...recoveryCodes]) {
    expect(kept).not.toContain(plain);
    expect(kept).not.toContain(plain.replaceAll('-', ''));
  }
});

test('the audit log says when it was turned on and off', async () => {
  const { world, token, password, email } = await withSecondFactor();
  await ask(world.app, `${path}/disable`, { token, body: { password } });
  expect(actionsOf(world)).toEqual([
    ['second-factor.enable', email],
    ['second-factor.disable', email],
  ]);
});

function actionsOf(world: TestHouse) {
  return world
    .rows('SELECT action, target FROM audit_log ORDER BY id')
    .map((row) => [row['action'], row['target']]);
}
