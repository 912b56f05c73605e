import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../sim/catalogue.ts';
import { createBench, record, records } from './poleepo-client.ts';

const areas = [
  ['orders', '/orders'],
  ['products', '/products'],
  ['shipments', '/shippings'],
] as const;

describe.each(areas)('the area %s', (area, path) => {
  test('is 403 for a key without access, and the others stay open', async () => {
    const { sim, token, call } = createBench();
    const bearer = await token(sim.control.createAccount({ rights: { [area]: 'none' } }));
    const answer = await call('GET', path, { token: bearer });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ success: false, code: 'FORBIDDEN' });
    for (const [, other] of areas.filter(([name]) => name !== area)) {
      expect((await call('GET', other, { token: bearer })).status).toBe(200);
    }
  });

  test('can be read with the right to read', async () => {
    const { sim, token, call } = createBench();
    const bearer = await token(sim.control.createAccount({ rights: { [area]: 'read' } }));
    expect((await call('GET', path, { token: bearer })).status).toBe(200);
  });
});

test('the right to read does not let a status be written', async () => {
  const { sim, token, call } = createBench();
  const account = sim.control.createAccount({ rights: { orders: 'read' } });
  const [order] = (await sim.control.makeOrders({ account: account.clientId })).orders;
  const bearer = await token(account);
  const answer = await call('PUT', `/orders/${order?.id}`, { token: bearer, body: { status: 'SHIPPED' } });
  expect(answer.status).toBe(403);
  expect(order?.status.id).toBe('PAYMENT_ACCEPTED');
});

test('rights that are changed hold for tokens that are already out', async () => {
  const { sim, token, call } = createBench();
  const account = sim.control.createAccount();
  const bearer = await token(account);
  sim.control.changeAccount(account.clientId, { rights: { orders: 'none' } });
  expect((await call('GET', '/orders', { token: bearer })).status).toBe(403);
});

test('a key that hides customers leaves them out of orders and shippings', async () => {
  const { sim, token, call } = createBench();
  const account = sim.control.createAccount({ hides: { customers: true } });
  const [order] = (await sim.control.makeOrders({ account: account.clientId })).orders;
  await sim.control.makeShipping({ account: account.clientId, orderId: order?.id ?? 0 });
  const bearer = await token(account);
  const seen = await call('GET', `/orders/${order?.id}`, { token: bearer });
  const [listed] = records(await call('GET', '/orders', { token: bearer }));
  for (const member of ['customer', 'billing_address', 'delivery_address']) {
    expect(record(seen)).not.toHaveProperty(member);
    expect(listed).not.toHaveProperty(member);
  }
  expect(record(seen)).toHaveProperty('total_price');
  expect(seen.text).not.toContain(order?.billing_address.surname ?? 'nobody');
  const [shipping] = records(await call('GET', '/shippings', { token: bearer }));
  expect(shipping).toHaveProperty('tracking_code');
  expect(shipping).not.toHaveProperty('delivery_address');
});

test('a key that hides prices leaves them out of orders, their rows and products', async () => {
  const { sim, token, call } = createBench();
  const account = sim.control.createAccount({ hides: { prices: true } });
  const [order] = (await sim.control.makeOrders({ account: account.clientId })).orders;
  const bearer = await token(account);
  const seen = await call('GET', `/orders/${order?.id}`, { token: bearer });
  expect(seen.text).not.toMatch(/price"|total_price|price_with_tax|"discount"/);
  expect(record(seen)).toHaveProperty('customer');
  const product = await call('GET', '/products?max=1', { token: bearer });
  expect(product.text).not.toMatch(/"price/);
});

describe('products', () => {
  test('are the articles of the shop, page by page', async () => {
    const { call } = createBench({ products: 'catalogue' });
    const first = await call('GET', '/products?offset=0&max=100');
    expect(first.json['total']).toBe(catalogue.length);
    expect(records(first).map(({ sku }) => sku)).toEqual(catalogue.slice(0, 100).map(({ sku }) => sku));
  });

  test('can be asked for by whether they are active, and by no date', async () => {
    const { call } = createBench({ products: 'catalogue' });
    expect((await call('GET', '/products?active=false')).json['total']).toBe(0);
    const all = await call('GET', '/products?updated_after=2099-01-01T00:00:00Z&active=true');
    expect(all.json['total']).toBe(catalogue.length);
  });

  test('that do not exist are 404', async () => {
    expect((await createBench({ products: 'catalogue' }).call('GET', '/products/1')).status).toBe(404);
  });
});

describe('shippings', () => {
  test('are listed by order and by date, and named in their order', async () => {
    const { call, sim, clock } = createBench();
    await sim.control.makeOrders({ count: 2 });
    await sim.control.makeShipping({ orderId: 918_273 });
    clock.now += 60_000;
    const { shipping } = await sim.control.makeShipping({ orderId: 918_274, carrier: 'GLS' });
    expect(records(await call('GET', '/shippings'))).toHaveLength(2);
    const [ofOrder] = records(await call('GET', '/shippings?order_id=918274'));
    expect(ofOrder).toMatchObject({ id: shipping.id, carrier: 'GLS', status: 'CREATED' });
    const later = records(await call('GET', '/shippings?updated_after=2026-06-03T08:15:30Z'));
    expect(later.map(({ id }) => id)).toEqual([shipping.id]);
    expect(record(await call('GET', '/orders/918274'))['shippings']).toEqual([{ id: shipping.id }]);
  });

  test('have the members of the contract', async () => {
    const { call, sim } = createBench();
    await sim.control.makeOrders({});
    const { shipping } = await sim.control.makeShipping({ orderId: 918_273 });
    const seen = record(await call('GET', `/shippings/${shipping.id}`));
    expect(Object.keys(seen)).toEqual(
      expect.arrayContaining(['id', 'carrier', 'tracking_code', 'parcel_id', 'reference', 'creation_date']),
    );
    expect((await call('GET', '/shippings/1')).status).toBe(404);
  });
});
