import { expect, test } from 'vitest';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';

test('a company shows itself, and takes another name and language', async () => {
  const { app, ...world } = createTestHouse();
  const { token, slug, tenantId } = await addCompany({ app, ...world });
  const changed = await ask(app, '/v1/tenant', {
    method: 'PATCH',
    token,
    body: { company: 'Nuovo nome', locale: 'en' },
  });
  expect(changed.json).toEqual({
    id: tenantId,
    slug,
    company: 'Nuovo nome',
    locale: 'en',
    createdAt: '2026-06-03T08:00:00.000Z',
  });
  expect((await ask(app, '/v1/tenant', { token })).json).toEqual(changed.json);
});

test('a change of nothing changes nothing', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const before = (await ask(world.app, '/v1/tenant', { token })).json;
  expect((await ask(world.app, '/v1/tenant', { method: 'PATCH', token, body: {} })).json).toEqual(before);
});

test('somebody who is signed in founds one more company, and is its owner', async () => {
  const world = createTestHouse();
  const { tenantId } = await addCompany(world);
  const member = await addMember(world, tenantId, 'read-only');
  const founded = await ask(world.app, '/v1/tenants', { token: member.token, body: { company: 'Propria' } });
  expect(founded.status).toBe(201);
  const me = await ask(world.app, '/v1/me', { token: founded.at('token') });
  expect(me.json).toMatchObject({ role: 'owner', tenant: { slug: 'propria' } });
  expect((await ask(world.app, '/v1/me', { token: member.token })).json).toMatchObject({ role: 'read-only' });
});

test('a suspended company is shut to its people until it is let in again; their other companies stay open', async () => {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  const other = await ask(world.app, '/v1/tenants', { token, body: { company: 'Altra' } });
  await world.house.directory.tenants.suspend(tenantId, world.clock.now());
  expect((await ask(world.app, '/v1/me', { token })).at('error.code')).toBe('suspended');
  expect((await ask(world.app, '/v1/me', { token: other.at('token') })).status).toBe(200);
  await world.house.directory.tenants.suspend(tenantId, null);
  expect((await ask(world.app, '/v1/me', { token })).status).toBe(200);
});

test('tenants are listed in pages, without those that are suspended', async () => {
  const world = createTestHouse();
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) made.push((await addCompany(world)).tenantId);
  const sorted = made.toSorted();
  const suspended = await world.house.directory.tenants.page(sorted[1] ?? '', 1);
  const [shut] = suspended.items;
  if (shut === undefined) throw new Error('nobody to shut out');
  await world.house.directory.tenants.suspend(shut.id, 1);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof world.house.directory.tenants.page>> =
      await world.house.directory.tenants.page(cursor, 2);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(sorted.filter((id) => id !== shut.id));
});

test('one’s own language is kept, and used where a request asks for none', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const none = { 'accept-language': '*' };
  const refused = () => ask(world.app, '/v1/connections/odoo', { token, headers: none });
  expect((await refused()).at('error.message')).toBe('Non trovato.');
  await ask(world.app, '/v1/me', { method: 'PATCH', token, body: { locale: 'en' } });
  expect((await refused()).at('error.message')).toBe('Not found.');
});
