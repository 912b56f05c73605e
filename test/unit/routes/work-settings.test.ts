import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';

async function openCompany() {
  const world = createTestHouse();
  const { tenantId, token } = await addCompany(world);
  const stores = openTenantStores(openDatabase(world.d1), tenantId);
  const put = (path: string, body: object, by = token) =>
    ask(world.app, path, { method: 'PUT', token: by, body });
  const get = (path: string) => ask(world.app, path, { token });
  return { ...world, tenantId, stores, put, get };
}

const comparison = '/v1/settings/comparison';

describe('how far back both sides are compared', () => {
  test('is 30 days until an administrator says otherwise, and what is left out goes back to that', async () => {
    const { put, get, rows } = await openCompany();
    expect((await get(comparison)).json).toEqual({ days: 30 });
    expect((await put(comparison, { days: 90 })).json).toEqual({ days: 90 });
    expect((await get(comparison)).json).toEqual({ days: 90 });
    expect(rows("SELECT detail FROM audit_log WHERE action = 'settings.comparison'")).toEqual([
      { detail: '{"days":90}' },
    ]);
    await put(comparison, {});
    expect((await get(comparison)).json).toEqual({ days: 30 });
  });

  test.each([{ days: 0 }, { days: 366 }, { days: 1.5 }, { days: '30' }, { weeks: 2 }])(
    'of a wrong form is refused: %j',
    async (body) => {
      const { put, stores } = await openCompany();
      expect((await put(comparison, body)).status).toBe(400);
      expect(await stores.policy.settings()).toBeNull();
    },
  );

  test('is not for operators to change', async () => {
    const { put, tenantId, ...world } = await openCompany();
    const { token } = await addMember(world, tenantId, 'operator');
    expect((await put(comparison, { days: 90 }, token)).status).toBe(403);
  });
});

test('what several people change at the same moment is all kept', async () => {
  const { put, stores, tenantId, ...world } = await openCompany();
  const { token: other } = await addMember(world, tenantId, 'administrator');
  const answers = await Promise.all([
    put('/v1/settings', { orders: { confirm: false } }),
    put('/v1/settings', { orders: { teamId: 4 } }, other),
    put('/v1/settings/retention', { apiLogDays: 14 }, other),
    put(comparison, { days: 90 }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await stores.policy.settings()).toMatchObject({
    orders: { confirm: false, teamId: 4 },
    retention: { apiLogDays: 14 },
    comparison: { days: 90 },
  });
});
