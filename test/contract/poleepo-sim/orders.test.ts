import { describe, expect, test } from 'vitest';
import { createBench, record, records } from './poleepo-client.ts';

async function listAll(bench: ReturnType<typeof createBench>, max: number): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (let offset = 0; ; offset += max) {
    const page = records(await bench.call('GET', `/orders?offset=${offset}&max=${max}`));
    ids.push(...page.map(({ id }) => id));
    if (page.length < max) return ids;
  }
}

describe('pages', () => {
  test('lead through 250 orders, each once, to a page shorter than max', async () => {
    const bench = createBench();
    const { orders } = await bench.sim.control.makeOrders({ count: 250 });
    const ids = await listAll(bench, 100);
    expect(ids).toHaveLength(250);
    expect(new Set(ids)).toEqual(new Set(orders.map(({ id }) => id)));
    expect(bench.sim.control.counts().calls['GET /orders']).toBe(3);
  });

  test('end with an empty one where the last was full', async () => {
    const bench = createBench();
    await bench.sim.control.makeOrders({ count: 50 });
    expect(await listAll(bench, 25)).toHaveLength(50);
    expect(bench.sim.control.counts().calls['GET /orders']).toBe(3);
  });

  test('are silently the first only where none is asked for', async () => {
    const bench = createBench();
    await bench.sim.control.makeOrders({ count: 250 });
    const answer = await bench.call('GET', '/orders');
    expect(answer.status).toBe(200);
    expect(records(answer)).toHaveLength(10);
    expect(answer.json['total']).toBe(250);
  });

  test.each(['max=101', 'max=0', 'max=-1', 'max=ten', 'offset=-1', 'offset=1.5'])(
    'refuse %s',
    async (query) => {
      const answer = await createBench().call('GET', `/orders?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ success: false, code: 'INVALID_PAGE' });
    },
  );

  test('take a max of 100', async () => {
    const bench = createBench();
    await bench.sim.control.makeOrders({ count: 120 });
    expect(records(await bench.call('GET', '/orders?max=100'))).toHaveLength(100);
  });
});

describe('updated_after', () => {
  test('lists what was updated after a moment, not in that second', async () => {
    const bench = createBench();
    const { orders } = await bench.sim.control.makeOrders({ count: 3 });
    bench.clock.now += 60_000;
    await bench.sim.control.patchOrder(orders[1]?.id ?? 0, { status: 'SHIPPED' });
    const later = records(await bench.call('GET', '/orders?updated_after=2026-06-03T08:15:00Z'));
    expect(later.map(({ id }) => id)).toEqual([orders[1]?.id]);
    const all = records(await bench.call('GET', '/orders?updated_after=2026-06-03T08:14:59Z'));
    expect(all).toHaveLength(3);
  });

  test.each([
    '2026-06-03T08:00:00.000Z',
    '2026-06-03T08:00:00.123456Z',
    '2026-06-03T08:00:00%2B00:00',
    '2026-06-03T08:00:00',
    '2026-06-03',
    '1780000000',
  ])('understands no %s: the list is empty and no error says why', async (moment) => {
    const bench = createBench();
    await bench.sim.control.makeOrders({ count: 3 });
    const answer = await bench.call('GET', `/orders?updated_after=${moment}`);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ data: [], total: 0 });
  });
});

describe('an order', () => {
  test('has every member of the contract', async () => {
    const bench = createBench();
    const { orders } = await bench.sim.control.makeOrders({});
    const answer = await bench.call('GET', `/orders/${orders[0]?.id}`);
    expect(Object.keys(record(answer))).toEqual([
      'id',
      'reference_id',
      'source_id',
      'source',
      'status',
      'order_date',
      'update_date',
      'currency',
      'total_price',
      'shipping_price',
      'cod_price',
      'discount',
      'prices_include_tax',
      'payment',
      'customer',
      'billing_address',
      'delivery_address',
      'rows',
      'invoice_requested',
      'notes',
      'shippings',
    ]);
    expect(record(answer)).toMatchObject({
      id: 918_273,
      order_date: '2026-06-03T08:15:00Z',
      update_date: '2026-06-03T08:15:00Z',
      total_price: expect.any(Number),
    });
  });

  test('names rows by the ids of products that exist', async () => {
    const bench = createBench({ products: 'catalogue' });
    const { orders } = await bench.sim.control.makeOrders({});
    const row = orders[0]?.rows[0];
    const product = record(await bench.call('GET', `/products/${row?.product_id}`));
    expect(product).toMatchObject({ sku: row?.sku, title: row?.title, price_with_tax: row?.price_with_tax });
  });

  test.each(['/orders/1', '/orders/abc', '/orders/918273/none', '/nothing', '/v1/orders'])(
    'is not at %s: 404 in the envelope of a failure',
    async (path) => {
      const answer = await createBench().call('GET', path);
      expect(answer.status).toBe(404);
      expect(answer.json).toMatchObject({ success: false, message: expect.any(String) });
    },
  );

  test('of another account is 404, even under the same id', async () => {
    const bench = createBench();
    const other = bench.sim.control.createAccount({ firstOrderId: 918_273 });
    const [mine] = (await bench.sim.control.makeOrders({})).orders;
    const [theirs] = (await bench.sim.control.makeOrders({ account: other.clientId, count: 2 })).orders;
    expect(theirs?.id).toBe(mine?.id);
    const seen = record(await bench.call('GET', '/orders/918273', { token: await bench.token(other) }));
    expect(seen['reference_id']).toBe(theirs?.reference_id);
    expect((await bench.call('GET', '/orders/918274')).status).toBe(404);
  });
});

describe('a change of status', () => {
  test('is written, dated and told', async () => {
    const bench = createBench();
    bench.sim.control.configureWebhook({ url: 'https://ponte.example.com/w/1', secret: 'segreto' });
    await bench.sim.control.makeOrders({});
    bench.clock.now += 5000;
    const answer = await bench.call('PUT', '/orders/918273', { body: { status: 'IN_PROCESS' } });
    expect(answer.status).toBe(200);
    const order = record(await bench.call('GET', '/orders/918273'));
    expect(order).toMatchObject({
      status: { id: 'IN_PROCESS', name: 'In lavorazione' },
      update_date: '2026-06-03T08:15:05Z',
    });
    await bench.sim.control.settled();
    expect(bench.received).toHaveLength(1);
  });

  test('to the status that it has is no news', async () => {
    const bench = createBench();
    bench.sim.control.configureWebhook({ url: 'https://ponte.example.com/w/1', secret: 'segreto' });
    await bench.sim.control.makeOrders({});
    bench.clock.now += 5000;
    await bench.call('PUT', '/orders/918273', { body: { status: 'PAYMENT_ACCEPTED' } });
    await bench.sim.control.settled();
    expect(bench.received).toEqual([]);
    expect(bench.sim.control.orders()[0]?.update_date).toBe('2026-06-03T08:15:00Z');
  });

  test.each([
    ['an unknown status', { status: 'LOST' }, 422],
    ['a status that is an object', { status: { id: 'SHIPPED' } }, 422],
    ['a member that nobody knows', { status: 'SHIPPED', tracking: '1' }, 422],
    ['an empty body', {}, 422],
    ['no JSON', 'status=SHIPPED', 400],
  ])('is refused with %s, and nothing is written', async (_what, body, status) => {
    const bench = createBench();
    await bench.sim.control.makeOrders({});
    const answer = await bench.call('PUT', '/orders/918273', { body });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ success: false, code: expect.any(String) });
    expect(bench.sim.control.orders()[0]?.status.id).toBe('PAYMENT_ACCEPTED');
  });

  test('names the member that is wrong', async () => {
    const bench = createBench();
    await bench.sim.control.makeOrders({});
    const answer = await bench.call('PUT', '/orders/918273', { body: { status: 'LOST' } });
    expect(answer.json['errors']).toEqual([
      { field: 'status', code: 'INVALID_VALUE', message: expect.any(String) },
    ]);
  });
});
