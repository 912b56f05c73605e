import { describe, expect, test } from 'vitest';
import { day, hour, minute } from '../../../src/kit/clock.ts';
import { ask, signUp } from '../../support/api.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { mailedToken, mailsTo } from '../../support/mailbox.ts';

const verify = ({ app }: TestHouse, token: string) =>
  ask(app, '/v1/email-verifications', { body: { token } });
const askReset = ({ app }: TestHouse, email: string) => ask(app, '/v1/password-resets', { body: { email } });
const reset = ({ app }: TestHouse, token: string, password = 'la frase nuova') =>
  ask(app, '/v1/password-resets', { method: 'PUT', body: { token, password } });
const me = ({ app }: TestHouse, token: string) => ask(app, '/v1/me', { token });
const signIn = ({ app }: TestHouse, email: string, password: string) =>
  ask(app, '/v1/sessions', { body: { email, password } });

describe('the proof of an address', () => {
  test('is the mailed token, good once', async () => {
    const world = createTestHouse();
    const { email, token } = await signUp(world.app);
    const mailed = mailedToken(world, email, 'verify-email');
    expect((await verify(world, mailed)).status).toBe(204);
    expect((await me(world, token)).json).toMatchObject({ emailVerified: true });
    expect((await verify(world, mailed)).at('error.code')).toBe('link-refused');
  });

  test('is over after three days', async () => {
    const world = createTestHouse();
    const { email } = await signUp(world.app);
    await world.clock.advance(3 * day);
    expect((await verify(world, mailedToken(world, email, 'verify-email'))).status).toBe(422);
  });

  test('is no token of another purpose', async () => {
    const world = createTestHouse();
    const { email } = await signUp(world.app);
    await askReset(world, email);
    expect((await verify(world, mailedToken(world, email, 'reset-password'))).status).toBe(422);
    expect((await reset(world, mailedToken(world, email, 'verify-email'))).status).toBe(422);
  });

  test('sent again ends the one before', async () => {
    const world = createTestHouse();
    const { email, token } = await signUp(world.app);
    const before = mailedToken(world, email, 'verify-email');
    const again = await ask(world.app, '/v1/me/email-verification', { method: 'POST', token });
    expect(again.status).toBe(202);
    expect((await verify(world, before)).status).toBe(422);
    expect((await verify(world, mailedToken(world, email, 'verify-email'))).status).toBe(204);
  });

  test('is not sent to an address that is proven, and not more than five times an hour', async () => {
    const world = createTestHouse();
    const { email, token } = await signUp(world.app);
    const resend = () => ask(world.app, '/v1/me/email-verification', { method: 'POST', token });
    for (let count = 0; count < 5; count += 1) expect((await resend()).status).toBe(202);
    expect((await resend()).status).toBe(429);
    expect(mailsTo(world, email)).toHaveLength(6);
    await verify(world, mailedToken(world, email, 'verify-email'));
    await world.clock.advance(hour);
    expect((await resend()).status).toBe(202);
    expect(mailsTo(world, email)).toHaveLength(6);
  });

  test('of a second claim brings its company to the account that has proven the address', async () => {
    const world = createTestHouse();
    const first = await signUp(world.app, { email: 'anna@example.it' });
    await verify(world, mailedToken(world, first.email, 'verify-email'));
    await world.clock.advance(minute);
    const second = await signUp(world.app, { email: 'anna@example.it', password: 'altra frase lunga' });
    await verify(world, mailedToken(world, first.email, 'verify-email'));
    expect((await me(world, second.token)).status).toBe(401);
    expect((await signIn(world, first.email, 'altra frase lunga')).status).toBe(401);
    const signedIn = await signIn(world, first.email, first.password);
    expect(signedIn.json).toMatchObject({
      companies: [
        { slug: first.slug, role: 'owner' },
        { slug: second.slug, role: 'owner' },
      ],
    });
  });
});

describe('a new password', () => {
  test('is asked for with the same answer and the same writes for any address', async () => {
    const world = createTestHouse();
    const { email } = await signUp(world.app);
    const [known, unknown] = [await askReset(world, email), await askReset(world, 'nessuno@example.it')];
    expect([known.status, known.text]).toEqual([202, '']);
    expect([unknown.status, unknown.text]).toEqual([202, '']);
    expect(mailsTo(world, 'nessuno@example.it')).toEqual([]);
    expect(world.rows("SELECT * FROM one_time_tokens WHERE purpose = 'reset-password'")).toHaveLength(2);
  });

  test('is set by the mailed token once, and ends all sessions', async () => {
    const world = createTestHouse();
    const { email, password, token } = await signUp(world.app);
    await verify(world, mailedToken(world, email, 'verify-email'));
    await askReset(world, email);
    const mailed = mailedToken(world, email, 'reset-password');
    expect((await reset(world, mailed)).status).toBe(204);
    expect((await me(world, token)).status).toBe(401);
    expect((await signIn(world, email, password)).status).toBe(401);
    expect((await signIn(world, email, 'la frase nuova')).status).toBe(200);
    expect((await reset(world, mailed)).status).toBe(422);
  });

  test('is over after an hour', async () => {
    const world = createTestHouse();
    const { email } = await signUp(world.app);
    await askReset(world, email);
    await world.clock.advance(hour);
    expect((await reset(world, mailedToken(world, email, 'reset-password'))).status).toBe(422);
  });

  test('asked for twice leaves the last link good', async () => {
    const world = createTestHouse();
    const { email } = await signUp(world.app);
    await askReset(world, email);
    const first = mailedToken(world, email, 'reset-password');
    await world.clock.advance(minute);
    await askReset(world, email);
    expect((await reset(world, first)).status).toBe(422);
    expect((await reset(world, mailedToken(world, email, 'reset-password'))).status).toBe(204);
  });

  test('for an address that nobody had proven leaves the one before no way back', async () => {
    const world = createTestHouse();
    const squatter = await signUp(world.app, { email: 'anna@example.it' });
    const made = await ask(world.app, '/v1/api-keys', {
      token: squatter.token,
      body: { name: 'later', role: 'administrator' },
    });
    await askReset(world, 'anna@example.it');
    expect((await reset(world, mailedToken(world, 'anna@example.it', 'reset-password'))).status).toBe(204);
    for (const kept of [squatter.token, made.at('key')]) expect((await me(world, kept)).status).toBe(401);
    const signedIn = await signIn(world, 'anna@example.it', 'la frase nuova');
    expect((await me(world, signedIn.at('token'))).json).toMatchObject({ emailVerified: true });
  });

  test('goes to whoever has proven the address, not to another claim', async () => {
    const world = createTestHouse();
    const first = await signUp(world.app, { email: 'anna@example.it' });
    await verify(world, mailedToken(world, first.email, 'verify-email'));
    const claim = await signUp(world.app, { email: 'anna@example.it' });
    await askReset(world, 'anna@example.it');
    await reset(world, mailedToken(world, 'anna@example.it', 'reset-password'));
    const signedIn = await signIn(world, 'anna@example.it', 'la frase nuova');
    expect(signedIn.at('tenant.slug')).toBe(first.slug);
    expect((await me(world, claim.token)).status).toBe(200);
  });

  test('is asked for five times an hour at most, known or not', async () => {
    const world = createTestHouse();
    const { email } = await signUp(world.app);
    for (const whom of [email, 'nessuno@example.it']) {
      for (let count = 0; count < 5; count += 1) expect((await askReset(world, whom)).status).toBe(202);
      expect((await askReset(world, whom)).status).toBe(429);
    }
  });

  test('changed by oneself costs the present one and ends the other sessions', async () => {
    const world = createTestHouse();
    const { email, password, token } = await signUp(world.app);
    const other = (await signIn(world, email, password)).at('token');
    const change = (current: string) =>
      ask(world.app, '/v1/me/password', { token, body: { current, password: 'la frase nuova' } });
    expect((await change('sbagliata')).at('error.code')).toBe('wrong-password');
    expect((await change(password)).status).toBe(204);
    expect((await me(world, token)).status).toBe(200);
    expect((await me(world, other)).status).toBe(401);
  });
});

test('no mailed token is kept as it is', async () => {
  const world = createTestHouse();
  const { email } = await signUp(world.app);
  await askReset(world, email);
  const kept = JSON.stringify(world.rows('SELECT * FROM one_time_tokens'));
  for (const kind of ['verify-email', 'reset-password'])
    expect(kept).not.toContain(mailedToken(world, email, kind));
});
