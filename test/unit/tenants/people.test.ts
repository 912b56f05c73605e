import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kit/clock.ts';
import { ask, signUp } from '../../support/api.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { mailedToken, mailsTo } from '../../support/mailbox.ts';
import { addCompany, addMember } from '../../support/members.ts';

const invite = ({ app }: TestHouse, token: string, email: string) =>
  ask(app, '/v1/invitations', { token, body: { email, role: 'operator' } });
const accept = ({ app }: TestHouse, token: string, extra: object = {}) =>
  ask(app, '/v1/invitations/accept', { body: { token, password: 'la mia frase', locale: 'en', ...extra } });

describe('an invitation', () => {
  test('lets somebody new in, with a proven address and the role that was offered', async () => {
    const world = createTestHouse();
    const { token, slug } = await addCompany(world);
    const sent = await invite(world, token, 'Bruno@Example.it');
    expect(sent.json).toMatchObject({ email: 'bruno@example.it', role: 'operator' });
    const joined = await accept(world, mailedToken(world, 'bruno@example.it', 'invitation'));
    expect(joined.status).toBe(201);
    expect(joined.at('tenant.slug')).toBe(slug);
    const me = await ask(world.app, '/v1/me', { token: joined.at('token') });
    expect(me.json).toMatchObject({ role: 'operator', emailVerified: true, locale: 'en' });
  });

  test('brings a known person into one more company, by their own password', async () => {
    const world = createTestHouse();
    const { token } = await addCompany(world);
    const bruno = await signUp(world.app, { email: 'bruno@example.it' });
    await ask(world.app, '/v1/email-verifications', {
      body: { token: mailedToken(world, bruno.email, 'verify-email') },
    });
    await invite(world, token, bruno.email);
    const mailed = mailedToken(world, bruno.email, 'invitation');
    expect((await accept(world, mailed, { password: 'non la sua' })).status).toBe(401);
    const joined = await accept(world, mailed, { password: bruno.password });
    const me = await ask(world.app, '/v1/me', { token: joined.at('token') });
    expect((me.json as { companies: unknown[] }).companies).toHaveLength(2);
  });

  test('is answered alike for a known and an unknown address', async () => {
    const world = createTestHouse();
    const { token } = await addCompany(world);
    await signUp(world.app, { email: 'nota@example.it' });
    const known = await invite(world, token, 'nota@example.it');
    const unknown = await invite(world, token, 'ignota@example.it');
    expect(Object.keys(known.json ?? {})).toEqual(Object.keys(unknown.json ?? {}));
    expect(known.status).toBe(unknown.status);
  });

  test('is good once, for seven days, and until it is withdrawn or replaced', async () => {
    const world = createTestHouse();
    const { token } = await addCompany(world);
    await invite(world, token, 'a@example.it');
    const first = mailedToken(world, 'a@example.it', 'invitation');
    const replaced = await invite(world, token, 'a@example.it');
    expect((await accept(world, first)).at('error.code')).toBe('link-refused');
    const second = mailedToken(world, 'a@example.it', 'invitation');
    const withdrawn = await ask(world.app, `/v1/invitations/${replaced.at('id')}`, {
      method: 'DELETE',
      token,
    });
    expect(withdrawn.status).toBe(204);
    expect((await accept(world, second)).status).toBe(422);
    await invite(world, token, 'b@example.it');
    const third = mailedToken(world, 'b@example.it', 'invitation');
    expect((await accept(world, third)).status).toBe(201);
    expect((await accept(world, third)).status).toBe(422);
    await invite(world, token, 'c@example.it');
    await world.clock.advance(7 * day);
    expect((await accept(world, mailedToken(world, 'c@example.it', 'invitation'))).status).toBe(422);
  });

  test('accepted twice at once makes one member', async () => {
    const world = createTestHouse();
    const { token, tenantId } = await addCompany(world);
    await invite(world, token, 'a@example.it');
    const mailed = mailedToken(world, 'a@example.it', 'invitation');
    const answers = await Promise.all([accept(world, mailed), accept(world, mailed)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    expect(world.rows('SELECT * FROM memberships WHERE tenant_id = ?', tenantId)).toHaveLength(2);
    expect(world.rows("SELECT * FROM people WHERE email = 'a@example.it'")).toHaveLength(1);
  });

  test('is listed while it is open, without its token, and mailed in the company’s language', async () => {
    const world = createTestHouse();
    const { token } = await addCompany(world, { locale: 'en' });
    await invite(world, token, 'a@example.it');
    const listed = await ask(world.app, '/v1/invitations', { token });
    expect(listed.json).toMatchObject({ items: [{ email: 'a@example.it', role: 'operator' }] });
    expect(listed.text).not.toContain(mailedToken(world, 'a@example.it', 'invitation'));
    expect(mailsTo(world, 'a@example.it')).toMatchObject([
      { locale: 'en', subject: 'Invitation to work on Ponte' },
    ]);
  });
});

describe('the people of a company', () => {
  test('are listed with their roles, and only they', async () => {
    const world = createTestHouse();
    const { token, tenantId, owner } = await addCompany(world);
    const operator = await addMember(world, tenantId, 'operator');
    await addCompany(world);
    const listed = await ask(world.app, '/v1/people', { token });
    const people = (listed.json as { items: { email: string; role: string }[] }).items;
    expect(people.map(({ email, role }) => `${email} ${role}`).toSorted()).toEqual(
      [`${owner.email} owner`, `${operator.email} operator`].toSorted(),
    );
  });

  test('have what their new role allows from the next request on', async () => {
    const world = createTestHouse();
    const { token, tenantId } = await addCompany(world);
    const member = await addMember(world, tenantId, 'read-only');
    expect((await ask(world.app, '/v1/audit-log', { token: member.token })).status).toBe(403);
    const change = { method: 'PATCH', token, body: { role: 'administrator' } };
    expect((await ask(world.app, `/v1/people/${member.id}`, change)).status).toBe(204);
    expect((await ask(world.app, '/v1/audit-log', { token: member.token })).status).toBe(200);
  });

  test('are out at once when they are taken out, and stay in their other companies', async () => {
    const world = createTestHouse();
    const { token, tenantId } = await addCompany(world);
    const member = await addMember(world, tenantId, 'operator');
    const own = await ask(world.app, '/v1/tenants', { token: member.token, body: { company: 'Propria' } });
    expect((await ask(world.app, `/v1/people/${member.id}`, { method: 'DELETE', token })).status).toBe(204);
    expect((await ask(world.app, '/v1/me', { token: member.token })).status).toBe(401);
    expect((await ask(world.app, '/v1/me', { token: own.at('token') })).status).toBe(200);
  });

  test('never lose their last owner', async () => {
    const world = createTestHouse();
    const { token, owner, tenantId } = await addCompany(world);
    const path = `/v1/people/${owner.id}`;
    const demote = () => ask(world.app, path, { method: 'PATCH', token, body: { role: 'operator' } });
    const remove = () => ask(world.app, path, { method: 'DELETE', token });
    expect((await demote()).at('error.code')).toBe('last-owner');
    expect((await remove()).at('error.code')).toBe('last-owner');
    await addMember(world, tenantId, 'owner');
    expect((await demote()).status).toBe(204);
  });

  test('keep one owner when two owners take each other out at once', async () => {
    const world = createTestHouse();
    const { token, owner, tenantId } = await addCompany(world);
    const other = await addMember(world, tenantId, 'owner');
    await Promise.all([
      ask(world.app, `/v1/people/${other.id}`, { method: 'DELETE', token }),
      ask(world.app, `/v1/people/${owner.id}`, { method: 'DELETE', token: other.token }),
    ]);
    expect(
      world.rows("SELECT * FROM memberships WHERE tenant_id = ? AND role = 'owner'", tenantId),
    ).toHaveLength(1);
  });
});
