import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { ProductStorm } from '../support/world/product-storm.ts';
import { productComplaints, standing } from '../support/world/product-verdict.ts';

const runs = [
  { seed: 1600, version: 16, fields: false },
  { seed: 1601, version: 16, fields: true },
  { seed: 1700, version: 17, fields: true },
  { seed: 1701, version: 17, fields: false },
  { seed: 1800, version: 18, fields: false },
  { seed: 1801, version: 18, fields: true },
  { seed: 1900, version: 19, fields: true },
  { seed: 1901, version: 19, fields: false },
] as const;

describe('forty minutes of changes in Odoo in a storm of faults', () => {
  it.each(runs)(
    'end with what Odoo says last, and with nothing oversold (seed $seed)',
    async ({ seed, version, fields }) => {
      const storm = await ProductStorm.open({ seed, version, fields });
      await storm.rage(40 * minute);
      expect({ seed, calm: await storm.calm() }).toEqual({ seed, calm: true });
      expect({ seed, complaints: productComplaints(storm) }).toEqual({ seed, complaints: [] });
      expect(storm.world.poleepo.control.batchPolls().length).toBeGreaterThan(8);
      expect(standing(storm)).toBeGreaterThan(0);
    },
    120_000,
  );
});

describe('an error that is found in Odoo', () => {
  it('is told to Odoo, as is its end, though no batch is sent', async () => {
    const storm = await ProductStorm.open({ seed: 1802, version: 18, fields: true });
    const { world } = storm;
    await storm.pass(40 * minute);
    const [one] = storm.variants;
    if (one === undefined) throw new Error('no variant');
    const status = () =>
      world.odoo.db.read('product.product', [one.id], ['x_poleepo_status', 'x_poleepo_error'])[0];
    expect(status()).toMatchObject({ x_poleepo_status: 'completed' });
    world.passed.length = 0;
    storm.setTemplate(one.template, { unclear: true });
    await storm.pass(6 * minute);
    expect(status()).toMatchObject({
      x_poleepo_status: 'error',
      x_poleepo_error: expect.stringContaining('TAX_UNCLEAR'),
    });
    storm.setTemplate(one.template, { unclear: false });
    await storm.pass(6 * minute);
    expect(status()).toMatchObject({ x_poleepo_status: 'completed', x_poleepo_error: false });
    expect(world.passed.filter(({ name }) => name === 'POST /products/batch')).toEqual([]);
    expect(productComplaints(storm)).toEqual([]);
  });
});
