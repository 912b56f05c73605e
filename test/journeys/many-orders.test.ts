import { describe, expect, it } from 'vitest';
import { heldKinds, rightKinds, runOrders, tally } from '../support/world/many.ts';
import { dropIncludedTaxes, setRounding, stockShop } from '../support/world/shop.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;
/** MANY_ORDERS asks for another number, and for the figures. */
const count = Number(process.env['MANY_ORDERS'] ?? 420);
const fewer = Math.max(96, count / 10);
const timeout = 60_000 + count * 200;

/** Figures of a run that was asked for. */
function tell(figures: object): void {
  if (process.env['MANY_ORDERS'] !== undefined) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

describe.each(versions)('on Odoo %i', (version) => {
  it(
    `of ${count} orders of all kinds, those whose articles and taxes are known are confirmed to the cent`,
    async () => {
      const world = await World.open({ seed: 700 + version, version });
      await stockShop(world, { version });
      await runOrders(world, {
        kinds: [...rightKinds, ...(Object.keys(heldKinds) as (keyof typeof heldKinds)[])],
        count,
      });
      const found = tally(world);
      tell({ version, ...found });
      const held = Object.values(found.held).reduce((sum, times) => sum + times, 0);
      expect(found.wrong).toEqual([]);
      expect(Object.keys(found.held).toSorted()).toEqual(Object.values(heldKinds).toSorted());
      expect(found.confirmed).toBe(found.orders - held);
      expect(found.orders).toBeGreaterThanOrEqual(Math.min(count, 400));
    },
    timeout,
  );
});

describe.each([16, 19] as const)('with taxes rounded on each line, on Odoo %i', (version) => {
  it(
    'every order is confirmed to the cent',
    async () => {
      const world = await World.open({ seed: 720 + version, version });
      await stockShop(world, { version });
      setRounding(world, 'round_per_line');
      await runOrders(world, { kinds: rightKinds, count: fewer });
      const found = tally(world);
      tell({ version, ...found });
      expect(found).toMatchObject({ wrong: [], held: {}, confirmed: found.orders });
    },
    timeout,
  );
});

describe.each([
  ['round_per_line', 17],
  ['round_globally', 17],
  ['round_per_line', 18],
  ['round_globally', 18],
] as const)('without a tax that prices include, %s, on Odoo %i', (method, version) => {
  it(
    'every order is confirmed to the cent once a rounding line is allowed',
    async () => {
      const world = await World.open({ seed: 740 + version, version });
      await stockShop(world, { version, settings: { roundingCents: 5 } });
      dropIncludedTaxes(world, version);
      setRounding(world, method);
      await runOrders(world, { kinds: rightKinds, count: fewer });
      const found = tally(world);
      tell({ version, ...found });
      expect(found).toMatchObject({ wrong: [], held: {}, confirmed: found.orders });
      expect(found.adjusted['rounding-line']).toBeGreaterThan(0);
    },
    timeout,
  );
});
