import { describe, expect, it } from 'vitest';
import { day, hour } from '../../src/kit/clock.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';

/** What a shop may do to an order after it was confirmed. */
const news: [string, (one: OneSale) => Parameters<OneSale['change']>[0]][] = [
  ['a change of lines', (one) => ({ rows: one.rowsWith(7) })],
  ['a change of address', () => ({ delivery_address: { address: 'Via Nuova 12', city: 'Torino' } })],
  ['a cancellation', () => ({ status: 'CANCELED' })],
];

/** All that a run leaves in Odoo and on the link, without ids that depend on the run. */
function endOf(one: OneSale) {
  return {
    state: one.sale['state'],
    total: one.sale['amount_total'],
    lines: one.lines,
    shipping: one.sale['partner_shipping_id'],
    activities: one.activities,
    link: [one.link['state'], one.link['odoo_total'], one.link['fingerprint'], one.link['held']],
    orders: one.world.odoo.db.count('sale.order'),
    open: one.world.open(),
    jobs: one.world.rows("SELECT id FROM jobs WHERE state NOT IN ('completed', 'skipped')"),
  };
}

async function struck(
  version: (typeof versions)[number],
  { change, nth, strike }: { change: (typeof news)[number][1]; nth: number; strike: Strike },
) {
  const one = await OneSale.open(version);
  const { world, orderId } = one;
  await world.time.run(() => false, 2000);
  await world.poleepo.control.patchOrder(orderId, { ...change(one), notify: false });
  let seen = 0;
  let where = 'nowhere';
  world.plan = (point) => {
    const ofNetwork = point.what === 'odoo' || point.what === 'poleepo';
    if (!strike.startsWith('kill') && !ofNetwork) return null;
    if (seen++ !== nth) return null;
    where = `${strike} ${point.what} ${point.name}`;
    return strike;
  };
  await world.notifyUntilHeard(orderId);
  await world.time.run(() => world.open() > 0, hour);
  const settled = await world.settle(day);
  return { one, where, settled };
}

describe.each(versions)('on Odoo %i', (version) => {
  it.each(news)('%s ends alike, whichever step of it a process dies at', async (_what, change) => {
    const calm = await struck(version, { change, nth: Infinity, strike: 'kill-after' });
    const steps = calm.one.world.passed.length;
    expect(steps).toBeGreaterThan(10);
    expect(calm.settled).toBe(true);
    const wanted = endOf(calm.one);
    for (let nth = 0; nth < steps; nth += 1) {
      const { one, where, settled } = await struck(version, { change, nth, strike: 'kill-after' });
      expect({ where, settled, end: endOf(one) }).toEqual({ where, settled: true, end: wanted });
    }
  });

  it.each(news)(
    '%s ends alike, whichever call of it is lost before or after its effect',
    async (_what, change) => {
      const calm = await struck(version, { change, nth: Infinity, strike: 'drop-after' });
      const calls = calm.one.world.passed.filter(({ what }) => what === 'odoo' || what === 'poleepo').length;
      const wanted = endOf(calm.one);
      // Lost before its effect is as if it had not been sent: one version walks all ways.
      for (const strike of version === 18
        ? (['drop-before', 'drop-after', 'hang-after'] as const)
        : (['drop-after'] as const)) {
        for (let nth = 0; nth < calls; nth += 1) {
          const { one, where, settled } = await struck(version, { change, nth, strike });
          expect({ where, settled, end: endOf(one) }).toEqual({ where, settled: true, end: wanted });
        }
      }
    },
  );
});

describe.each(versions)('on Odoo %i, a change that is told in a to-do', (version) => {
  it('is told once, whichever step of it a process dies at', async () => {
    const change = (one: OneSale) => {
      one.deliver();
      return { rows: one.rowsWith(7) };
    };
    const calm = await struck(version, { change, nth: Infinity, strike: 'kill-after' });
    const wanted = endOf(calm.one);
    expect(wanted.activities).toHaveLength(1);
    for (let nth = 0; nth < calm.one.world.passed.length; nth += 1) {
      const { one, where, settled } = await struck(version, { change, nth, strike: 'kill-after' });
      expect({ where, settled, end: endOf(one) }).toEqual({ where, settled: true, end: wanted });
    }
  });
});

describe('a change that was cut short behind its write, and overtaken by another', () => {
  it.each(versions)('is known as our own on Odoo %i: the other one is written, too', async (version) => {
    const one = await OneSale.open(version);
    const { world } = one;
    let struckAt = '';
    world.plan = (point) => {
      if (struckAt !== '' || point.name !== 'sale.order.load') return null;
      struckAt = point.name;
      return 'kill-after';
    };
    await world.time.run(() => false, 2000);
    await world.poleepo.control.patchOrder(one.orderId, { rows: one.rowsWith(7) });
    expect(await world.time.run(() => one.lines[0]?.quantity === 7, hour)).toBe(true);
    await one.change({ rows: one.rowsWith(8) });
    expect(one.lines[0]?.quantity).toBe(8);
    expect(one.sale).toMatchObject({ amount_total: one.order.total_price });
    expect(one.activities).toEqual([]);
  });
});

describe('several changes whose news come late, twice and in the wrong order', () => {
  it.each([81, 82, 83])('end as the last of them (seed %i)', async (seed) => {
    const one = await OneSale.open(18, { seed });
    const { world, orderId } = one;
    const requests: Request[] = [];
    for (const quantity of [2, 5, 3, 6]) {
      await world.time.run(() => false, 2000);
      await world.poleepo.control.patchOrder(orderId, { rows: one.rowsWith(quantity), notify: false });
      requests.push(await world.poleepo.control.webhookRequest({ orderId }));
    }
    for (const request of world.random.shuffle([...requests, ...requests.map((one) => one.clone())])) {
      const at = world.time.now() + world.random.int(0, 5000);
      world.time.at(at, () => void world.receive(request));
    }
    await world.time.run(() => false, 6000);
    expect(await world.settle(day)).toBe(true);
    expect(one.lines[0]?.quantity).toBe(6);
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    expect(one.activities).toEqual([]);
  });
});
