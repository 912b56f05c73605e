import { describe, expect, test } from 'vitest';
import { orderKindNames } from '../../../sim/poleepo/order-kinds.ts';
import type { Order } from '../../../sim/poleepo/order.ts';
import { toIsoSeconds } from '../../../src/kit/clock.ts';
import type { PoleepoAddress } from '../../../src/poleepo/address.ts';
import type { PoleepoOrder } from '../../../src/poleepo/order.ts';
import { meaningOf } from '../../../src/poleepo/status.ts';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import type { Decimal } from '../../../src/trade/money.ts';
import { sum, zero } from '../../../src/trade/money.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { allOrders, createBridge, oneOrder } from './bridge.ts';

/** Rows at their price with tax less their discounts, plus shipping and the fee, less the order's discount. */
function addedUp(order: PoleepoOrder): Decimal {
  const rows = order.rows.map((row) => (row.priceWithTax ?? zero).times(row.quantity).minus(row.discount));
  return sum([...rows, order.shippingPrice, order.codPrice, order.discount.times(-1)]);
}

function present(address: PoleepoAddress | null): Set<string> {
  return new Set(Object.values(address ?? {}).filter((member) => member !== null));
}

/** What is compared of an order as it was read and as the simulator holds it. */
function essence(order: PoleepoOrder) {
  return {
    ids: [order.id, order.reference, order.sourceId, order.customer?.id ?? null, ...order.shippingIds],
    words: [
      order.status.id,
      order.source.id,
      order.payment.method,
      order.payment.name,
      order.currency,
      order.notes,
    ],
    dates: [toIsoSeconds(order.orderedAt ?? 0), toIsoSeconds(order.updatedAt ?? 0)],
    flags: [order.pricesIncludeTax, order.payment.cashOnDelivery, order.invoiceRequested],
    buyer: [order.customer?.firstname, order.customer?.lastname, order.customer?.email ?? null],
    addresses: [present(order.billing), present(order.delivery)],
    amounts: [order.total, order.shippingPrice, order.codPrice, order.discount].map(Number),
    rows: order.rows.map((row) => [row.id, row.productId, row.sku, row.title]),
    numbers: order.rows.map((row) =>
      [row.quantity, row.price, row.priceWithTax, row.vatRate, row.discount].map(Number),
    ),
  };
}

function essenceOf(order: Order): ReturnType<typeof essence> {
  const addresses = [order.billing_address, order.delivery_address];
  return {
    ids: [
      order.id as PoleepoOrderId,
      order.reference_id,
      order.source_id,
      order.customer.id ?? null,
      ...order.shippings.map(({ id }) => id),
    ],
    words: [
      order.status.id,
      order.source.id,
      order.payment.method,
      order.payment.name,
      order.currency,
      order.notes || null,
    ],
    dates: [order.order_date, order.update_date],
    flags: [order.prices_include_tax, order.payment.cash_on_delivery, order.invoice_requested],
    buyer: [order.customer.firstname, order.customer.lastname, order.customer.email ?? null],
    addresses: addresses.map((address) => new Set(Object.values(address))),
    amounts: [order.total_price, order.shipping_price, order.cod_price, order.discount],
    rows: order.rows.map((row) => [row.id, row.product_id ?? null, row.sku, row.title]),
    numbers: order.rows.map((row) => [
      row.quantity,
      row.price,
      row.price_with_tax,
      row.vat_rate,
      row.discount,
    ]),
  };
}

describe('an order of every kind', () => {
  test.each(orderKindNames)('%s is read whole and its total adds up', async (kind) => {
    const bridge = createBridge();
    const { orders } = await bridge.sim.control.makeOrders({ count: 5, kind });
    for (const made of orders) {
      const order = await bridge.client.orders.get(made.id as PoleepoOrderId);
      expect(essence(order)).toEqual(essenceOf(made));
      expect(order.total?.eq(addedUp(order))).toBe(true);
    }
  });

  test('is the same in a list as by itself', async () => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 60, kind: 'any' });
    for (const listed of await allOrders(bridge.client, 0)) {
      expect(await bridge.client.orders.get(listed.id)).toEqual(listed);
    }
  });

  test.each([1, 2, 3])(
    'is understood, 1,000 at random from seed %i, and every total is exact',
    async (seed) => {
      const bridge = createBridge(seed);
      await bridge.sim.control.makeOrders({ count: 1000, kind: 'any' });
      const orders = await allOrders(bridge.client, 0);
      expect(orders).toHaveLength(1000);
      expect(orders.filter((order) => order.total === null || !order.total.eq(addedUp(order)))).toEqual([]);
    },
  );

  test.each(['numbers-as-strings', 'statuses-as-strings', 'unknown-members'] as const)(
    'is understood with %s too',
    async (kind) => {
      const bridge = createBridge();
      await bridge.sim.control.makeOrders({ count: 300, kind: 'any' });
      bridge.sim.control.setFaults([{ kind }]);
      const orders = await allOrders(bridge.client, 0);
      expect(orders).toHaveLength(300);
      expect(orders.every((order) => order.total?.eq(addedUp(order)))).toBe(true);
    },
  );
});

describe('an order', () => {
  test('that does not exist is not found', async () => {
    const { client } = createBridge();
    const error = await failing(client.orders.get(1 as PoleepoOrderId));
    expect(error).toMatchObject({ code: 'not-found', advice: 'give-up', vendorCode: 'NOT_FOUND' });
  });

  test('of a key without customers or prices has none', async () => {
    const bridge = createBridge();
    const { clientId, clientSecret } = bridge.sim.control.createAccount({
      hides: { customers: true, prices: true },
    });
    await bridge.sim.control.makeOrders({ account: clientId, count: 1, kind: 'company' });
    const [order] = await allOrders(bridge.clientWith({ clientId, clientSecret }), 0);
    expect(order).toMatchObject({ customer: null, billing: null, delivery: null, total: null });
    expect(order?.rows.every(({ price, priceWithTax }) => price === null && priceWithTax === null)).toBe(
      true,
    );
  });

  test.each([
    ['plain', 'payable'],
    ['in-process', 'payable'],
    ['awaiting-payment', 'wait-for-payment'],
    ['canceled', 'cancelled'],
    ['refunded', 'refunded'],
    ['unknown-status', 'unknown'],
  ] as const)('of the kind %s is %s', async (kind, meaning) => {
    const bridge = createBridge();
    await bridge.sim.control.makeOrders({ count: 1, kind });
    const [order] = await allOrders(bridge.client, 0);
    expect(order && meaningOf(order.status)).toBe(meaning);
  });

  test('tells its shippings', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    const { shipping } = await bridge.sim.control.makeShipping({ orderId: id });
    expect((await bridge.client.orders.get(id)).shippingIds).toEqual([shipping.id]);
  });

  test('takes a new status', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    bridge.clock.advance(60_000);
    await bridge.client.orders.setStatus(id, 'IN_PROCESS');
    expect(await bridge.client.orders.get(id)).toMatchObject({
      status: { id: 'IN_PROCESS', name: 'In lavorazione' },
      updatedAt: bridge.clock.now(),
    });
  });

  test('refuses a status that Poleepo does not know, in its words', async () => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    const error = await failing(bridge.client.orders.setStatus(id, 'PACKED_BY_US'));
    expect(error).toMatchObject({ code: 'refused', advice: 'give-up', mayHaveHappened: false });
    expect(error.message).toContain('status');
  });
});
