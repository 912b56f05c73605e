import { describe, expect, it } from 'vitest';
import { createOdooSim } from '../../../sim/odoo/app.ts';
import { createRandom, type Random } from '../../../sim/random.ts';
import { type OdooVersion, type RoundingRule, roundingRules } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { type Piece, predictTotal, roundedTotal, type TaxOn } from '../../../src/orders/predict-total.ts';
import type { TaxId } from '../../../src/trade/ids.ts';
import { decimal, zero } from '../../../src/trade/money.ts';
import { type PricedLine, readTotals, sampledTotals } from '../../support/recorded-totals.ts';

const company = 2;

/** A simulated Odoo that is told lines and says what they come to. */
function odooThatAdds(version: OdooVersion, rounding: RoundingRule) {
  const taxTotals = rounding === 'per-line' ? {} : { taxTotals: rounding };
  const { db } = createOdooSim({ version, seed: 1, now: () => 0, ...taxTotals });
  const method = rounding === 'per-line' ? 'round_per_line' : 'round_globally';
  db.write('res.company', [company], { tax_calculation_rounding_method: method });
  const taxes = db
    .read('account.tax', db.search('account.tax', [['company_id', '=', company]]), [
      'amount',
      'price_include',
    ])
    .map((tax): TaxOn => ({
      id: Number(tax['id']) as TaxId,
      rate: decimal(Number(tax['amount'])),
      included: tax['price_include'] === true,
    }));
  const partner = db.create('res.partner', { name: 'Prova' });
  const [product = 0] = db.search('product.product', [['default_code', '=', 'TSHIRT-L']]);
  const lineTaxes = version === 19 ? 'tax_ids' : 'tax_id';
  const total = (pieces: readonly Piece[]) => {
    const lines = pieces.map(({ quantity, unitPrice, discount, tax }) => [
      0,
      0,
      {
        product_id: product,
        product_uom_qty: Number(quantity),
        price_unit: Number(unitPrice),
        discount: Number(discount),
        [lineTaxes]: [[6, 0, tax === null ? [] : [tax.id]]],
      },
    ]);
    const id = db.create('sale.order', { partner_id: partner, company_id: company, order_line: lines });
    return db.read('sale.order', [id], ['amount_total'])[0]?.['amount_total'];
  };
  const price = version === 19 ? null : 2;
  return { taxes, total, rounding: { rounding, digits: { price, discount: 2, quantity: 2 } } };
}

function anyPiece(random: Random, taxes: readonly TaxOn[]): Piece {
  const negative = random.chance(0.1);
  const price = decimal(random.int(0, 30_000)).div(random.pick([100, 100, 100, 1000]));
  return {
    quantity:
      random.pick([1, 1, 2, 3, 7, 12, 0.25, 1.5, 2.75]) === 1
        ? decimal(1)
        : decimal(random.int(1, 400)).div(4),
    unitPrice: negative ? zero.minus(price) : price,
    discount: random.chance(0.4) ? decimal(random.int(0, 10_000)).div(100) : zero,
    tax: random.chance(0.05) ? null : random.pick(taxes),
  };
}

describe.each([16, 18, 19] as const)('what an order comes to on a simulated Odoo %i', (version) => {
  it.each(roundingRules)('is foreseen for any lines, rounded %s', (rule) => {
    const odoo = odooThatAdds(version, rule);
    const random = createRandom(version);
    for (let count = 0; count < 150; count += 1) {
      const pieces = Array.from({ length: random.int(1, 6) }, () => anyPiece(random, odoo.taxes));
      const foreseen = Number(predictTotal(pieces, odoo.rounding));
      expect({ count, total: odoo.total(pieces) }).toEqual({ count, total: foreseen });
    }
  });
});

const digits = { price: 2, discount: 2, quantity: 2 };
const ruleOf: Record<OdooVersion, RoundingRule> = {
  16: 'lines-first',
  17: 'lines-first',
  18: 'raw-sums',
  19: 'raw-sums-included-kept',
};

function recordedPiece({ rate, included, quantity, price, discount }: PricedLine): Piece {
  return {
    quantity: decimal(quantity),
    unitPrice: decimal(price),
    discount: decimal(discount),
    tax: { id: (rate * 2 + (included ? 1 : 0)) as TaxId, rate: decimal(rate), included },
  };
}

describe.each(odooVersions)('what recorded orders came to on Odoo %i', (version) => {
  it('is foreseen by the rule of its build, and by no other', () => {
    const recorded = [...readTotals(version), ...sampledTotals(version)];
    const missed = (rule: RoundingRule) =>
      recorded.filter(({ method, lines, total }) => {
        const rounding = method === 'round_per_line' ? 'per-line' : rule;
        return Number(predictTotal(lines.map(recordedPiece), { rounding, digits })) !== total;
      }).length;
    const others = roundingRules.filter((rule) => rule !== ruleOf[version]);
    expect(missed(ruleOf[version])).toBe(0);
    expect(Math.min(...others.map(missed))).toBeGreaterThan(20);
  });
});

describe('a total', () => {
  const tax = { id: 1 as TaxId, rate: decimal(22), included: false };
  const piece = { quantity: decimal(1), unitPrice: decimal('0.99'), discount: zero, tax };
  const total = (pieces: readonly Piece[], rounding: RoundingRule) =>
    String(predictTotal(pieces, { rounding, digits }));
  const priced = (price: string, rate: number, included = true): Piece => ({
    ...piece,
    unitPrice: decimal(price),
    tax: { id: (rate * 2 + (included ? 1 : 0)) as TaxId, rate: decimal(rate), included },
  });

  it('adds up rounded lines, or rounds what was added up', () => {
    const pieces = [piece, piece, piece];
    expect(roundingRules.map((rule) => total(pieces, rule))).toEqual(['3.63', '3.62', '3.62', '3.62']);
  });

  it('of prices with their taxes may be a cent beside them where nothing is rounded before', () => {
    const pieces = [priced('9.99', 22), priced('4.49', 10), priced('12.35', 4)];
    expect(roundingRules.map((rule) => total(pieces, rule))).toEqual(['26.83', '26.83', '26.84', '26.83']);
    const mixed = [...pieces, priced('5', 20, false)];
    expect(roundingRules.map((rule) => total(mixed, rule))).toEqual(['32.83', '32.83', '32.84', '32.84']);
  });

  it('of discounts in percent is not that of rounded lines where nothing is rounded before', () => {
    const discounted = (price: string, quantity: number) => ({
      ...priced(price, 22),
      quantity: decimal(quantity),
      discount: decimal(5),
    });
    const pieces = [discounted('25.35', 1), discounted('17.78', 3)];
    expect(roundingRules.map((rule) => total(pieces, rule))).toEqual(['74.75', '74.75', '74.76', '74.76']);
  });

  it('takes numbers as Odoo keeps them', () => {
    const fine = { ...piece, unitPrice: decimal('1.005'), tax: null };
    expect(total([fine], 'per-line')).toBe('1.01');
    const kept = { ...digits, price: null };
    const hundred = { ...fine, quantity: decimal(100) };
    expect(String(predictTotal([hundred], { rounding: 'per-line', digits: kept }))).toBe('100.5');
  });

  it('of one line rounds its price and its tax, or both together', () => {
    const half = { ...piece, unitPrice: decimal('10.25') };
    const own = (rounding: RoundingRule, one: Piece) => String(roundedTotal(one, { rounding, digits }));
    expect(roundingRules.map((rule) => own(rule, half))).toEqual(['12.51', '12.51', '12.51', '12.51']);
    const less = { ...half, discount: decimal('0.04') };
    expect(roundingRules.map((rule) => own(rule, less))).toEqual(['12.51', '12.51', '12.5', '12.5']);
  });

  it('of no lines is nothing', () => {
    expect(roundingRules.map((rule) => total([], rule))).toEqual(['0', '0', '0', '0']);
  });
});
