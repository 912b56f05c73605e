import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../sim/random.ts';
import { taxLine } from '../../../sim/odoo/models/tax-math.ts';
import type { OdooTax } from '../../../src/odoo/client.ts';
import { pricer, type TaxKnowledge, withTax } from '../../../src/products/price.ts';
import type { TaxId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';

function tax(id: number, changes: Partial<OdooTax> = {}): OdooTax {
  const base = { name: `Tax ${id}`, rate: decimal(22), included: false, simple: true, sequence: id };
  return { id: id as TaxId, ...base, ...changes };
}

const ids = (...of: number[]) => of as TaxId[];

function bench(changes: Partial<TaxKnowledge> = {}) {
  const calls: string[] = [];
  const price = pricer({
    currency: 'EUR',
    taxes: async () => [tax(1), tax(2, { rate: decimal(10) }), tax(3, { simple: false, name: 'Eco' })],
    taxesById: async (asked) => {
      calls.push(`by id ${asked.join()}`);
      return [tax(9, { rate: decimal(4) })].filter(({ id }) => asked.includes(id));
    },
    defaultTax: async () => null,
    computeAll: async ({ taxIds, price: paid }) => {
      calls.push(`${taxIds.join('+')} on ${paid.toFixed()}`);
      return { excluded: decimal(10), included: decimal('12.7') };
    },
    ...changes,
  });
  return { price, calls };
}

const ten = { amount: decimal(10), currency: 'EUR' };

function shown(priced: Awaited<ReturnType<ReturnType<typeof bench>['price']>>) {
  if (!priced.ok) return priced.problem;
  const { net, gross, vatRate } = priced.price;
  return [net, gross, vatRate].map(String);
}

describe('a price', () => {
  it('with one percentage is worked out without a call', async () => {
    const { price, calls } = bench();
    expect(shown(await price({ ...ten, taxIds: ids(2) }))).toEqual(['10', '11', '10']);
    expect(calls).toEqual([]);
  });

  it('with a tax of another kind beside the percentage is asked for, once for equal ones', async () => {
    const { price, calls } = bench();
    expect(shown(await price({ ...ten, taxIds: ids(1, 3) }))).toEqual(['10', '12.7', '22']);
    await price({ ...ten, taxIds: ids(1, 3) });
    expect(calls).toEqual(['1+3 on 10']);
    await price({ ...ten, amount: decimal(11), taxIds: ids(1, 3) });
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['two percentages', ids(1, 2), 'Tax 1, Tax 2'],
    ['none', ids(3), 'Eco'],
  ])('with %s is unclear and asks nobody', async (_what, taxIds, taxes) => {
    const { price, calls } = bench();
    expect(shown(await price({ ...ten, taxIds }))).toEqual({ code: 'TAX_UNCLEAR', detail: { taxes } });
    expect(calls).toEqual([]);
  });

  it('without a tax of its own takes the company’s', async () => {
    const { price } = bench({ defaultTax: async () => 1 as TaxId });
    expect(shown(await price({ ...ten, taxIds: [] }))).toEqual(['10', '12.2', '22']);
  });

  it('without any tax at all is the same with and without', async () => {
    const { price, calls } = bench();
    expect(shown(await price({ ...ten, taxIds: [] }))).toEqual(['10', '10', '0']);
    expect(calls).toEqual([]);
  });

  it('with a tax that is not among the company’s is worked out by that tax, read once', async () => {
    const { price, calls } = bench();
    expect(shown(await price({ ...ten, taxIds: ids(9) }))).toEqual(['10', '10.4', '4']);
    await price({ ...ten, taxIds: ids(9) });
    expect(calls).toEqual(['by id 9']);
  });

  it.each([
    ['its only tax', ids(99)],
    ['one of its taxes', ids(1, 99)],
    ['the second of two that the company has not', ids(9, 99)],
  ])('is none, and never without VAT, where nobody knows %s', async (_what, taxIds) => {
    const { price } = bench();
    expect(shown(await price({ ...ten, taxIds }))).toEqual({ code: 'TAX_UNKNOWN', detail: { taxes: '99' } });
  });

  it('is none where the company’s own tax is not known', async () => {
    const { price } = bench({ defaultTax: async () => 99 as TaxId });
    expect(shown(await price({ ...ten, taxIds: [] }))).toMatchObject({ code: 'TAX_UNKNOWN' });
  });

  it('in another currency, or below nothing, is no price', async () => {
    const { price } = bench();
    expect(shown(await price({ ...ten, currency: 'USD', taxIds: ids(1) }))).toMatchObject({
      code: 'CURRENCY',
    });
    expect(shown(await price({ ...ten, amount: decimal('-0.01'), taxIds: ids(1) }))).toEqual({
      code: 'NEGATIVE_PRICE',
      detail: {},
    });
  });
});

describe('one percentage on a price', () => {
  it.each([
    { amount: '33.00', rate: 22, included: true, comesTo: ['27.05', '33'] },
    { amount: '0.05', rate: 22, included: true, comesTo: ['0.04', '0.05'] },
    { amount: '0.05', rate: 10, included: false, comesTo: ['0.05', '0.06'] },
    { amount: '19.95', rate: 4, included: false, comesTo: ['19.95', '20.75'] },
    { amount: '19.95', rate: 4, included: true, comesTo: ['19.18', '19.95'] },
    { amount: '100', rate: 0, included: true, comesTo: ['100', '100'] },
  ])(
    'is rounded as Odoo does: $amount at $rate, included: $included',
    ({ amount, rate, included, comesTo }) => {
      const price = withTax(decimal(amount), { rate: decimal(rate), included });
      expect([price.net, price.gross].map(String)).toEqual(comesTo);
    },
  );

  it('comes to what compute_all makes of it, for any price', () => {
    const rule = { totals: 'lines-first', globally: false } as const;
    const random = createRandom(17);
    for (let turn = 0; turn < 2000; turn += 1) {
      const amount = decimal(random.int(1, 500_000)).div(100);
      const rate = decimal(random.pick([4, 5, 10, 15, 19, 20, 21, 22, 25, 5.5]));
      const included = random.chance(0.5);
      const odoo = taxLine(amount, [{ id: 1, amount: rate, included }], rule);
      const ours = withTax(amount, { rate, included });
      expect([ours.net, ours.gross].map(String)).toEqual([odoo.subtotal, odoo.total].map(String));
    }
  });
});
