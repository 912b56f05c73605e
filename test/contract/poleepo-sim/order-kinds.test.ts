import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../sim/catalogue.ts';
import { createPoleepoSim } from '../../../sim/poleepo/app.ts';
import type { OrderKind } from '../../../sim/poleepo/order-kinds.ts';
import { orderKindNames } from '../../../sim/poleepo/order-kinds.ts';
import type { Order } from '../../../sim/poleepo/order.ts';
import { morning } from './poleepo-client.ts';

const ofOtherArticles: readonly OrderKind[] = [
  'unknown-sku',
  'barcode-sku',
  'archived-product',
  'duplicate-sku',
];

async function orders(kind: OrderKind, count = 20): Promise<Order[]> {
  const sim = createPoleepoSim({ seed: 21, now: () => morning });
  return (await sim.control.makeOrders({ kind, count })).orders;
}

describe.each(orderKindNames)('the kind %s', (kind) => {
  test('has ids of its own, in order, dated in whole seconds', async () => {
    const made = await orders(kind);
    expect(made.map(({ id }) => id)).toEqual(made.map((_, index) => 918_273 + index));
    const rowIds = made.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(rowIds).size).toBe(rowIds.length);
    expect(made.every(({ order_date }) => order_date === '2026-06-03T08:15:00Z')).toBe(true);
  });

  test('has at least one row, and amounts in whole cents', async () => {
    for (const order of await orders(kind)) {
      expect(order.rows.length).toBeGreaterThan(0);
      const amounts = order.rows.flatMap(({ price, price_with_tax, discount }) => [
        price,
        price_with_tax,
        discount,
      ]);
      for (const value of [...amounts, order.shipping_price, order.cod_price, order.discount]) {
        expect(new Big(String(value)).times(100).mod(1).toString()).toBe('0');
        expect(value).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('names rate and net price of a row so that they give its gross price, to the cent', async () => {
    for (const { rows } of await orders(kind)) {
      for (const row of rows) {
        const gross = new Big(String(row.price)).times(100 + row.vat_rate).div(100);
        expect(gross.minus(String(row.price_with_tax)).abs().toNumber()).toBeLessThanOrEqual(0.01);
      }
    }
  });

  test('has plainly fictional addresses only', async () => {
    for (const order of await orders(kind)) {
      const mails = JSON.stringify(order).match(/[\w.]+@[\w.]+\.\w+/g) ?? [];
      expect(mails.every((mail) => /@(pec\.)?example\.(it|com)$/.test(mail))).toBe(true);
    }
  });
});

test('articles are those of the shop, except where a kind says otherwise', async () => {
  const skus = new Set(catalogue.map(({ sku }) => sku));
  for (const kind of orderKindNames.filter((name) => !ofOtherArticles.includes(name))) {
    const rows = (await orders(kind, 5)).flatMap((order) => order.rows);
    expect(rows.filter(({ sku }) => !skus.has(sku))).toEqual([]);
  }
});

test('several-rates has every rate of the catalogue', async () => {
  const all = new Set(catalogue.map(({ vatRate }) => vatRate));
  for (const { rows } of await orders('several-rates')) {
    expect(new Set(rows.map(({ vat_rate }) => vat_rate))).toEqual(all);
  }
});

test('net-prices says that its prices are without tax', async () => {
  for (const order of await orders('net-prices')) {
    expect(order.prices_include_tax).toBe(false);
    for (const row of order.rows) {
      const gross = new Big(String(row.price)).times('1.22').round(2, Big.roundHalfUp);
      expect(new Big(String(row.price_with_tax)).toString()).toBe(gross.toString());
    }
  }
});

test('many-rows has forty', async () => {
  for (const { rows } of await orders('many-rows', 3)) expect(rows).toHaveLength(40);
});

test('bare-members leaves out what may be missing', async () => {
  for (const { customer, billing_address, delivery_address } of await orders('bare-members')) {
    expect(Object.keys(customer)).toEqual(['id', 'firstname', 'lastname']);
    for (const address of [billing_address, delivery_address]) {
      expect(Object.keys(address)).toEqual(['name', 'surname', 'address', 'postcode', 'city', 'country_iso']);
    }
  }
});

test('hostile-texts tries a formula, markup, a template and a change of direction', async () => {
  const [order] = await orders('hostile-texts', 1);
  expect(order?.notes).toMatch(/^=HYPERLINK/);
  expect(order?.notes).toContain('<script>');
  expect(order?.notes).toContain('\u202e');
  expect(order?.billing_address.company).toContain('DROP TABLE');
  expect(order?.delivery_address.address).toMatch(/^@SUM/);
});

test.each([
  ['awaiting-payment', 'AWAITING_PAYMENT', 'In attesa di pagamento'],
  ['in-process', 'IN_PROCESS', 'In lavorazione'],
  ['canceled', 'CANCELED', 'Annullato'],
  ['refunded', 'REFUNDED', 'Rimborsato'],
  ['unknown-status', 'FRAUD_REVIEW', 'FRAUD_REVIEW'],
] as const)('%s is in the status %s', async (kind, id, name) => {
  for (const { status } of await orders(kind, 5)) expect(status).toEqual({ id, name });
});

test('a buyer who comes back is not changed by what happened to an earlier order', async () => {
  const sim = createPoleepoSim({ seed: 2, now: () => morning });
  await sim.control.makeOrders({ count: 40, kind: 'hostile-texts' });
  await sim.control.makeOrders({ count: 40, kind: 'bare-members' });
  const { orders: later } = await sim.control.makeOrders({ count: 100 });
  expect(later.every(({ billing_address: address }) => address.company === undefined)).toBe(true);
  expect(later.every(({ customer }) => customer.email !== undefined)).toBe(true);
});
