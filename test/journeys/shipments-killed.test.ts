import { describe, expect, it } from 'vitest';
import type { Plan } from '../support/world/incarnation.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

const versions = [16, 17, 18, 19] as const;

/** Strikes the n-th point from now on, once. */
function strikeAt(nth: number, strike: 'kill-before' | 'kill-after'): Plan {
  let count = 0;
  return () => (count++ === nth ? strike : null);
}

async function shipped(version: (typeof versions)[number], plan: (desk: ShippingDesk) => Plan) {
  const desk = await ShippingDesk.ready(version, 631);
  desk.world.plan = plan(desk);
  await desk.pressUntilHeard();
  const settled = await desk.settle();
  return { desk, settled };
}

/** Killed before a step is killed after the one before it: one version walks both ways. */
const strikesOf = (version: number) =>
  version === 18 ? (['kill-before', 'kill-after'] as const) : (['kill-after'] as const);

/** Every third step, from each of the first three: a walk over all of them in three parts. */
const walks = (version: number) =>
  strikesOf(version).flatMap((strike) => [0, 1, 2].map((from) => ({ strike, from })));

describe.each(versions)('on Odoo %i', (version) => {
  it.each(walks(version))(
    'a process struck by $strike at any single step leaves one waybill and one label: $from',
    async ({ strike, from }) => {
      const calm = await shipped(version, () => () => null);
      const points = [...calm.desk.world.passed];
      expect(points.length).toBeGreaterThan(25);
      for (let step = from; step < points.length; step += 3) {
        const { desk, settled } = await shipped(version, () => strikeAt(step, strike));
        const where = `${step} ${points[step]?.what} ${points[step]?.name}`;
        const complaints = desk.complaints();
        expect({ where, settled, complaints }).toEqual({ where, settled: true, complaints: [] });
      }
    },
  );

  it.each([1, 2, 3, 4])('a process killed again and again gets there in the end: %i', async (seed) => {
    const { desk, settled } = await shipped(version, ({ world }) => {
      for (let skipped = 0; skipped < seed; skipped += 1) world.random.next();
      let left = 20;
      return () => (left > 0 && world.random.chance(0.15) ? (left--, 'kill-after') : null);
    });
    expect({ settled, complaints: desk.complaints() }).toEqual({ settled: true, complaints: [] });
  });
});
