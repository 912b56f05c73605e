import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { complaints } from '../support/world/verdict.ts';
import { stormPlan } from '../support/world/storm.ts';
import { World } from '../support/world/world.ts';

const versions: OdooVersion[] = [16, 17, 18, 19];
const seeds = Array.from({ length: 24 }, (_, index) => 600 + index);

describe('a storm of faults', () => {
  it.each(seeds)('ends with every order exactly once, within one poll (seed %i)', async (seed) => {
    const world = await World.open({ seed, version: versions[seed % 4] ?? 18 });
    world.queue = { lose: 0.2, double: 0.2, mostDelayMs: 5000 };
    const { orders } = await world.poleepo.control.makeOrders({ count: 12, kind: 'plain', notify: false });
    const stormEnds = world.time.now() + 2 * hour;
    world.plan = stormPlan(world, { until: stormEnds, probability: 0.04 });
    for (const order of orders) {
      const copies = world.random.int(1, 4);
      for (let copy = 0; copy < copies; copy += 1) {
        const at = world.time.now() + world.random.int(0, hour);
        world.time.at(at, () => void world.notifyUntilHeard(order.id));
      }
    }
    world.time.at(world.time.now() + 20 * minute, () => world.odoo.control.setDown(true));
    world.time.at(world.time.now() + 50 * minute, () => world.odoo.control.setDown(false));
    world.time.at(world.time.now() + 70 * minute, () => world.poleepo.control.expireTokens());
    await world.time.run(() => world.time.now() >= stormEnds, 2 * hour);
    await world.time.run(() => complaints(world).length === 0, hour);
    expect({ seed, withinOnePoll: world.time.now() - stormEnds <= 5 * minute }).toEqual({
      seed,
      withinOnePoll: true,
    });
    expect({ seed, settled: await world.settle(day) }).toEqual({ seed, settled: true });
    expect({ seed, complaints: complaints(world) }).toEqual({ seed, complaints: [] });
  });
});
