import { describe, expect, test } from 'vitest';
import { createOdooSim } from '../../../sim/odoo/app.ts';
import {
  type PricedLine,
  readTotals,
  type RecordedTotals,
  sampledTotals,
} from '../../support/recorded-totals.ts';
import { recordedVersions, type RecordedVersion } from '../../support/recordings.ts';

const italian = 2;
const rates = [22, 10, 5, 4];

/** A simulated Odoo that is told the recorded lines and says what it makes of them. */
function adder(version: RecordedVersion) {
  const { db } = createOdooSim({ version, now: () => 0 });
  const taxes = new Map<string, number>();
  for (const rate of rates) {
    for (const included of [true, false]) {
      const flag =
        version <= 17
          ? { price_include: included }
          : { price_include_override: included ? 'tax_included' : 'tax_excluded' };
      const id = db.create('account.tax', {
        name: `PT ${rate} ${String(included)}`,
        amount: rate,
        type_tax_use: 'sale',
        company_id: italian,
        ...flag,
      });
      taxes.set(`${rate} ${String(included)}`, id);
    }
  }
  const partner_id = db.create('res.partner', { name: 'Mario Prova' });
  const [product_id = 0] = db.search('product.product', [['default_code', '=', 'TSHIRT-L']]);
  const lineOf = ({ rate, included, quantity, price, discount }: PricedLine) => ({
    product_id,
    product_uom_qty: quantity,
    price_unit: price,
    discount,
    [version === 19 ? 'tax_ids' : 'tax_id']: [[6, 0, [taxes.get(`${rate} ${String(included)}`) ?? 0]]],
  });
  return ({ method, lines, amounts }: RecordedTotals) => {
    db.write('res.company', [italian], { tax_calculation_rounding_method: method });
    const order_line = lines.map((line) => [0, 0, lineOf(line)]);
    const id = db.create('sale.order', { partner_id, company_id: italian, order_line });
    const [order] = db.read('sale.order', [id], ['amount_untaxed', 'amount_tax', 'amount_total']);
    const rows = db.read('sale.order.line', db.search('sale.order.line', [['order_id', '=', id]]), [
      'price_subtotal',
      'price_tax',
      'price_total',
    ]);
    return {
      untaxed: order?.['amount_untaxed'],
      tax: order?.['amount_tax'],
      total: order?.['amount_total'],
      amounts:
        amounts.length === 0
          ? []
          : rows.map((row) => [row['price_subtotal'], row['price_tax'], row['price_total']]),
    };
  };
}

describe.each(recordedVersions)('orders recorded on %i', (version) => {
  test.each([
    ['with their lines', readTotals(version), 48],
    ['at random', sampledTotals(version), 500],
  ])('are added up the same, %s', (_name, recorded, count) => {
    const add = adder(version);
    expect(recorded).toHaveLength(count);

    for (const one of recorded) {
      const { note, untaxed, tax, total, amounts } = one;
      expect({ note, ...add(one) }).toEqual({ note, untaxed, tax, total, amounts });
    }
  });
});
