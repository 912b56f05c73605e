import { expect, test } from 'vitest';
import { day, hour } from '../../../src/kit/clock.ts';
import { slugOf } from '../../../src/tenants/new-tenant.ts';
import { ask, signUp } from '../../support/api.ts';
import { sqliteOf } from '../../support/d1-over-sqlite.ts';
import { createTestHouse } from '../../support/house.ts';
import { mailedToken, mailsTo } from '../../support/mailbox.ts';

const body = { company: 'Bottega Uno', email: 'anna@example.it', password: 'frase di anna', locale: 'it' };

test('a company that signs up has an owner who is signed in at once', async () => {
  const { app } = createTestHouse();
  const answer = await ask(app, '/v1/signup', { body });
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({
    tenant: { id: expect.stringMatching(/^ten_[0-9a-f]{32}$/), slug: 'bottega-uno' },
    token: expect.any(String),
  });
  const me = await ask(app, '/v1/me', { token: answer.at('token') });
  expect(me.json).toMatchObject({
    kind: 'person',
    label: 'anna@example.it',
    role: 'owner',
    emailVerified: false,
    tenant: { slug: 'bottega-uno', company: 'Bottega Uno' },
  });
});

test('a sign-up that fails at its last row leaves nothing behind', async () => {
  const world = createTestHouse();
  sqliteOf(world.d1).exec('DROP TABLE mails');
  expect((await ask(world.app, '/v1/signup', { body })).status).toBe(500);
  for (const table of ['tenants', 'people', 'memberships', 'sessions', 'one_time_tokens'])
    expect(world.rows(`SELECT * FROM ${table}`)).toEqual([]);
});

test('what failed inside is logged without the values of the statement', async () => {
  const world = createTestHouse();
  sqliteOf(world.d1).exec('DROP TABLE mails');
  const answer = await ask(world.app, '/v1/signup', { body });
  expect(answer.at('error.code')).toBe('internal');
  expect(world.lines.join('\n')).toContain('no such table: mails');
  for (const text of [answer.text, ...world.lines]) {
    expect(text).not.toContain('anna@example.it');
    expect(text).not.toContain('scrypt');
  }
});

test('companies of one name get slugs of their own', async () => {
  const { app } = createTestHouse();
  const first = await signUp(app, { company: 'Bottega Perché S.r.l.' });
  const second = await signUp(app, { company: 'Bottega Perché S.r.l.' });
  expect(first.slug).toBe('bottega-perche-s-r-l');
  expect(second.slug).toMatch(/^bottega-perche-s-r-l-[a-z0-9]{5}$/);
});

test('a slug holds small letters, digits and hyphens, whatever the name', () => {
  expect(slugOf('  ACME & Söhne!! ')).toBe('acme-sohne');
  expect(slugOf('日本')).toBe('company');
  expect(slugOf('x'.repeat(100))).toHaveLength(40);
});

test('the key of a company in its own Odoo is six letters and digits, and differs', async () => {
  const world = createTestHouse();
  await signUp(world.app);
  await signUp(world.app);
  const keys = world.rows('SELECT key FROM tenants').map((row) => String(row['key']));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).toMatch(/^[a-z0-9]{6}$/);
});

test('a known address gets the same answer, and a token that opens as much', async () => {
  const world = createTestHouse();
  const known = await signUp(world.app, { email: 'anna@example.it' });
  await ask(world.app, '/v1/email-verifications', {
    body: { token: mailedToken(world, 'anna@example.it', 'verify-email') },
  });
  const again = await ask(world.app, '/v1/signup', { body: { ...body, password: 'tutt’altra frase' } });
  const fresh = await ask(world.app, '/v1/signup', { body: { ...body, email: 'nuovo@example.it' } });
  expect([again.status, Object.keys(again.json ?? {})]).toEqual([
    fresh.status,
    Object.keys(fresh.json ?? {}),
  ]);
  const [hers, theirs] = await Promise.all(
    [again, fresh].map(({ at }) => ask(world.app, '/v1/me', { token: at('token') })),
  );
  expect(hers?.json).toMatchObject({ role: 'owner', emailVerified: false, companies: [{ role: 'owner' }] });
  expect(theirs?.json).toMatchObject({ role: 'owner', emailVerified: false, companies: [{ role: 'owner' }] });
  expect(hers?.text).not.toContain(known.slug);
});

test('a known address gets the same mail as a new one', async () => {
  const world = createTestHouse();
  await signUp(world.app, { email: 'anna@example.it', company: 'Stessa' });
  await signUp(world.app, { email: 'anna@example.it', company: 'Stessa' });
  const [first, second] = mailsTo(world, 'anna@example.it').map(({ body: text }) =>
    text.replace(/token=\S+/, ''),
  );
  expect(second).toBe(first);
});

test('whoever signs up again with an address does not get at what is behind it', async () => {
  const world = createTestHouse();
  const victim = await signUp(world.app, { email: 'anna@example.it' });
  await ask(world.app, '/v1/email-verifications', {
    body: { token: mailedToken(world, 'anna@example.it', 'verify-email') },
  });
  await signUp(world.app, { email: 'anna@example.it', password: 'frase di un altro' });
  const asVictim = { email: 'anna@example.it', password: 'frase di un altro', tenant: victim.slug };
  expect((await ask(world.app, '/v1/sessions', { body: asVictim })).status).toBe(401);
  const own = { email: 'anna@example.it', password: victim.password };
  expect((await ask(world.app, '/v1/sessions', { body: own })).at('tenant.slug')).toBe(victim.slug);
});

test('the address is kept in small letters and without blanks', async () => {
  const world = createTestHouse();
  await signUp(world.app, { email: '  Anna@Example.IT ', password: 'frase di anna' });
  const answer = await ask(world.app, '/v1/sessions', {
    body: { email: 'anna@example.it', password: 'frase di anna' },
  });
  expect(answer.status).toBe(200);
});

test.each([
  ['a short password', { password: 'corta' }, 'password'],
  ['something that is no address', { email: 'anna' }, 'email'],
  ['a company without a name', { company: '   ' }, 'company'],
  [
    'a company name with a link, which the mail would carry to a stranger',
    { company: 'Win at https://x.example' },
    'company',
  ],
  ['a company name with a line break', { company: 'A\nBcc: x@example.it' }, 'company'],
  ['a language that we do not speak', { locale: 'fr' }, 'locale'],
])('%s is refused by its member', async (_what, change, member) => {
  const { app } = createTestHouse();
  const answer = await ask(app, '/v1/signup', { body: { ...body, ...change } });
  expect(answer.status).toBe(400);
  expect(answer.json).toMatchObject({ error: { code: 'invalid', members: [{ member }] } });
});

test('the sixth sign-up with one address within a day is turned away, and the next day one is let in', async () => {
  const { app, clock } = createTestHouse();
  for (let count = 0; count < 5; count += 1) await signUp(app, { email: 'anna@example.it' });
  const answer = await ask(app, '/v1/signup', { body });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBe(24 * 3600);
  await clock.advance(day + hour);
  expect((await ask(app, '/v1/signup', { body })).status).toBe(201);
});
