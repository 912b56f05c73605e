import { describe, expect, it } from 'vitest';
import { day, minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { JobId } from '../../src/trade/ids.ts';
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

/** Odoo 16 confirms again what is confirmed, and dates it anew. */
const isDatedAnew = (version: OdooVersion, name: string, complaint: string) =>
  version === 16 && name === 'sale.order.action_confirm' && /^order \d+: date /.test(complaint);

async function wrongWhere(version: OdooVersion, strike: LateStrike) {
  const calm = await imported(version);
  const writes = calm.world.passed.filter(isWriting);
  expect(writes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['sale.order.load', 'sale.order.action_confirm', 'sale.order.write']),
  );
  const wrong = [];
  for (const [nth, { name }] of writes.entries()) {
    const { world, settled } = await imported(version, lateAt(nth, strike));
    const found = complaints(world).filter((complaint) => !isDatedAnew(version, name, complaint));
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
          const found = complaints(world).filter((complaint) => !isDatedAnew(version, write, complaint));
          expect({ write, nth, settled, found }).toEqual({ write, nth, settled: true, found: [] });
        }
      }
    },
  );
});

describe('an order that was changed in Poleepo while an older write of it was late', () => {
  it('may be as it was before, and the daily comparison tells that its total differs', async () => {
    const world = await World.open({ seed: 34, version: 18 });
    const isLoading = ({ name }: { name: string }) => name === 'sale.order.load';
    world.plan = lateAt(0, { how: 'late', afterMs: 140 * second }, isLoading);
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    await world.time.run(() => false, minute);
    const sale = new OneSale(world, orders[0]?.id ?? 0);
    await sale.change({ rows: sale.rowsWith(7) });
    await world.time.run(() => false, 21 * minute);
    const { jobs } = world.house().storesOf({ id: world.first().id, shard: 'main' });
    const work = { id: 'job_compare' as JobId, kind: 'compare-orders', subject: 'compare-orders' } as const;
    await jobs.enqueue({ ...work, priority: 2, dueAt: world.time.now(), now: world.time.now() });
    await world.time.run(() => false, 2 * minute);
    const differing = world.rows<{ kind: string }>('SELECT kind FROM comparison_items');
    expect(sale.sale['amount_total']).not.toBe(sale.order.total_price);
    expect(differing.map(({ kind }) => kind)).toEqual(['edited-in-odoo']);
  });
});
