import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { createPoleepoSim } from '../../../sim/poleepo/app.ts';
import { orderKindNames } from '../../../sim/poleepo/order-kinds.ts';
import type { OrderKind } from '../../../sim/poleepo/order-kinds.ts';
import type { Order } from '../../../sim/poleepo/order.ts';
import { isTaxCode } from '../../../sim/poleepo/tax-code.ts';
import { towns } from '../../../sim/poleepo/towns.ts';
import { isVatNumber } from '../../../sim/poleepo/vat-number.ts';
import { morning } from './poleepo-client.ts';

async function orders(kind: OrderKind | 'any', count: number, seed = 7): Promise<Order[]> {
  const sim = createPoleepoSim({ seed, now: () => morning });
  return (await sim.control.makeOrders({ kind, count })).orders;
}

/** The total by the contract's sum, in whole cents times 10,000, without the simulator's own arithmetic. */
function sumOf(order: Order): string {
  const rows = order.rows.map((row) =>
    new Big(String(row.price_with_tax)).times(String(row.quantity)).minus(String(row.discount)),
  );
  return rows
    .reduce((sum, row) => sum.plus(row), new Big(0))
    .plus(String(order.shipping_price))
    .plus(String(order.cod_price))
    .minus(String(order.discount))
    .toString();
}

test('two thousand orders of all kinds add up to the cent', async () => {
  const made = await orders('any', 2000);
  const wrong = made.filter((order) => new Big(String(order.total_price)).toString() !== sumOf(order));
  expect(wrong).toEqual([]);
  expect(made.every(({ total_price }) => total_price > 0)).toBe(true);
});

test.each(orderKindNames)('orders of the kind %s add up, with no more than two decimals', async (kind) => {
  for (const order of await orders(kind, 25)) {
    expect(String(order.total_price)).toBe(sumOf(order));
    expect(String(order.total_price)).toMatch(/^\d+(\.\d{1,2})?$/);
  }
});

test('the same seed gives the same orders, another seed others', async () => {
  expect(await orders('any', 50, 3)).toEqual(await orders('any', 50, 3));
  expect(await orders('any', 50, 3)).not.toEqual(await orders('any', 50, 4));
});

test('an account’s orders do not depend on what other accounts do', async () => {
  const quiet = createPoleepoSim({ seed: 5, now: () => morning });
  const busy = createPoleepoSim({ seed: 5, now: () => morning });
  const other = busy.control.createAccount();
  await busy.control.makeOrders({ account: other.clientId, count: 10 });
  const [a, b] = [await quiet.control.makeOrders({ count: 5 }), await busy.control.makeOrders({ count: 5 })];
  expect(b.orders).toEqual(a.orders);
});

test('two accounts have buyers and orders of their own', async () => {
  const { control } = createPoleepoSim({ seed: 5, now: () => morning });
  const { clientId } = control.createAccount();
  const [mine, theirs] = [
    await control.makeOrders({ count: 5 }),
    await control.makeOrders({ account: clientId, count: 5 }),
  ];
  const references = theirs.orders.map(({ reference_id }) => reference_id);
  expect(references).not.toEqual(mine.orders.map(({ reference_id }) => reference_id));
  expect(theirs.orders.map(({ customer }) => customer.email)).not.toEqual(
    mine.orders.map(({ customer }) => customer.email),
  );
});

describe('a plain order', () => {
  test('has one rate, tax in its prices, a payment that was accepted and goes where it is billed', async () => {
    for (const order of await orders('plain', 200)) {
      expect(order.rows.every(({ vat_rate }) => vat_rate === 22)).toBe(true);
      expect(order).toMatchObject({ prices_include_tax: true, cod_price: 0, discount: 0, currency: 'EUR' });
      expect(order.status).toEqual({ id: 'PAYMENT_ACCEPTED', name: 'Pagamento accettato' });
      expect(order.billing_address).toMatchObject(order.delivery_address);
      expect(order.customer.email).toMatch(/@example\.(it|com)$/);
    }
  });

  test('gives each row the price without tax that belongs to the price with it', async () => {
    for (const order of await orders('plain', 200)) {
      for (const row of order.rows) {
        const net = new Big(String(row.price_with_tax)).div('1.22').toFixed(2);
        expect(new Big(row.price).toFixed(2)).toBe(net);
      }
    }
  });

  test('keeps town, postcode and province together and has a well-formed codice fiscale', async () => {
    expect(towns.length).toBeGreaterThanOrEqual(60);
    for (const { billing_address: address } of await orders('plain', 200)) {
      const town = towns.find(({ city }) => city === address.city);
      expect(town).toMatchObject({ postcode: address.postcode, province: address.state_iso });
      expect(isTaxCode(address.tax_code ?? '')).toBe(true);
    }
  });

  test('sometimes comes from a buyer who has bought before, under the same id and name', async () => {
    const byId = new Map<number | undefined, Set<string>>();
    for (const { customer } of await orders('plain', 200)) {
      byId.set(
        customer.id,
        (byId.get(customer.id) ?? new Set()).add(`${customer.firstname} ${customer.email}`),
      );
    }
    expect(byId.size).toBeLessThan(200);
    expect([...byId.values()].every((names) => names.size === 1)).toBe(true);
  });

  test('writes its number as its channel does', async () => {
    const amazon = (await orders('plain', 200)).filter(({ source }) => source.id === 'AMAZON');
    expect(amazon.length).toBeGreaterThan(10);
    for (const order of amazon) {
      expect(order.reference_id).toMatch(/^40\d-\d{7}-\d{7}$/);
      expect(order.source_id).toBe(order.reference_id);
    }
  });
});

describe('other kinds', () => {
  test('several-rates has more than one rate', async () => {
    for (const order of await orders('several-rates', 20)) {
      expect(new Set(order.rows.map(({ vat_rate }) => vat_rate)).size).toBeGreaterThan(1);
    }
  });

  test('company has a well-formed VAT number and a way to get its invoice', async () => {
    for (const { billing_address: address, invoice_requested } of await orders('company', 100)) {
      expect(isVatNumber((address.vat_number ?? '').replace('IT', ''))).toBe(true);
      expect(address.sdi_code ?? address.pec).toBeDefined();
      expect(address.company).not.toBe('');
      expect(invoice_requested).toBe(true);
    }
  });

  test('guest has no customer id', async () => {
    for (const order of await orders('guest', 10)) expect(order.customer.id).toBeUndefined();
  });

  test('discount takes something off the order, row-discount off its rows', async () => {
    for (const order of await orders('discount', 20)) expect(order.discount).toBeGreaterThan(0);
    const rows = (await orders('row-discount', 40)).flatMap((order) => order.rows);
    const percents = rows.map((row) =>
      Math.round((row.discount * 100) / (row.price_with_tax * row.quantity)),
    );
    expect(new Set(percents)).toEqual(new Set([0, 10, 20, 50]));
  });

  test('cash-on-delivery says so and has its fee', async () => {
    for (const order of await orders('cash-on-delivery', 10)) {
      expect(order.payment).toMatchObject({ method: 'CASH_ON_DELIVERY', cash_on_delivery: true });
      expect(order.cod_price).toBeGreaterThan(0);
    }
  });

  test('foreign-eu goes abroad with Italian VAT, destination-rate with that of the country', async () => {
    for (const order of await orders('foreign-eu', 20)) {
      expect(order.delivery_address.country_iso).not.toBe('IT');
      expect(order.rows.every(({ vat_rate }) => vat_rate === 22)).toBe(true);
    }
    for (const order of await orders('destination-rate', 20)) {
      const rates: Record<string, number> = { FR: 20, DE: 19, ES: 21 };
      const rate = rates[order.delivery_address.country_iso];
      expect(order.rows.map(({ vat_rate }) => vat_rate)).toEqual(order.rows.map(() => rate));
    }
  });

  test('zero-rate goes to a company in another country, without tax', async () => {
    for (const order of await orders('zero-rate', 20)) {
      expect(order.billing_address.vat_number).toMatch(/^DE\d{9}$/);
      for (const row of order.rows) expect([row.vat_rate, row.price]).toEqual([0, row.price_with_tax]);
    }
  });

  test('separate-delivery goes to somebody else', async () => {
    for (const { billing_address: billing, delivery_address: delivery } of await orders(
      'separate-delivery',
      20,
    )) {
      expect([delivery.address, delivery.phone]).not.toEqual([billing.address, billing.phone]);
    }
  });

  test('decimal-quantities are no whole numbers', async () => {
    const rows = (await orders('decimal-quantities', 20)).flatMap((order) => order.rows);
    expect(rows.every(({ quantity }) => !Number.isInteger(quantity))).toBe(true);
  });

  test('unknown-sku, unknown-status and unknown-payment are what nobody has mapped', async () => {
    const [sku, status, payment] = await Promise.all([
      orders('unknown-sku', 1),
      orders('unknown-status', 1),
      orders('unknown-payment', 1),
    ]);
    expect(sku[0]?.rows[0]?.sku).toMatch(/^SCONOSCIUTO-/);
    expect(status[0]?.status.id).toBe('FRAUD_REVIEW');
    expect(payment[0]?.payment.method).toBe('SCALAPAY');
  });
});
