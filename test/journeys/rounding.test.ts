import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { rightKinds, runOrders, tally } from '../support/world/many.ts';
import { setRounding, stockShop } from '../support/world/shop.ts';
import { World } from '../support/world/world.ts';

/** How often Odoo was told an order, beyond once for each. */
function toldAgain(world: World, orders: number): number {
  return world.passed.filter(({ name }) => name === 'sale.order.load').length - orders;
}

const builds = [
  [16, 'raw-sums', 776],
  [18, 'lines-first', 780],
  [19, 'raw-sums', 779],
] as const;

describe.each(builds)('an Odoo %i whose build adds orders up as %s', (version, taxTotals, seed) => {
  it('teaches it with one order, and every order after it is told right the first time', async () => {
    const world = await World.open({ seed, version, taxTotals });
    await stockShop(world, { version });
    await runOrders(world, { kinds: rightKinds, count: 72 });
    const first = tally(world);
    expect(first).toMatchObject({ wrong: [], held: {}, confirmed: first.orders });
    const learning = toldAgain(world, first.orders);
    expect(learning).toBeGreaterThan(0);
    expect(learning).toBeLessThanOrEqual(3);

    await world.cell(world.first().id).evict();
    await world.time.run(() => false, hour);
    world.passed.length = 0;
    await runOrders(world, { kinds: rightKinds, count: 72 });
    const both = tally(world);
    expect(both).toMatchObject({ wrong: [], held: {}, confirmed: both.orders });
    expect(toldAgain(world, both.orders - first.orders)).toBe(0);
  }, 120_000);
});

describe('a company that begins to round on each line', () => {
  it('is believed over what was learnt before', async () => {
    const world = await World.open({ seed: 780, version: 18, taxTotals: 'lines-first' });
    await stockShop(world, { version: 18 });
    await runOrders(world, { kinds: rightKinds, count: 72 });
    expect(toldAgain(world, tally(world).orders)).toBeGreaterThan(0);

    setRounding(world, 'round_per_line');
    await world.time.run(() => false, hour);
    const before = tally(world).orders;
    world.passed.length = 0;
    await runOrders(world, { kinds: rightKinds, count: 72 });
    const found = tally(world);
    expect(found).toMatchObject({ wrong: [], held: {}, confirmed: found.orders });
    expect(toldAgain(world, found.orders - before)).toBe(0);
  }, 120_000);
});
