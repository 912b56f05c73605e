import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import { mendDifference } from '../../src/orders/mend-difference.ts';
import type { JobId } from '../../src/trade/ids.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

interface Item {
  id: string;
  comparison_id: string;
  poleepo_order_id: number;
  kind: string;
  cause: string;
  mend: string;
  poleepo: string | null;
  odoo: string | null;
}

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

/** A world of imported orders, long enough ago that nothing of them is under way. */
async function imported(seed: number, count: number, version: 16 | 17 | 18 | 19 = 18): Promise<World> {
  const world = await World.open({ seed, version });
  await world.poleepo.control.makeOrders({ count, kind: 'plain', notify: true });
  await pass(world, 21 * minute);
  expect(complaints(world)).toEqual([]);
  return world;
}

/** Compares now, and answers what differs. */
async function compared(world: World): Promise<Item[]> {
  const { id } = world.first();
  const { jobs } = world.house().storesOf({ id, shard: 'main' });
  const now = world.time.now();
  const kind = 'compare-orders';
  await jobs.enqueue({
    id: `job_compare_${now}` as JobId,
    kind,
    subject: kind,
    priority: 2,
    dueAt: now,
    now,
  });
  await pass(world, 2 * minute);
  const [latest] = world.rows<{ id: string; state: string }>(
    'SELECT id, state FROM comparisons ORDER BY id DESC',
  );
  expect(latest?.state).toBe('completed');
  return world.rows<Item>(
    `SELECT * FROM comparison_items WHERE comparison_id = '${latest?.id}' ORDER BY poleepo_order_id`,
  );
}

function saleOrderOf(world: World, orderId: number | undefined): number {
  return world.odoo.db.ref(`ponte.order_${world.first().key}_${orderId}`) ?? 0;
}

/** What Odoo's administrator does to an order that was a mistake. */
async function deleteInOdoo(world: World, saleOrderId: number): Promise<void> {
  world.odoo.db.write('sale.order', [saleOrderId], { state: 'cancel' });
  const args = ['demo', 2, 'admin', 'sale.order', 'unlink', [[saleOrderId]], {}];
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'call',
    params: { service: 'object', method: 'execute_kw', args },
  };
  const request = new Request('http://odoo.test/jsonrpc', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(call),
  });
  const answered = world.odoo.fetch(request).then((answer) => answer.text());
  await pass(world, minute);
  expect(JSON.parse(await answered)).toMatchObject({ result: true });
}

describe('a comparison of both sides', () => {
  it('finds nothing where both agree, and tells numbers and totals', async () => {
    const world = await imported(91, 6);
    expect(await compared(world)).toEqual([]);
    const [row] = world.rows<{ summary: string }>('SELECT summary FROM comparisons');
    const total =
      world.poleepo.control.orders().reduce((sum, order) => sum + order.total_price * 100, 0) / 100;
    const side = { orders: 6, totals: { EUR: total.toFixed(2) } };
    expect(JSON.parse(row?.summary ?? '')).toMatchObject({ poleepo: side, odoo: side, differences: {} });
    expect(world.rows("SELECT 1 FROM alerts WHERE kind = 'orders-differ'")).toEqual([]);
  });

  it.each([16, 17, 18, 19] as const)(
    'names what was done to orders in Odoo %i and in Poleepo',
    async (version) => {
      const world = await imported(92, 5, version);
      const [edited, cancelled, deleted, vanished] = world.poleepo.control.orders();
      const [line] = world.odoo.db.search('sale.order.line', [
        ['order_id', '=', saleOrderOf(world, edited?.id)],
      ]);
      world.odoo.db.write('sale.order.line', [line ?? 0], { price_unit: 1 });
      world.odoo.db.write('sale.order', [saleOrderOf(world, cancelled?.id)], { state: 'cancel' });
      world.sqlite.exec(
        `UPDATE order_links SET sale_order_id = 99999 WHERE poleepo_order_id = ${deleted?.id}`,
      );
      world.poleepo.accounts()[0]?.orders.delete(vanished?.id ?? 0);
      world.sqlite.exec(
        `UPDATE order_links SET poleepo_updated_at = poleepo_updated_at + ${2 * hour} WHERE poleepo_order_id = ${vanished?.id}`,
      );
      const items = await compared(world);
      expect(items.map(({ poleepo_order_id: id, kind, cause, mend }) => ({ id, kind, cause, mend }))).toEqual(
        [
          { id: edited?.id, kind: 'edited-in-odoo', cause: 'edited-in-odoo', mend: 'person' },
          { id: cancelled?.id, kind: 'state-differs', cause: 'cancelled-in-odoo', mend: 'person' },
          { id: deleted?.id, kind: 'missing-in-odoo', cause: 'deleted-in-odoo', mend: 'import-again' },
          { id: vanished?.id, kind: 'missing-in-poleepo', cause: 'deleted-in-poleepo', mend: 'person' },
        ],
      );
      expect(items[0]?.poleepo).toBe(edited?.total_price.toFixed(2));
      expect(
        world.rows("SELECT detail FROM alerts WHERE kind = 'orders-differ' AND closed_at IS NULL"),
      ).toEqual([{ detail: '{"count":4}' }]);
    },
  );

  it('finds an order that nothing told of, and one whose import is held', async () => {
    const world = await World.open({ seed: 93, version: 18, crons: ['process-webhook-queue'] });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain' });
    const held = await world.poleepo.control.makeOrders({ count: 1, kind: 'unknown-status', notify: true });
    await pass(world, 20 * minute);
    const items = await compared(world);
    expect(items).toMatchObject([
      { poleepo_order_id: orders[0]?.id, cause: 'never-heard', mend: 'import-again' },
      { poleepo_order_id: held.orders[0]?.id, cause: 'held:unknown-status', mend: 'person' },
    ]);
  });

  it('leaves alone what is still on its way', async () => {
    const world = await imported(94, 1);
    await world.poleepo.control.makeOrders({ count: 2, kind: 'plain' });
    expect(await compared(world)).toEqual([]);
  });

  it('costs Odoo one call for each page of orders', async () => {
    const world = await World.open({ seed: 95, version: 18 });
    await world.poleepo.control.makeOrders({ count: 120, kind: 'plain', notify: true });
    await world.settle(hour);
    await pass(world, 20 * minute);
    world.passed.length = 0;
    expect(await compared(world)).toEqual([]);
    expect(world.passed.filter(({ what }) => what === 'odoo').map(({ name }) => name)).toEqual([
      'sale.order.search_read',
      'sale.order.search_read',
    ]);
  });

  it('runs each night by itself', async () => {
    const world = await imported(96, 2);
    await pass(world, 21 * hour);
    expect(world.rows('SELECT state FROM comparisons')).toEqual([{ state: 'completed' }]);
  });
});

describe('a difference that an import mends', () => {
  it('is gone once its button was pressed, for an order deleted in Odoo too', async () => {
    const world = await imported(97, 2);
    const [deleted] = world.poleepo.control.orders();
    await deleteInOdoo(world, saleOrderOf(world, deleted?.id));
    const [item] = await compared(world);
    const { id } = world.first();
    const house = world.house();
    const stores = house.storesOf({ id, shard: 'main' });
    const found = await stores.comparisons.item(item?.comparison_id ?? '', item?.id ?? '');
    if (found === null) throw new Error('the difference is gone');
    const jobId = await mendDifference(
      { stores, clock: house.clock, chance: house.chance, by: 'test' },
      found,
    );
    expect(jobId).toMatch(/^job_/);
    await pass(world, 22 * minute);
    expect(complaints(world)).toEqual([]);
    expect(await compared(world)).toEqual([]);
  });
});
