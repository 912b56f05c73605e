import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Bench } from './poleepo-client.ts';
import { createBench } from './poleepo-client.ts';

const url = 'https://ponte.example.com/w/abc';
const secret = 'chiave-segreta-di-poleepo';

async function benchWithOrder(): Promise<Bench> {
  const bench = createBench();
  bench.sim.control.configureWebhook({ url, secret });
  await bench.sim.control.makeOrders({});
  return bench;
}

function hmac(body: string, encoding: 'hex' | 'base64' = 'hex', key: string | Buffer = secret): string {
  return createHmac('sha256', key).update(body).digest(encoding);
}

function build(bench: Bench, more: object = {}): Promise<Request> {
  return bench.sim.control.webhookRequest({ orderId: 918_273, ...more });
}

describe('a webhook', () => {
  test('has the body of the contract, posted as JSON to the address', async () => {
    const request = await build(await benchWithOrder());
    expect(request.url).toBe(url);
    expect(request.method).toBe('POST');
    expect(request.headers.get('content-type')).toBe('application/json');
    expect(await request.json()).toEqual({
      id: expect.stringMatching(/^evt_01J[0-9A-HJKMNP-TV-Z]{23}$/),
      event: 'STATUS_ORDER',
      created_at: '2026-06-03T08:15:00Z',
      data: { id: 918_273, status: { id: 'PAYMENT_ACCEPTED', name: 'Pagamento accettato' } },
    });
  });

  test('of a shipment names the shipping and its order', async () => {
    const bench = await benchWithOrder();
    await bench.sim.control.makeShipping({ orderId: 918_273, notify: true });
    expect(await bench.received[0]?.json()).toMatchObject({
      event: 'STATUS_SHIPMENT',
      data: { id: 7781, order_id: 918_273, status: { id: 'CREATED' } },
    });
  });

  test('is signed over its very bytes, in hex', async () => {
    const request = await build(await benchWithOrder());
    const body = await request.text();
    expect(request.headers.get('x-poleepo-signature')).toBe(hmac(body));
  });

  test('can be signed by every scheme that a receiver takes', async () => {
    const bench = await benchWithOrder();
    const prefixed = await build(bench, { scheme: 'sha256-hex' });
    expect(prefixed.headers.get('x-poleepo-signature')).toBe(`sha256=${hmac(await prefixed.text())}`);
    const base64 = await build(bench, { scheme: 'base64' });
    expect(base64.headers.get('x-poleepo-signature')).toBe(hmac(await base64.text(), 'base64'));
    const bare = await build(bench, { scheme: 'secret' });
    expect(bare.headers.get('x-poleepo-secret')).toBe(secret);
    expect(bare.headers.get('x-poleepo-signature')).toBeNull();
  });

  test('can follow the Standard Webhooks, with a plain secret or one that is base64', async () => {
    const bench = await benchWithOrder();
    const key = Buffer.from('0123456789abcdef01234567');
    const cases = [
      [secret, secret],
      [`whsec_${key.toString('base64')}`, key],
    ] as const;
    for (const [given, used] of cases) {
      const request = await build(bench, { scheme: 'standard', secret: given, eventId: 'evt_1' });
      const timestamp = request.headers.get('webhook-timestamp');
      expect(request.headers.get('webhook-id')).toBe('evt_1');
      expect(timestamp).toBe(String(Math.floor(bench.clock.now / 1000)));
      const signed = hmac(`evt_1.${timestamp}.${await request.text()}`, 'base64', used);
      expect(request.headers.get('webhook-signature')).toBe(`v1,${signed}`);
    }
  });

  test('can be built for an account without one, if address and secret are named', async () => {
    const bench = createBench();
    await bench.sim.control.makeOrders({});
    await expect(build(bench)).rejects.toThrow(RangeError);
    const request = await build(bench, { url, secret, event: 'STATUS_SHIPMENT', eventId: 'evt_x' });
    expect(await request.json()).toMatchObject({ id: 'evt_x', event: 'STATUS_SHIPMENT' });
  });
});

describe('tampering', () => {
  async function tampered(tamper: string): Promise<{ request: Request; body: string }> {
    const request = await build(await benchWithOrder(), { tamper });
    return { request, body: await request.text() };
  }

  test('leaves the signature out, makes it wrong, or changes the body under it', async () => {
    const unsigned = await tampered('unsigned');
    expect(unsigned.request.headers.get('x-poleepo-signature')).toBeNull();
    for (const tamper of ['wrong-signature', 'changed-body']) {
      const { request, body } = await tampered(tamper);
      expect(request.headers.get('x-poleepo-signature')).toMatch(/^[0-9a-f]{64}$/);
      expect(request.headers.get('x-poleepo-signature')).not.toBe(hmac(body));
    }
  });

  test.each([
    ['unknown-event', { event: 'STATUS_RETURN' }],
    ['unknown-order', { data: { id: 999_999_999 } }],
    ['unknown-status', { data: { status: { id: 'FRAUD_REVIEW' } } }],
    ['status-as-string', { data: { status: 'PAYMENT_ACCEPTED' } }],
    ['unknown-members', { version: 3, data: { channel: { id: 7 } } }],
    ['late', { created_at: '2026-06-02T08:15:00Z' }],
  ])('%s is signed all the same', async (tamper, expected) => {
    const { request, body } = await tampered(tamper);
    expect(JSON.parse(body)).toMatchObject(expected);
    expect(request.headers.get('x-poleepo-signature')).toBe(hmac(body));
  });

  test('makes a body that is no JSON, has no id, or is larger than two megabytes', async () => {
    const text = await tampered('not-json');
    expect(() => JSON.parse(text.body) as unknown).toThrow(SyntaxError);
    expect(text.request.headers.get('x-poleepo-signature')).toBe(hmac(text.body));
    expect(JSON.parse((await tampered('missing-id')).body)).not.toHaveProperty('id');
    expect((await tampered('huge')).body.length).toBeGreaterThan(2 * 1024 * 1024);
  });
});

describe('sending', () => {
  test('happens for each new order if wanted, and says what the receiver answered', async () => {
    const bench = createBench();
    bench.sim.control.configureWebhook({ url, secret });
    const { orders, deliveries } = await bench.sim.control.makeOrders({ count: 5, notify: true });
    const told = await Promise.all(bench.received.map((request) => request.json()));
    expect(told.map((message) => (message as { data: { id: number } }).data.id)).toEqual(
      orders.map(({ id }) => id),
    );
    expect(deliveries.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(bench.sim.control.counts().webhooks).toEqual({ sent: 5, answers: { 202: 5 } });
  });

  test('is several at a time if wanted, each with the id that it has one at a time', async () => {
    async function eventIds(parallel: number): Promise<string[]> {
      const bench = createBench({ seed: 8 });
      bench.sim.control.configureWebhook({ url, secret });
      const { deliveries } = await bench.sim.control.makeOrders({ count: 30, notify: true, parallel });
      expect(bench.received).toHaveLength(30);
      return deliveries.map(({ subject, eventId }) => `${subject} ${eventId}`);
    }
    expect(await eventIds(7)).toEqual(await eventIds(1));
  });

  test('is not repeated where the receiver fails or is away', async () => {
    const answers = [500, null];
    const bench = createBench({
      deliver: async () => {
        const status = answers.shift();
        if (status == null) throw new TypeError('fetch failed');
        return new Response(null, { status });
      },
    });
    bench.sim.control.configureWebhook({ url, secret });
    const { deliveries } = await bench.sim.control.makeOrders({ count: 2, notify: true });
    expect(deliveries.map(({ status }) => status)).toEqual([500, null]);
    expect(bench.sim.control.counts().webhooks).toEqual({ sent: 2, answers: { 500: 1, lost: 1 } });
  });

  test('goes only to webhooks that are active and want the event, of the same account', async () => {
    const bench = createBench();
    const other = bench.sim.control.createAccount();
    bench.sim.control.configureWebhook({ url: `${url}/off`, secret, active: false });
    bench.sim.control.configureWebhook({ url: `${url}/shipments`, secret, events: ['STATUS_SHIPMENT'] });
    bench.sim.control.configureWebhook({ url: `${url}/other`, secret, account: other.clientId });
    bench.sim.control.configureWebhook({ url: `${url}/a`, secret });
    bench.sim.control.configureWebhook({ url: `${url}/b`, secret });
    await bench.sim.control.makeOrders({ notify: true });
    expect(bench.received.map((request) => request.url)).toEqual([`${url}/a`, `${url}/b`]);
  });

  test('repeats one event with the same id and body', async () => {
    const bench = await benchWithOrder();
    await bench.sim.control.notify({ orderId: 918_273, mode: 'same-event-id', times: 3 });
    const bodies = await Promise.all(bench.received.map((request) => request.text()));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  test('tells of one order several times, each time as news of its own', async () => {
    const bench = await benchWithOrder();
    await bench.sim.control.notify({ orderId: 918_273, times: 4 });
    const messages = await Promise.all(bench.received.map((request) => request.json()));
    expect(new Set(messages.map((message) => (message as { id: string }).id)).size).toBe(4);
  });

  test('reorders: the newest arrives first', async () => {
    const bench = await benchWithOrder();
    await bench.sim.control.notify({ orderId: 918_273, mode: 'reorder', times: 3 });
    const messages = await Promise.all(bench.received.map((request) => request.json()));
    expect(messages.map((message) => (message as { created_at: string }).created_at)).toEqual([
      '2026-06-03T08:15:00Z',
      '2026-06-03T08:14:59Z',
      '2026-06-03T08:14:58Z',
    ]);
  });

  test('takes the modes of tampering and another scheme', async () => {
    const bench = await benchWithOrder();
    await bench.sim.control.notify({ orderId: 918_273, mode: 'unsigned' });
    await bench.sim.control.notify({ orderId: 918_273, scheme: 'secret' });
    expect(bench.received[0]?.headers.get('x-poleepo-signature')).toBeNull();
    expect(bench.received[1]?.headers.get('x-poleepo-secret')).toBe(secret);
  });

  test('follows a change of an order, unless told not to', async () => {
    const bench = await benchWithOrder();
    await bench.sim.control.patchOrder(918_273, { status: 'CANCELED' });
    await bench.sim.control.patchOrder(918_273, { notes: 'Suonare due volte', notify: false });
    expect(bench.received).toHaveLength(1);
    expect(await bench.received[0]?.json()).toMatchObject({
      data: { status: { id: 'CANCELED', name: 'Annullato' } },
    });
  });
});
