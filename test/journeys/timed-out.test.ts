import { describe, expect, it } from 'vitest';
import { day, hour } from '../../src/kit/clock.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;
const strikes: Strike[] = ['hang-before', 'hang-after', 'drop-before', 'drop-after'];

describe.each(versions)('on Odoo %i', (version) => {
  it.each(strikes)('each write of an order struck once by %s ends with exactly one order', async (strike) => {
    const calm = await World.open({ seed: 31, version });
    await calm.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    await calm.settle(hour);
    const calls = calm.passed.filter((point) => point.what === 'odoo' || point.what === 'poleepo').length;
    for (let nth = 0; nth < calls; nth += 1) {
      const world = await World.open({ seed: 31, version });
      let seen = 0;
      let where = '';
      world.plan = (point) => {
        if ((point.what !== 'odoo' && point.what !== 'poleepo') || seen++ !== nth) return null;
        where = `${strike} ${point.name}`;
        return strike;
      };
      await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
      const settled = await world.settle(day);
      expect({ where, settled, complaints: complaints(world) }).toEqual({
        where,
        settled: true,
        complaints: [],
      });
    }
  });

  it('a database that fails before or after any round trip loses nothing', async () => {
    const calm = await World.open({ seed: 32, version });
    await calm.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    await calm.settle(hour);
    const trips = calm.passed.filter((point) => point.what === 'd1').length;
    for (const strike of ['fail-before', 'fail-after'] as const) {
      for (let nth = 0; nth < trips; nth += 1) {
        const world = await World.open({ seed: 32, version });
        let seen = 0;
        let where = '';
        world.plan = (point) => {
          if (point.what !== 'd1' || seen++ !== nth) return null;
          where = `${strike} ${point.name}`;
          return strike;
        };
        const { orders, deliveries } = await world.poleepo.control.makeOrders({
          count: 1,
          kind: 'plain',
          notify: true,
        });
        if (deliveries[0]?.status !== 202)
          await world.poleepo.control.notify({ orderId: orders[0]?.id ?? 0 });
        const settled = await world.settle(day);
        expect({ where, settled, complaints: complaints(world) }).toEqual({
          where,
          settled: true,
          complaints: [],
        });
      }
    }
  });
});
