import { expect, test } from 'vitest';
import { hour, minute } from '../../../src/kit/clock.ts';
import { codeAt } from '../../../src/kit/one-time-code.ts';
import { invitationsOf, signInOf } from '../../../src/tenants/limits.ts';
import { countAttempt } from '../../../src/tenants/throttle.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { mailedToken } from '../../support/mailbox.ts';
import { addCompany, addMember } from '../../support/members.ts';

/** Somebody who has an account, invited into another company. */
async function invitedMember() {
  const world = createTestHouse();
  const home = await addCompany(world);
  const member = await addMember(world, home.tenantId, 'operator');
  const host = await addCompany(world);
  const body = { email: member.email, role: 'administrator' };
  await ask(world.app, '/v1/invitations', { token: host.token, body });
  const token = mailedToken(world, member.email, 'invitation');
  const accept = (extra: object = {}) => acceptWith(world, { token, password: member.password, ...extra });
  return { world, home, host, member, token, accept };
}

const acceptWith = ({ app }: TestHouse, body: object) => ask(app, '/v1/invitations/accept', { body });

test('joining takes the second factor of whoever has one', async () => {
  const { world, member, accept } = await invitedMember();
  const { token, password } = member;
  const path = '/v1/me/second-factor';
  const secret = (await ask(world.app, path, { token, body: { password } })).at('secret');
  const confirm = { code: codeAt(secret, world.clock.now()) };
  await ask(world.app, `${path}/confirm`, { token, body: confirm });
  await world.clock.advance(minute);
  expect((await accept()).at('error.code')).toBe('code-needed');
  expect((await accept({ code: '000000' })).at('error.code')).toBe('code-refused');
  expect((await accept({ code: codeAt(secret, world.clock.now()) })).status).toBe(201);
});

test('a wrong password does not use the invitation up', async () => {
  const { accept } = await invitedMember();
  expect((await accept({ password: 'sbagliata ma lunga' })).at('error.code')).toBe('sign-in-refused');
  expect((await accept()).status).toBe(201);
});

test('passwords are tried through an invitation as often as through sign-in, and no more', async () => {
  const { world, member, accept } = await invitedMember();
  for (let count = 0; count < 10; count += 1) await countAttempt(world.house, [signInOf(member.email)]);
  const answer = await accept();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '900']);
});

test('one invitation is tried ten times an hour', async () => {
  const { world, token } = await invitedMember();
  const wrong = { token: `${token.slice(0, -1)}-`, password: 'una frase lunga' };
  for (let count = 0; count < 10; count += 1) expect((await acceptWith(world, wrong)).status).toBe(422);
  expect((await acceptWith(world, wrong)).status).toBe(429);
  await world.clock.advance(hour);
  expect((await acceptWith(world, wrong)).status).toBe(422);
});

test('whoever is a member already keeps the role that they have', async () => {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  const member = await addMember(world, tenantId, 'operator');
  await ask(world.app, '/v1/invitations', { token, body: { email: member.email, role: 'owner' } });
  const invitation = mailedToken(world, member.email, 'invitation');
  const joined = await acceptWith(world, { token: invitation, password: member.password });
  expect((await ask(world.app, '/v1/me', { token: joined.at('token') })).json).toMatchObject({
    role: 'operator',
  });
});

test('an unproven claim on the address gets nothing of an invitation to it', async () => {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  const claim = { company: 'Altro', email: 'bruno@example.it', password: 'frase di un altro', locale: 'it' };
  await ask(world.app, '/v1/signup', { body: claim });
  await ask(world.app, '/v1/invitations', { token, body: { email: 'bruno@example.it', role: 'owner' } });
  const invitation = mailedToken(world, 'bruno@example.it', 'invitation');
  await acceptWith(world, { token: invitation, password: 'la frase di bruno' });
  const asClaimant = await ask(world.app, '/v1/sessions', {
    body: { email: 'bruno@example.it', password: 'frase di un altro' },
  });
  const me = await ask(world.app, '/v1/me', { token: asClaimant.at('token') });
  expect(me.text).not.toContain(tenantId);
});

test('who joined is in the audit log of the company', async () => {
  const { world, host, member, accept } = await invitedMember();
  await world.clock.advance(minute);
  await accept();
  const log = await ask(world.app, '/v1/audit-log', { token: host.token });
  expect(log.json).toMatchObject({
    items: [
      { action: 'person.join', actor: member.email, detail: { role: 'administrator' } },
      { action: 'person.invite', target: member.email },
    ],
  });
});

test('a company invites fifty times a day at most', async () => {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  for (let count = 0; count < 50; count += 1) await countAttempt(world.house, [invitationsOf(tenantId)]);
  const body = { email: 'bruno@example.it', role: 'operator' };
  expect((await ask(world.app, '/v1/invitations', { token, body })).status).toBe(429);
});

test('a suspended company is joined, but not entered', async () => {
  const { world, host, accept } = await invitedMember();
  await world.house.directory.tenants.suspend(host.tenantId, world.clock.now());
  const joined = await accept();
  expect((await ask(world.app, '/v1/me', { token: joined.at('token') })).at('error.code')).toBe('suspended');
});
