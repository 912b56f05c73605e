import { describe, expect, test } from 'vitest';
import { hour, minute, second } from '../../../src/kit/clock.ts';
import { contractOrder, orderId } from './contract-order.ts';
import { failing } from './failing.ts';
import type { Route } from './fake-poleepo.ts';
import { clientId, clientSecret, createBench, json } from './fake-poleepo.ts';

const tokenRoute = 'POST /oauth/access_token';
const order: Route = () => json({ data: contractOrder() });
const refusal = () => json({ success: false, message: 'no', code: 'INVALID_CLIENT' }, 401);

/** Accepts the tokens of `valid` alone. */
function accepting(valid: ReadonlySet<string>): Route {
  return ({ token }) => (valid.has(token ?? '') ? json({ data: contractOrder() }) : refusal());
}

describe('the request for a token', () => {
  test('has the credentials and the grant as JSON', async () => {
    const { client, received } = createBench({ 'GET /orders/918273': order });
    await client.orders.get(orderId);
    expect(received[0]).toMatchObject({
      method: 'POST',
      path: '/oauth/access_token',
      token: null,
      body: { client_id: clientId, client_secret: clientSecret, grant: 'client_credentials' },
    });
    expect(received[1]?.token).toBe('token-1');
  });

  test('is made once for twenty calls at once', async () => {
    const bench = createBench({ 'GET /orders/918273': order });
    await Promise.all(Array.from({ length: 20 }, () => bench.client.orders.get(orderId)));
    expect(bench.tokenRequests()).toBe(1);
    expect(bench.lines()).toHaveLength(20);
  });

  test('that fails fails for all who wait, and the next call asks again', async () => {
    const bench = createBench({
      'GET /orders/918273': order,
      [tokenRoute]: (_, nth) =>
        nth === 1 ? json({}, 500) : json({ data: { access_token: 't', duration: 3600 } }),
    });
    const failed = await Promise.all(
      Array.from({ length: 5 }, () => failing(bench.client.orders.get(orderId))),
    );
    expect(failed.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'struggling'));
    expect(bench.tokenRequests()).toBe(1);
    expect((await bench.client.orders.get(orderId)).id).toBe(orderId);
  });
});

describe('a token', () => {
  test('serves until a minute before its end', async () => {
    const bench = createBench({ 'GET /orders/918273': order });
    await bench.client.orders.get(orderId);
    bench.clock.advance(hour - minute - second);
    await bench.client.orders.get(orderId);
    expect(bench.tokenRequests()).toBe(1);
    bench.clock.advance(second);
    await bench.client.orders.get(orderId);
    expect(bench.tokenRequests()).toBe(2);
  });

  test('of less than two minutes serves for half its life', async () => {
    const bench = createBench({
      'GET /orders/918273': order,
      [tokenRoute]: () => json({ data: { access_token: 't', duration: '60' } }),
    });
    await bench.client.orders.get(orderId);
    bench.clock.advance(29 * second);
    await bench.client.orders.get(orderId);
    expect(bench.tokenRequests()).toBe(1);
    bench.clock.advance(second);
    await bench.client.orders.get(orderId);
    expect(bench.tokenRequests()).toBe(2);
  });

  test('without a duration is taken for one of an hour', async () => {
    const bench = createBench({
      'GET /orders/918273': order,
      [tokenRoute]: () => json({ data: { access_token: 't' } }),
    });
    await bench.client.orders.get(orderId);
    bench.clock.advance(58 * minute);
    await bench.client.orders.get(orderId);
    expect(bench.tokenRequests()).toBe(1);
  });
});

describe('a token that is rejected', () => {
  test('is replaced once and the call succeeds', async () => {
    const bench = createBench({ 'GET /orders/918273': accepting(new Set(['token-2'])) });
    expect((await bench.client.orders.get(orderId)).id).toBe(orderId);
    expect(bench.received.map(({ token }) => token)).toEqual([null, 'token-1', null, 'token-2']);
  });

  test('is replaced for a write too, since a rejected call did nothing', async () => {
    const valid = accepting(new Set(['token-2']));
    const bench = createBench({
      'PUT /orders/918273': valid,
      'GET /orders/918273': ({ token }) =>
        token === 'token-2' ? json({ data: { ...contractOrder(), status: 'IN_PROCESS' } }) : refusal(),
    });
    await bench.client.orders.setStatus(orderId, 'IN_PROCESS');
    expect(bench.lines()).toEqual(['PUT /orders/918273', 'PUT /orders/918273', 'GET /orders/918273']);
  });

  test('twice makes the call denied', async () => {
    const bench = createBench({ 'GET /orders/918273': accepting(new Set()) });
    const error = await failing(bench.client.orders.get(orderId));
    expect(error).toMatchObject({
      code: 'denied',
      advice: 'wait',
      side: 'poleepo',
      vendorCode: 'INVALID_CLIENT',
    });
    expect(bench.lines()).toHaveLength(2);
    expect(bench.tokenRequests()).toBe(2);
  });

  test('by twenty calls at once is replaced once', async () => {
    const bench = createBench({ 'GET /orders/918273': accepting(new Set(['token-2'])) });
    const orders = await Promise.all(Array.from({ length: 20 }, () => bench.client.orders.get(orderId)));
    expect(orders).toHaveLength(20);
    expect(bench.tokenRequests()).toBe(2);
  });

  test('late, when another has taken its place, costs no further one', async () => {
    const gate = Promise.withResolvers<undefined>();
    const bench = createBench({
      'GET /orders/918273': async ({ token }, nth) => {
        if (nth === 1) await gate.promise;
        return token === 'token-2' ? json({ data: contractOrder() }) : refusal();
      },
    });
    const slow = bench.client.orders.get(orderId);
    await bench.client.orders.get(orderId);
    gate.resolve(undefined);
    await slow;
    expect(bench.tokenRequests()).toBe(2);
  });
});

describe('without a token', () => {
  test.each<[number, string]>([
    [400, 'denied'],
    [401, 'denied'],
    [403, 'denied'],
    [422, 'denied'],
    [404, 'struggling'],
    [409, 'struggling'],
    [429, 'rate-limited'],
    [500, 'struggling'],
    [503, 'struggling'],
  ])('after %i the whole side waits, for it is %s', async (status, code) => {
    const bench = createBench({ [tokenRoute]: () => json({ success: false, code: 'NO' }, status) });
    const error = await failing(bench.client.orders.get(orderId));
    expect(error).toMatchObject({
      code,
      advice: 'wait',
      side: 'poleepo',
      vendorCode: 'NO',
      mayHaveHappened: false,
    });
    expect(error.hint).toBeDefined();
    expect(bench.lines()).toEqual([]);
  });

  test('a write was never sent', async () => {
    const bench = createBench({ [tokenRoute]: () => Promise.reject(new TypeError('lost')) });
    const error = await failing(bench.client.orders.setStatus(orderId, 'IN_PROCESS'));
    expect(error).toMatchObject({ code: 'unreachable', mayHaveHappened: false });
    expect(bench.lines()).toEqual([]);
  });

  test('and with an answer that grants none the whole side waits', async () => {
    for (const body of [
      {},
      { data: {} },
      { data: { access_token: '' } },
      { data: { access_token: 't', duration: -1 } },
    ]) {
      const bench = createBench({ [tokenRoute]: () => json(body) });
      const error = await failing(bench.client.orders.get(orderId));
      expect(error).toMatchObject({ code: 'unreadable', advice: 'wait', vendorCode: 'access_token' });
    }
  });
});
