import { expect, test } from 'vitest';
import { day, hour, minute } from '../../../src/kit/clock.ts';
import type { SessionId } from '../../../src/trade/ids.ts';
import { roles as storedRoles } from '../../../src/store/schema/index.ts';
import { atLeast, roles } from '../../../src/tenants/roles.ts';
import { ask, type SignedUp, signUp } from '../../support/api.ts';
import { createD1 } from '../../support/d1-over-sqlite.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';

test('of two claims on an address one at most is proven', async () => {
  const world = createTestHouse();
  await signUp(world.app, { email: 'anna@example.it' });
  await signUp(world.app, { email: 'anna@example.it' });
  const prove = () => world.rows('UPDATE people SET email_verified_at = 1');
  expect(prove).toThrow(/UNIQUE constraint failed/);
});

test('those who claim an address come in their order: members of the company, the proven one, the newest', async () => {
  const world = createTestHouse();
  const claims: SignedUp[] = [];
  for (let count = 0; count < 4; count += 1) {
    claims.push(await signUp(world.app, { email: 'anna@example.it' }));
    await world.clock.advance(minute);
  }
  const { people } = world.house.directory;
  const ofSlug = async (slug?: string) => {
    const found = await people.claimants('anna@example.it', { slug, limit: 4 });
    const companies = await Promise.all(found.map(({ id }) => world.house.directory.memberships.of(id)));
    return companies.map(([company]) => claims.findIndex((one) => one.slug === company?.slug));
  };
  expect(await ofSlug()).toEqual([3, 2, 1, 0]);
  const [second] = await people.claimants('anna@example.it', { slug: claims[1]?.slug, limit: 1 });
  if (second === undefined) throw new Error('nobody claims the address');
  await people.verify(second.id, 1);
  expect(await ofSlug()).toEqual([1, 3, 2, 0]);
  expect(await ofSlug(claims[0]?.slug)).toEqual([0, 1, 3, 2]);
});

test('a session opens nothing for somebody who no longer belongs to its company', async () => {
  const world = createTestHouse();
  const { tenantId } = await addCompany(world);
  const member = await addMember(world, tenantId, 'operator');
  world.rows('DELETE FROM memberships WHERE person_id = ?', member.id);
  expect((await ask(world.app, '/v1/me', { token: member.token })).status).toBe(401);
});

test('sessions and mailed tokens that are over are cleared away, and no others', async () => {
  const world = createTestHouse();
  const { token } = await signUp(world.app);
  const { sessions, tokens } = world.house.directory;
  await sessions.removeEnded(world.clock.now());
  await tokens.removeEnded(world.clock.now());
  expect((await ask(world.app, '/v1/me', { token })).status).toBe(200);
  expect(world.rows('SELECT * FROM one_time_tokens')).toHaveLength(1);
  await world.clock.advance(4 * day);
  await sessions.removeEnded(world.clock.now());
  await tokens.removeEnded(world.clock.now());
  expect(world.rows('SELECT * FROM sessions')).toEqual([]);
  expect(world.rows('SELECT * FROM one_time_tokens')).toEqual([]);
});

test('an unknown session opens nothing', async () => {
  const { house } = createTestHouse();
  expect(await house.directory.sessions.open('ses_none' as SessionId, hour)).toBeNull();
});

test('a webhook that verified by the same scheme is not written again', async () => {
  const written: string[] = [];
  const d1 = createD1(async (statements, run) => {
    const result = run();
    if (statements.some((sql) => sql.startsWith('update "webhooks"'))) written.push(JSON.stringify(result));
    return result;
  });
  const world = createTestHouse({ d1 });
  const { token } = await addCompany(world);
  const body = { name: 'w', secret: 's', events: ['STATUS_ORDER'] };
  const made = await ask(world.app, '/v1/webhooks', { token, body });
  const id = made.at('id') as Parameters<typeof world.house.directory.webhooks.verified>[0];
  for (const now of [1, 2, 3]) await world.house.directory.webhooks.verified(id, 'hmac-hex', now);
  const changes = written.map((result) => (JSON.parse(result) as { meta: { changes: number } }).meta.changes);
  expect(changes).toEqual([1, 0, 0]);
});

test('roles go from the smallest to the greatest, and are those that the tables know', () => {
  expect(roles).toEqual(['read-only', 'operator', 'administrator', 'owner']);
  expect(storedRoles.toSorted()).toEqual(roles.toSorted());
  for (const [index, role] of roles.entries())
    expect(roles.filter((needed) => atLeast(role, needed))).toEqual(roles.slice(0, index + 1));
});
