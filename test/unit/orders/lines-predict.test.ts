import { describe, expect, it } from 'vitest';
import { createOdooSim } from '../../../sim/odoo/app.ts';
import { createRandom, type Random } from '../../../sim/random.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { type Piece, predictTotal, type Rounding, type TaxOn } from '../../../src/orders/predict-total.ts';
import type { TaxId } from '../../../src/trade/ids.ts';
import { decimal, zero } from '../../../src/trade/money.ts';

const company = 2;

/** A simulated Odoo that is told lines and says what they come to. */
function odooThatAdds(version: OdooVersion, rounding: Rounding['rounding']) {
  const { db } = createOdooSim({ version, seed: 1, now: () => 0, sleep: async () => undefined });
  const method = rounding === 'global' ? 'round_globally' : 'round_per_line';
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

describe.each([16, 18, 19] as const)('what an order comes to on Odoo %i', (version) => {
  it.each(['per-line', 'global'] as const)('is foreseen for any lines, rounded %s', (method) => {
    const odoo = odooThatAdds(version, method);
    const random = createRandom(version);
    for (let count = 0; count < 250; count += 1) {
      const pieces = Array.from({ length: random.int(1, 6) }, () => anyPiece(random, odoo.taxes));
      const foreseen = Number(predictTotal(pieces, odoo.rounding));
      expect({ count, total: odoo.total(pieces) }).toEqual({ count, total: foreseen });
    }
  });
});

describe('a total', () => {
  const digits = { price: 2, discount: 2, quantity: 2 };
  const tax = { id: 1 as TaxId, rate: decimal(22), included: false };
  const piece = { quantity: decimal(1), unitPrice: decimal('0.99'), discount: zero, tax };

  it('adds up rounded lines, or rounds what was added up', () => {
    const pieces = [piece, piece, piece];
    expect(String(predictTotal(pieces, { rounding: 'per-line', digits }))).toBe('3.63');
    expect(String(predictTotal(pieces, { rounding: 'global', digits }))).toBe('3.62');
  });

  it('takes numbers as Odoo keeps them', () => {
    const fine = { ...piece, unitPrice: decimal('1.005'), tax: null };
    expect(String(predictTotal([fine], { rounding: 'per-line', digits }))).toBe('1.01');
    const kept = { ...digits, price: null };
    const hundred = { ...fine, quantity: decimal(100) };
    expect(String(predictTotal([hundred], { rounding: 'per-line', digits: kept }))).toBe('100.5');
  });

  it('of no lines is nothing', () => {
    expect(String(predictTotal([], { rounding: 'global', digits }))).toBe('0');
  });
});
