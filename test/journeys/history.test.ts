import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/kit/clock.ts';
import type { JobKindName } from '../../src/jobs/kinds.ts';
import { historySubject } from '../../src/trade/history-subject.ts';
import type { JobId } from '../../src/trade/ids.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const historyId = `hist_${'a'.repeat(32)}`;

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

function stores(world: World) {
  return world.house().storesOf({ id: world.first().id, shard: 'main' });
}

/** A world whose Poleepo has orders from before the connection. */
async function withPast(seed: number, make: (world: World) => Promise<unknown>): Promise<World> {
  const world = await World.open({ seed, version: 18 });
  await make(world);
  await pass(world, minute);
  world.sqlite.exec(`UPDATE connections SET connected_at = ${world.time.now()}`);
  await pass(world, 3 * minute);
  expect(world.rows("SELECT 1 FROM jobs WHERE kind = 'import-order'")).toEqual([]);
  return world;
}

/** Asks for an import of the orders of the last hour. */
async function ask(world: World, dryRun: boolean): Promise<void> {
  const now = world.time.now();
  const { history, jobs } = stores(world);
  await history.add({ id: historyId, dryRun, from: now - hour, askedBy: 'test', createdAt: now });
  const kind: JobKindName = dryRun ? 'rehearse-history' : 'import-history';
  const subject = historySubject(historyId);
  await jobs.enqueue({ id: 'job_history' as JobId, kind, subject, priority: 2, dueAt: now, now });
  await world.house().wake(world.first().id, 'job_history' as JobId);
}

async function resultOf(world: World): Promise<Record<string, unknown>> {
  const row = await stores(world).history.get(historyId);
  expect(row?.state).toBe('completed');
  return row?.result ?? {};
}

describe('an import of the past', () => {
  it('brings every order since the date into Odoo once', async () => {
    const world = await withPast(101, (its) => its.poleepo.control.makeOrders({ count: 30, kind: 'plain' }));
    await ask(world, false);
    await pass(world, 2 * minute);
    expect(await resultOf(world)).toEqual({ listed: 30, asked: 30, known: 0 });
    expect(complaints(world)).toEqual([]);
    expect(await stores(world).history.progress(historyId)).toEqual({ completed: 30 });
  });

  it('leaves out what was ordered before the date, although it changed since', async () => {
    const world = await withPast(102, async ({ poleepo, time }) => {
      const { orders } = await poleepo.control.makeOrders({ count: 2, kind: 'plain' });
      const [old] = orders;
      if (old !== undefined) old.order_date = new Date(time.now() - 3 * day).toISOString().slice(0, 19) + 'Z';
    });
    await ask(world, false);
    await pass(world, 2 * minute);
    expect(await resultOf(world)).toEqual({ listed: 1, asked: 1, known: 0 });
  });

  it('lets new orders go first', async () => {
    const world = await withPast(103, (its) => its.poleepo.control.makeOrders({ count: 60, kind: 'plain' }));
    await ask(world, false);
    await pass(world, second);
    const began = world.time.now();
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    const isThere = () =>
      world.odoo.db.ref(`ponte.order_${world.first().key}_${orders[0]?.id}`) !== undefined;
    expect(await world.time.run(isThere, minute)).toBe(true);
    expect(world.time.now() - began).toBeLessThan(3 * second);
    expect(world.open()).toBeGreaterThan(20);
    await world.settle(hour);
    expect(complaints(world)).toEqual([]);
  });

  it('that is stopped sets aside what waits, and reads no further page', async () => {
    const world = await withPast(104, (its) =>
      its.poleepo.control.makeOrders({ count: 350, kind: 'canceled' }),
    );
    world.poleepo.control.setFaults([{ match: { path: '/orders' }, kind: 'latency', ms: 12 * second }]);
    await ask(world, false);
    await pass(world, 15 * second);
    expect(await stores(world).history.stop(historyId, { by: 'test', now: world.time.now() })).toBe(true);
    await pass(world, 2 * minute);
    expect(world.rows('SELECT state FROM history_imports')).toEqual([{ state: 'stopped' }]);
    expect(world.rows("SELECT 1 FROM jobs WHERE kind = 'import-order'").length).toBeLessThan(250);
    expect(
      world.rows("SELECT 1 FROM jobs WHERE state IN ('waiting', 'running') AND subject LIKE 'history%'"),
    ).toEqual([]);
  });

  it('whose pages are slow goes on where it was, and counts each order once', async () => {
    const world = await withPast(105, (its) =>
      its.poleepo.control.makeOrders({ count: 420, kind: 'canceled' }),
    );
    world.poleepo.control.setFaults([{ match: { path: '/orders' }, kind: 'latency', ms: 14 * second }]);
    await ask(world, false);
    await pass(world, 4 * minute);
    expect(await resultOf(world)).toEqual({ listed: 420, asked: 420, known: 0 });
    const runs = world.rows("SELECT 1 FROM jobs WHERE kind = 'import-history' AND state = 'completed'");
    expect(runs.length).toBeGreaterThan(1);
  });
});

describe('a rehearsal of it', () => {
  it('tells what would come of each order, and writes nothing into Odoo', async () => {
    const world = await withPast(106, async ({ poleepo }) => {
      await poleepo.control.makeOrders({ count: 3, kind: 'plain' });
      await poleepo.control.makeOrders({ count: 2, kind: 'unknown-sku' });
      await poleepo.control.makeOrders({ count: 1, kind: 'awaiting-payment' });
      await poleepo.control.makeOrders({ count: 1, kind: 'canceled' });
      await poleepo.control.makeOrders({ count: 1, kind: 'unknown-status' });
    });
    world.passed.length = 0;
    await ask(world, true);
    await pass(world, minute);
    const plain = world.poleepo.control.orders().slice(0, 3);
    const total = (plain.reduce((sum, order) => sum + order.total_price * 100, 0) / 100).toFixed(2);
    expect(await resultOf(world)).toMatchObject({
      listed: 8,
      import: { orders: 3, totals: { EUR: total } },
      held: { orders: 4 },
      skipped: { orders: 1 },
      there: { orders: 0 },
      heldFor: { 'unknown-sku': 2, 'payment-not-accepted': 1, 'unknown-status': 1 },
      statuses: { 'Pagamento accettato': 3 },
    });
    const odoo = world.passed.filter(({ what }) => what === 'odoo');
    expect(odoo.filter(({ write }) => write)).toEqual([]);
    expect(odoo.filter(({ name }) => name === 'product.product.search_read').length).toBeLessThanOrEqual(3);
    expect(world.odoo.db.count('sale.order')).toBe(0);
    expect(world.rows("SELECT 1 FROM jobs WHERE kind = 'import-order'")).toEqual([]);
    expect(world.rows('SELECT 1 FROM order_links')).toEqual([]);
  });

  it('foretells what the import then does', async () => {
    const world = await withPast(107, (its) => its.poleepo.control.makeOrders({ count: 60, kind: 'any' }));
    await ask(world, true);
    await pass(world, minute);
    const told = await resultOf(world);
    world.sqlite.exec('DELETE FROM history_imports');
    world.sqlite.exec("DELETE FROM jobs WHERE kind = 'rehearse-history'");
    await ask(world, false);
    await pass(world, 5 * minute);
    const [confirmed] = world.rows<{ n: number }>(
      "SELECT count(*) AS n FROM order_links WHERE state = 'confirmed'",
    );
    const held = world.rows<{ reason: string; n: number }>(
      "SELECT json_extract(held, '$.reason') AS reason, count(*) AS n FROM jobs WHERE state = 'held' GROUP BY 1",
    );
    expect({
      imported: confirmed?.n,
      held: Object.fromEntries(held.map(({ reason, n }) => [reason, n])),
    }).toEqual({
      imported: (told.import as { orders: number }).orders,
      held: told.heldFor,
    });
  });
});
