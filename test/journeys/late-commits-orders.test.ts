import { describe, expect, it } from 'vitest';
import { day, minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { LateStrike, Plan } from '../support/world/incarnation.ts';
import { isWriting, lateAt, lateStrikes } from '../support/world/late-strikes.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

async function imported(version: OdooVersion, plan: Plan = () => null) {
  const world = await World.open({ seed: 33, version });
  world.plan = plan;
  await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
  return { world, settled: await world.settle(day) };
}

async function wrongWhere(version: OdooVersion, strike: LateStrike) {
  const calm = await imported(version);
  const writes = calm.world.passed.filter(isWriting);
  expect(writes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['sale.order.load', 'sale.order.action_confirm', 'sale.order.write']),
  );
  const wrong = [];
  for (const [nth, { name }] of writes.entries()) {
    const { world, settled } = await imported(version, lateAt(nth, strike));
    const found = complaints(world);
    if (!settled || found.length > 0) wrong.push({ name, settled, found });
  }
  return wrong;
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  const some = version === 18 ? lateStrikes : lateStrikes.filter(({ afterMs }) => afterMs === 140 * second);

  it.each(some)(
    'each write of an import that Odoo does late ends with exactly one order, of the right total: $how, $afterMs ms',
    async (strike) => {
      expect(await wrongWhere(version, strike)).toEqual([]);
    },
  );

  it.each([20, 140])(
    'late writes that are killed afterwards end with exactly one order: %i s',
    async (late) => {
      for (const write of ['sale.order.load', 'sale.order.action_confirm']) {
        for (let nth = 0; nth < 12; nth += 4) {
          let [made, seen] = [0, 0];
          const { world, settled } = await imported(version, ({ what, name }) => {
            if (name === write && made++ === 0) return { how: 'late', afterMs: late * second };
            return made > 0 && what !== 'queue' && seen++ === nth ? 'kill-after' : null;
          });
          const found = complaints(world);
          expect({ write, nth, settled, found }).toEqual({ write, nth, settled: true, found: [] });
        }
      }
    },
  );
});

const isLoading = ({ name }: { name: string }) => name === 'sale.order.load';
const totalsOf = ({ sale, order }: OneSale) => [sale['amount_total'], order.total_price];

describe.each([16, 18] as const)(
  'an order that is changed while an older write of it is late, on Odoo %i',
  (version) => {
    const strikes = lateStrikes.filter(({ afterMs }) => afterMs === 140 * second);

    async function changing(strike: LateStrike) {
      const sale = await OneSale.open(version, { seed: 34 });
      const { world } = sale;
      await world.time.run(() => false, 2 * second);
      world.plan = lateAt(0, strike, isLoading);
      const before = sale.order.rows;
      await world.poleepo.control.patchOrder(sale.orderId, { rows: sale.rowsWith(7) });
      await world.time.run(() => false, 10 * second);
      return { world, sale, before };
    }

    it.each(strikes)('ends as it was changed to last: $how', async (strike) => {
      for (const wait of [10, 50, 100]) {
        const { world, sale } = await changing(strike);
        await world.time.run(() => false, wait * second);
        await world.poleepo.control.patchOrder(sale.orderId, { rows: sale.rowsWith(3) });
        await world.settle(day);
        const [odoo, poleepo] = totalsOf(sale);
        expect({ wait, odoo, quantity: sale.lines[0]?.quantity }).toEqual({
          wait,
          odoo: poleepo,
          quantity: 3,
        });
        expect(sale.activities).toEqual([]);
      }
    });

    it.each(strikes)('ends as it was before where it was changed back: $how', async (strike) => {
      const { world, sale, before } = await changing(strike);
      await world.poleepo.control.patchOrder(sale.orderId, { rows: before });
      await world.settle(day);
      const [odoo, poleepo] = totalsOf(sale);
      expect({ odoo, quantity: sale.lines[0]?.quantity }).toEqual({
        odoo: poleepo,
        quantity: before[0]?.quantity,
      });
      expect(sale.activities).toEqual([]);
    });

    it.each(strikes)('ends as it was changed to where the late write is its first: $how', async (strike) => {
      for (const wait of [5, 60, 120]) {
        const world = await World.open({ seed: 34, version });
        world.plan = lateAt(0, strike, isLoading);
        const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
        await world.time.run(() => false, wait * second);
        const sale = new OneSale(world, orders[0]?.id ?? 0);
        await sale.change({ rows: sale.rowsWith(7) });
        const [odoo, poleepo] = totalsOf(sale);
        expect({ wait, odoo, quantity: sale.lines[0]?.quantity }).toEqual({
          wait,
          odoo: poleepo,
          quantity: 7,
        });
      }
    });

    it('writes the news once, as soon as Odoo can do nothing older any more, and keeps other orders waiting for nothing', async () => {
      const { world, sale } = await changing({ how: 'late', afterMs: 140 * second });
      await world.time.run(() => false, 60 * second);
      world.passed.length = 0;
      await world.poleepo.control.patchOrder(sale.orderId, { rows: sale.rowsWith(3) });
      await world.time.run(() => false, 10 * second);
      expect(sale.calls.filter((name) => name.endsWith('load'))).toEqual([]);
      const other = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
      await world.time.run(() => false, 10 * second);
      expect(new OneSale(world, other.orders[0]?.id ?? 0).isInOdoo).toBe(true);
      world.passed.length = 0;
      await world.time.run(() => false, 4 * minute);
      expect(sale.calls.filter((name) => name === 'sale.order.load')).toEqual(['sale.order.load']);
      expect(sale.lines[0]?.quantity).toBe(3);
    });
  },
);
