import { describe, expect, it } from 'vitest';
import { day, minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { LateStrike, Plan } from '../support/world/incarnation.ts';
import { isWriting, lateAt } from '../support/world/late-strikes.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

const strikes: LateStrike[] = [20, 140].flatMap((late) => [
  { how: 'late', afterMs: late * second },
  { how: 'hang-late', afterMs: late * second },
  { how: 'kill-late', afterMs: late * second },
]);

const ask = (desk: ShippingDesk) => desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });

/** An invoice that was asked for and is done with, and what Odoo and we have of it then. */
async function invoiced(version: OdooVersion, plan: Plan = () => null) {
  const desk = await ShippingDesk.open(version, 813);
  await desk.api.put('/v1/settings/invoices', { offer: false });
  desk.deliver({});
  const { world } = desk;
  world.passed.length = 0;
  world.plan = plan;
  for (let presses = 0; presses < 5; presses += 1)
    if ((await ask(desk).catch(() => null))?.status === 202) break;
  const settled = await desk.settle();
  await world.time.run(() => false, 5 * minute);
  const { db } = world.odoo;
  const moves = db.read('account.move', db.search('account.move', []), ['state']).map(({ state }) => state);
  const states = world.rows<{ state: string }>('SELECT state FROM invoices').map(({ state }) => state);
  return { desk, end: { settled, moves, states } };
}

const right = { settled: true, moves: ['posted'], states: ['posted'] };

async function wrongWhere(version: OdooVersion, strike: LateStrike) {
  const calm = await invoiced(version);
  expect(calm.end).toEqual(right);
  const writes = calm.desk.world.passed.filter(isWriting);
  expect(writes.length).toBeGreaterThanOrEqual(3);
  const ends = [];
  for (const [nth, { name }] of writes.entries())
    ends.push({ name, end: (await invoiced(version, lateAt(nth, strike))).end });
  return ends.filter(({ end }) => JSON.stringify(end) !== JSON.stringify(right));
}

describe('each write of an invoice that Odoo does late ends with one posted invoice', () => {
  it.each(strikes)('on Odoo 18: $how, $afterMs ms', async (strike) => {
    expect(await wrongWhere(18, strike)).toEqual([]);
  });

  it.each([16, 17, 19] as const)('on Odoo %i', async (version) => {
    expect(await wrongWhere(version, { how: 'late', afterMs: 140 * second })).toEqual([]);
  });
});

describe('an invoice that Odoo makes late', () => {
  it.each([20, 140])('is the only one though a further step is killed: %i s', async (late) => {
    for (let nth = 0; nth < 12; nth += 3) {
      let [made, seen] = [0, 0];
      const { end } = await invoiced(18, ({ what, name }) => {
        if (name.endsWith('create_invoices') && made++ === 0) return { how: 'late', afterMs: late * second };
        return made > 0 && what !== 'queue' && seen++ === nth ? 'kill-after' : null;
      });
      expect({ nth, ...end }).toEqual({ nth, ...right });
    }
  });

  it('is the only one though people ask again and again', async () => {
    const desk = await ShippingDesk.open(18, 814);
    desk.deliver({});
    const { world } = desk;
    const isMaking = ({ name }: { name: string }) => name.endsWith('create_invoices');
    world.plan = lateAt(0, { how: 'late', afterMs: 140 * second }, isMaking);
    for (let presses = 0; presses < 16; presses += 1) {
      await ask(desk);
      await world.time.run(() => false, 10 * second);
    }
    expect(await world.settle(day)).toBe(true);
    expect(world.odoo.db.count('account.move')).toBe(1);
    expect(world.passed.filter(isMaking)).toHaveLength(1);
  });

  it('keeps nothing else waiting that is to be done in Odoo', async () => {
    const desk = await ShippingDesk.open(18, 816);
    desk.deliver({});
    const { world } = desk;
    const isMaking = ({ name }: { name: string }) => name.endsWith('create_invoices');
    world.plan = lateAt(0, { how: 'late', afterMs: 140 * second }, isMaking);
    await ask(desk);
    await world.time.run(() => false, 40 * second);
    await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    const [sales, told] = [world.odoo.db.count('sale.order'), world.time.now()];
    await world.time.run(() => world.odoo.db.count('sale.order') > sales, day);
    expect(world.time.now() - told).toBeLessThan(30 * second);
    expect(await world.settle(day)).toBe(true);
    expect(world.odoo.db.count('account.move')).toBe(1);
  });
});
