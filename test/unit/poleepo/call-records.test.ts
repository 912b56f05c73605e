import { describe, expect, test } from 'vitest';
import { contractOrder, orderId } from './contract-order.ts';
import { failing } from './failing.ts';
import type { Bench } from './fake-poleepo.ts';
import { clientId, clientSecret, createBench, json } from './fake-poleepo.ts';

describe('the record of a call', () => {
  test('says what was asked and what came', async () => {
    const bench: Bench = createBench({
      'GET /orders/918273': () => {
        bench.clock.advance(120);
        return json({ data: contractOrder() });
      },
    });
    const at = bench.clock.now();
    await bench.client.orders.get(orderId);
    expect(bench.records[1]).toMatchObject({
      at,
      direction: 'out',
      side: 'poleepo',
      method: 'GET',
      endpoint: '/orders/{id}',
      status: 200,
      durationMs: 120,
      error: null,
      request: '{"path":"/orders/918273"}',
    });
  });

  test('shows the query and the body', async () => {
    const bench = createBench({
      'GET /orders': () => json({ data: [] }),
      'PUT /orders/918273': () => json({}),
      'GET /orders/918273': () => json({ data: { status: 'SHIPPED' } }),
    });
    await bench.client.orders.updatedSince(bench.clock.now());
    await bench.client.orders.setStatus(orderId, 'SHIPPED');
    const [, list, put] = bench.records;
    expect(list).toMatchObject({
      endpoint: '/orders',
      request: expect.stringContaining('"updated_after"') as string,
    });
    expect(put).toMatchObject({
      method: 'PUT',
      request: expect.stringContaining('"status":"SHIPPED"') as string,
    });
  });

  test('hides who the buyer is', async () => {
    const bench = createBench({ 'GET /orders/918273': () => json({ data: contractOrder() }) });
    await bench.client.orders.get(orderId);
    const response = bench.records[1]?.response ?? '';
    expect(response).toContain('"total_price":71.9');
    for (const personal of ['Giulia', 'example.com', 'Via Roma', 'RSSGLI', '333 1234567', 'IT01234567890']) {
      expect(response).not.toContain(personal);
    }
  });

  test('is cut where the answer is long', async () => {
    const data = Array.from({ length: 100 }, contractOrder);
    const bench = createBench({ 'GET /orders': () => json({ data }) });
    await bench.client.orders.updatedSince(0);
    expect(bench.records[1]?.response?.length).toBeLessThan(4100);
  });

  test('names the error and keeps the answer that was one', async () => {
    const bench = createBench({ 'GET /orders/918273': () => json({ success: false, message: 'gone' }, 404) });
    await failing(bench.client.orders.get(orderId));
    expect(bench.records[1]).toMatchObject({
      status: 404,
      error: 'not-found',
      response: '{"success":false,"message":"gone"}',
    });
  });

  test('says only how long an answer was that is no JSON, since a buyer may be in it', async () => {
    const bench = createBench({
      'GET /orders/918273': () => new Response('{"data":{"customer":{"email":"giulia@ex'),
    });
    await failing(bench.client.orders.get(orderId));
    expect(bench.records[1]).toMatchObject({ error: 'unreadable', response: '39 bytes that are no JSON' });
  });

  test('has no status where no answer came', async () => {
    const bench = createBench({ 'GET /orders/918273': () => Promise.reject(new TypeError('lost')) });
    await failing(bench.client.orders.get(orderId));
    expect(bench.records.slice(1)).toMatchObject([
      { status: null, error: 'unreachable', response: null },
      { status: null, error: 'unreachable', response: null },
    ]);
  });
});

describe('secrets', () => {
  test('the request for a token is recorded without its bodies', async () => {
    const bench = createBench({ 'GET /orders/918273': () => json({ data: contractOrder() }) });
    await bench.client.orders.get(orderId);
    expect(bench.records[0]).toMatchObject({
      method: 'POST',
      endpoint: '/oauth/access_token',
      status: 200,
      request: null,
      response: null,
    });
  });

  test('stay out of records and errors even where Poleepo repeats them', async () => {
    const echo = (secret: string | null) => () =>
      json(
        { success: false, code: 'X', message: `bad ${secret} of ${clientSecret}`, debug: [clientSecret] },
        401,
      );
    const ofTheToken = createBench({ 'POST /oauth/access_token': echo(clientSecret) });
    const ofTheCall = createBench({
      'POST /oauth/access_token': () =>
        json({ data: { access_token: 'token-of-forty-characters', duration: 3600 } }),
      'GET /orders/918273': ({ token }) => echo(token)(),
    });
    for (const bench of [ofTheToken, ofTheCall]) {
      const error = await failing(bench.client.orders.get(orderId));
      const all = JSON.stringify([bench.records, error.message, error.vendorCode, String(error.cause)]);
      expect(all).not.toContain(clientSecret);
      expect(all).not.toContain('token-of-forty-characters');
      expect(all).not.toContain(clientId);
      expect(error.message).toContain('[secret]');
    }
  });
});
