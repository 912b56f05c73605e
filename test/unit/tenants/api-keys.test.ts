import { expect, test } from 'vitest';
import { hour, minute } from '../../../src/kit/clock.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';

const create = ({ app }: TestHouse, token: string, role = 'operator') =>
  ask(app, '/v1/api-keys', { token, body: { name: 'Magazzino', role } });
const list = async ({ app }: TestHouse, token: string) =>
  (await ask(app, '/v1/api-keys', { token })).json as { items: Record<string, unknown>[] };

test('a key is shown once, and then known by its end alone', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const made = await create(world, token);
  expect(made.status).toBe(201);
  const key = made.at('key');
  expect(key).toMatch(/^ponte_[\w-]{43}$/);
  const { items } = await list(world, token);
  expect(items).toEqual([
    expect.objectContaining({ id: made.at('id'), name: 'Magazzino', role: 'operator', hint: key.slice(-4) }),
  ]);
  expect(JSON.stringify([items, world.rows('SELECT * FROM api_keys')])).not.toContain(key);
});

test('a key opens its own company with its own role', async () => {
  const world = createTestHouse();
  const { token, slug } = await addCompany(world);
  const key = (await create(world, token, 'read-only')).at('key');
  const me = await ask(world.app, '/v1/me', { token: key });
  expect(me.json).toMatchObject({
    kind: 'key',
    label: 'Magazzino',
    role: 'read-only',
    tenant: { slug },
    companies: [],
  });
  expect((await ask(world.app, '/v1/audit-log', { token: key })).status).toBe(403);
});

test('a revoked key opens nothing, at once', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const made = await create(world, token);
  const revoke = () => ask(world.app, `/v1/api-keys/${made.at('id')}`, { method: 'DELETE', token });
  expect((await revoke()).status).toBe(204);
  expect((await ask(world.app, '/v1/me', { token: made.at('key') })).status).toBe(401);
  expect((await list(world, token)).items).toEqual([]);
  expect((await revoke()).status).toBe(404);
});

test('a key makes no keys, and nobody makes a key of an owner', async () => {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  const key = (await create(world, token, 'administrator')).at('key');
  expect((await create(world, key)).at('error.code')).toBe('people-only');
  expect((await create(world, token, 'owner')).status).toBe(400);
  const administrator = await addMember(world, tenantId, 'administrator');
  expect((await create(world, administrator.token, 'administrator')).status).toBe(201);
});

test('when a key was last used is written once an hour', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const key = (await create(world, token)).at('key');
  const use = () => ask(world.app, '/v1/me', { token: key });
  const lastUsed = async () => (await list(world, token)).items[0]?.['lastUsedAt'];
  expect(await lastUsed()).toBeNull();
  await use();
  expect(await lastUsed()).toBe('2026-06-03T08:00:00.000Z');
  await world.clock.advance(59 * minute);
  await use();
  expect(await lastUsed()).toBe('2026-06-03T08:00:00.000Z');
  await world.clock.advance(hour);
  await use();
  expect(await lastUsed()).toBe('2026-06-03T09:59:00.000Z');
});
