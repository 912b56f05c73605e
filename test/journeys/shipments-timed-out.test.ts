import { describe, expect, it } from 'vitest';
import { second } from '../../src/kit/clock.ts';
import type { Plan, Point, Strike } from '../support/world/incarnation.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

const versions = [16, 17, 18, 19] as const;
const strikes: Strike[] = ['hang-before', 'hang-after', 'drop-before', 'drop-after'];
const outside = ({ what }: Point) => what === 'odoo' || what === 'poleepo';

/** Strikes the n-th of such points, once. */
function strikeAt(nth: number, strike: Strike, counts: (point: Point) => boolean): Plan {
  let seen = 0;
  return (point) => (counts(point) && seen++ === nth ? strike : null);
}

async function shipped(version: (typeof versions)[number], plan: Plan = () => null) {
  const desk = await ShippingDesk.ready(version, 641);
  desk.world.plan = plan;
  await desk.pressUntilHeard();
  const settled = await desk.settle();
  return { desk, settled };
}

describe.each(versions)('on Odoo %i', (version) => {
  it.each(strikes)('each call struck once by %s ends with one waybill and one label', async (strike) => {
    const calm = await shipped(version);
    const points = calm.desk.world.passed.filter(outside);
    expect(points.length).toBeGreaterThan(8);
    for (let nth = 0; nth < points.length; nth += 1) {
      const { desk, settled } = await shipped(version, strikeAt(nth, strike, outside));
      const where = `${nth} ${strike} ${points[nth]?.name}`;
      const complaints = desk.complaints();
      expect({ where, settled, complaints }).toEqual({ where, settled: true, complaints: [] });
    }
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'calls struck at random end with one waybill and one label: %i',
    async (seed) => {
      const desk = await ShippingDesk.ready(version, 650 + seed);
      const { random } = desk.world;
      const of: Strike[] = [...strikes, 'kill-before', 'kill-after', 'fail-before', 'fail-after'];
      let left = 12;
      desk.world.plan = ({ what }) => {
        const isOutside = what === 'odoo' || what === 'poleepo';
        if (left === 0 || !random.chance(0.12)) return null;
        left -= 1;
        return random.pick(isOutside ? of.slice(0, 6) : what === 'd1' ? of.slice(4) : of.slice(4, 6));
      };
      await desk.pressUntilHeard();
      const settled = await desk.settle();
      expect({ settled, complaints: desk.complaints() }).toEqual({ settled: true, complaints: [] });
    },
  );
});

describe('a waybill whose answer was lost', () => {
  it('is found by our reference at once, and never asked for again', async () => {
    const isCreating = ({ name }: Point) => name === 'POST /shippings';
    const { desk } = await shipped(18, strikeAt(0, 'hang-after', isCreating));
    expect(desk.complaints()).toEqual([]);
    expect(desk.world.passed.filter(isCreating)).toHaveLength(1);
  });

  it('and that is not there is asked for again only after Poleepo must have given up on it', async () => {
    const isCreating = ({ name }: Point) => name === 'POST /shippings';
    const desk = await ShippingDesk.ready(18, 643);
    const sent: number[] = [];
    const looks: number[] = [];
    desk.world.plan = (point) => {
      if (point.name === 'GET /shippings') looks.push(desk.world.time.now());
      if (!isCreating(point)) return null;
      return sent.push(desk.world.time.now()) === 1 ? 'drop-before' : null;
    };
    await desk.pressUntilHeard();
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    const [first = 0, again = 0] = sent;
    expect(again - first).toBeGreaterThanOrEqual(150 * second);
    const longSince = looks.filter((at) => at - first >= 150 * second && at <= again);
    expect(longSince.length).toBeGreaterThan(0);
    expect(desk.rows[0]?.['state']).toBe('attached');
  });
});
