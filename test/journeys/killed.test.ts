import { describe, expect, it } from 'vitest';
import { day } from '../../src/kit/clock.ts';
import type { Plan } from '../support/world/incarnation.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

async function oneOrder(version: (typeof versions)[number], plan: (world: World) => Plan) {
  const world = await World.open({ seed: 21, version });
  world.plan = plan(world);
  const { orders, deliveries } = await world.poleepo.control.makeOrders({
    count: 1,
    kind: 'plain',
    notify: true,
  });
  if (deliveries[0]?.status !== 202) await world.poleepo.control.notify({ orderId: orders[0]?.id ?? 0 });
  const settled = await world.settle(day);
  return { world, settled };
}

/** Strikes the n-th point of the run, once. */
function strikeAt(nth: number, strike: 'kill-before' | 'kill-after'): Plan {
  let count = 0;
  return () => (count++ === nth ? strike : null);
}

describe.each(versions)('on Odoo %i', (version) => {
  it('a process killed before or after any single step leaves exactly one order', async () => {
    const calm = await oneOrder(version, () => () => null);
    const steps = calm.world.passed.length;
    expect(steps).toBeGreaterThan(25);
    // Killed before a step is killed after the one before it: one version walks both ways.
    for (const strike of version === 18
      ? (['kill-before', 'kill-after'] as const)
      : (['kill-after'] as const)) {
      for (let step = 0; step < steps; step += 1) {
        const { world, settled } = await oneOrder(version, () => strikeAt(step, strike));
        const where = `${strike} ${calm.world.passed[step]?.what} ${calm.world.passed[step]?.name}`;
        expect({ where, settled, complaints: complaints(world) }).toEqual({
          where,
          settled: true,
          complaints: [],
        });
      }
    }
  });

  it('a process killed again and again gets there in the end', async () => {
    const { world, settled } = await oneOrder(version, (its) => {
      let left = 25;
      return () => (left > 0 && its.random.chance(0.2) ? (left--, 'kill-after') : null);
    });
    expect(settled).toBe(true);
    expect(complaints(world)).toEqual([]);
  });

  it('an object taken out of memory in mid-run is taken up again', async () => {
    const world = await World.open({ seed: 22, version });
    await world.poleepo.control.makeOrders({ count: 5, kind: 'plain', notify: true });
    for (const ms of [100, 250, 400, 700])
      world.time.at(world.time.now() + ms, () => void world.cell(world.first().id).evict());
    expect(await world.settle(day)).toBe(true);
    expect(complaints(world)).toEqual([]);
  });
});
