import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/kit/clock.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const untilPolled = 6 * minute;

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

function imports(world: World): { state: string; input: string | null }[] {
  return world.rows("SELECT state, input FROM jobs WHERE kind = 'import-order'");
}

function listings(world: World): number {
  return world.passed.filter(({ what, name }) => what === 'poleepo' && name === 'GET /orders').length;
}

describe('an order that no webhook told of', () => {
  it('is found by the next poll and becomes one confirmed sale order', async () => {
    const world = await World.open({ seed: 61, version: 18 });
    await world.poleepo.control.makeOrders({ count: 3, kind: 'plain' });
    await pass(world, untilPolled);
    expect(complaints(world)).toEqual([]);
    expect(imports(world)).toHaveLength(3);
  });

  it('is found although Poleepo could not be reached for three hours', async () => {
    const world = await World.open({ seed: 62, version: 17 });
    await pass(world, 7 * minute);
    world.poleepo.control.setOutage({ down: true });
    await world.poleepo.control.makeOrders({ count: 4, kind: 'plain' });
    await pass(world, 3 * hour);
    world.poleepo.control.setOutage({ down: false });
    await pass(world, 11 * minute);
    expect(complaints(world)).toEqual([]);
  });

  it('is found by the poll after a change, however long ago it was made', async () => {
    const world = await World.open({ seed: 63, version: 16 });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'awaiting-payment' });
    await pass(world, 26 * hour);
    await world.poleepo.control.patchOrder(orders[0]?.id ?? 0, { status: 'PAYMENT_ACCEPTED', notify: false });
    await pass(world, untilPolled);
    expect(complaints(world)).toEqual([]);
  });

  it('from before the connection is left alone', async () => {
    const world = await World.open({ seed: 64, version: 18 });
    await world.poleepo.control.makeOrders({ count: 2, kind: 'plain' });
    await pass(world, 2 * minute);
    world.sqlite.exec(`UPDATE connections SET connected_at = ${world.time.now()}`);
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain' });
    await pass(world, 10 * minute);
    expect(world.rows("SELECT subject FROM jobs WHERE kind = 'import-order'")).toEqual([
      { subject: `order:${orders[0]?.id}` },
    ]);
  });
});

describe('an order that is known', () => {
  it('makes no work at later polls, though it is listed again', async () => {
    const world = await World.open({ seed: 65, version: 18 });
    await world.poleepo.control.makeOrders({ count: 5, kind: 'plain', notify: true });
    await pass(world, 4 * minute);
    expect(imports(world)).toHaveLength(5);
    await pass(world, 40 * minute);
    expect(listings(world)).toBeGreaterThanOrEqual(8);
    expect(imports(world)).toHaveLength(5);
  });

  it('that is held, skipped or failed is not taken up again by each poll', async () => {
    const world = await World.open({ seed: 66, version: 18 });
    await world.poleepo.control.makeOrders({ count: 1, kind: 'unknown-sku' });
    await world.poleepo.control.makeOrders({ count: 1, kind: 'canceled' });
    await world.poleepo.control.makeOrders({ count: 1, kind: 'awaiting-payment', notify: true });
    await pass(world, 12 * minute);
    const runs = () =>
      world.rows("SELECT 1 FROM job_runs r JOIN jobs j ON j.id = r.job_id WHERE j.kind = 'import-order'");
    const before = runs().length;
    expect(before).toBe(3);
    await pass(world, 30 * minute);
    expect(runs()).toHaveLength(before);
  });

  it('is news when its total changed within the second of its last change', async () => {
    const world = await World.open({ seed: 67, version: 18 });
    const { orders } = await world.poleepo.control.makeOrders({
      count: 1,
      kind: 'awaiting-payment',
      notify: true,
    });
    await pass(world, 500);
    await world.poleepo.control.patchOrder(orders[0]?.id ?? 0, { shipping_price: 99, notify: false });
    await pass(world, untilPolled);
    const [link] = world.rows<{ poleepo_total: string }>('SELECT poleepo_total FROM order_links');
    expect(Number(link?.poleepo_total)).toBe(orders[0]?.total_price);
  });
});

describe('a list of 250 orders', () => {
  it('is read to its end while more arrive between its pages', async () => {
    const world = await World.open({ seed: 68, version: 18, poleepoLatencyMs: 400 });
    await world.poleepo.control.makeOrders({ count: 250, kind: 'plain' });
    for (const ms of [100, 500, 900, 1300])
      world.time.at(
        world.time.now() + 5 * minute + ms,
        () => void world.poleepo.control.makeOrders({ count: 7 }),
      );
    await pass(world, 5 * minute + 10 * second);
    await world.settle(hour);
    expect(world.poleepo.control.orders()).toHaveLength(278);
    await pass(world, untilPolled);
    await world.settle(hour);
    expect(complaints(world)).toEqual([]);
  });

  it('whose pages are slow is read by several jobs, none of which begins a page after 30 seconds', async () => {
    const world = await World.open({ seed: 69, version: 18, poleepoLatencyMs: 14 * second });
    await world.poleepo.control.makeOrders({ count: 420, kind: 'canceled' });
    await pass(world, 15 * minute);
    const polls = world.rows<{ ms: number }>(
      "SELECT r.ended_at - r.started_at AS ms FROM job_runs r JOIN jobs j ON j.id = r.job_id WHERE j.kind = 'poll-orders'",
    );
    expect(Math.max(...polls.map(({ ms }) => ms))).toBeLessThan(60 * second);
    expect(polls.length).toBeGreaterThan(1);
    const [cursor] = world.rows<{ place: string | null }>(
      "SELECT place FROM cursors WHERE what = 'poll-orders'",
    );
    expect(cursor?.place).toBeNull();
    expect(imports(world)).toHaveLength(420);
  });
});

describe('the daily rescan', () => {
  it('finds what slipped past the polls', async () => {
    const world = await World.open({ seed: 70, version: 18 });
    const { orders } = await world.poleepo.control.makeOrders({ count: 2, kind: 'plain' });
    // As if the change had been listed hours after it was made.
    const [late] = world.poleepo.control.orders();
    const shownAs = late?.update_date ?? '';
    if (late !== undefined) late.update_date = '1999-01-01T00:00:00Z';
    await pass(world, 3 * hour);
    expect(imports(world)).toHaveLength(1);
    if (late !== undefined) late.update_date = shownAs;
    await pass(world, day - minute);
    expect(complaints(world)).toEqual([]);
    expect(orders).toHaveLength(2);
  });
});

describe('a tenant that has not connected Poleepo', () => {
  it('gets no poll', async () => {
    const world = await World.open({ seed: 71, version: 18 });
    world.sqlite.exec("UPDATE connections SET active = 0 WHERE side = 'poleepo'");
    await pass(world, 21 * minute);
    expect(world.rows("SELECT 1 FROM jobs WHERE kind = 'poll-orders'")).toEqual([]);
    expect(world.rows("SELECT 1 FROM cron_runs WHERE cron = 'poll-orders'")).toEqual([]);
  });
});
