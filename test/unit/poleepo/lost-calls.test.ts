import { describe, expect, test } from 'vitest';
import { contractOrder, orderId } from './contract-order.ts';
import { failing } from './failing.ts';
import type { Bench, Route } from './fake-poleepo.ts';
import { createBench, json, never } from './fake-poleepo.ts';

const order: Route = () => json({ data: contractOrder() });
const lost: Route = () => Promise.reject(new TypeError('network connection lost'));

function firstly(first: Route, then: Route): Route {
  return (received, nth) => (nth === 1 ? first(received, nth) : then(received, nth));
}

/** A route that never answers, while the time runs out. */
function late(bench: () => Bench, ms = 30_000): Route {
  return () => {
    bench().clock.advance(ms);
    return never();
  };
}

describe('a read', () => {
  test('that was lost is repeated once', async () => {
    const bench = createBench({ 'GET /orders/918273': firstly(lost, order) });
    expect((await bench.client.orders.get(orderId)).id).toBe(orderId);
    expect(bench.lines()).toHaveLength(2);
  });

  test('that timed out is repeated once', async () => {
    const bench: Bench = createBench({
      'GET /orders/918273': firstly(
        late(() => bench),
        order,
      ),
    });
    expect((await bench.client.orders.get(orderId)).id).toBe(orderId);
    expect(bench.records.map(({ error, durationMs }) => [error, durationMs])).toEqual([
      [null, 0],
      ['timed-out', 30_000],
      [null, 0],
    ]);
  });

  test('that was lost twice is unreachable', async () => {
    const bench = createBench({ 'GET /orders/918273': lost });
    const error = await failing(bench.client.orders.get(orderId));
    expect(error).toMatchObject({
      code: 'unreachable',
      advice: 'wait',
      side: 'poleepo',
      mayHaveHappened: false,
    });
    expect(error.hint?.it).toMatch(/Poleepo/);
    expect(bench.lines()).toHaveLength(2);
  });

  test('that timed out twice is so', async () => {
    const bench: Bench = createBench({ 'GET /orders/918273': late(() => bench, 5000) }, 5000);
    expect(await failing(bench.client.orders.get(orderId))).toMatchObject({
      code: 'timed-out',
      mayHaveHappened: false,
    });
  });

  test('that was refused is not repeated', async () => {
    const bench = createBench({ 'GET /orders/918273': () => json({ success: false }, 500) });
    await failing(bench.client.orders.get(orderId));
    expect(bench.lines()).toHaveLength(1);
  });

  test('whose token was lost asks for it again', async () => {
    const grant: Route = () => json({ data: { access_token: 't', duration: 3600 } });
    const bench = createBench({
      'GET /orders/918273': order,
      'POST /oauth/access_token': firstly(lost, grant),
    });
    expect((await bench.client.orders.get(orderId)).id).toBe(orderId);
    expect(bench.tokenRequests()).toBe(2);
  });
});

describe('a write', () => {
  test('that was lost is not repeated and may have happened', async () => {
    const bench = createBench({ 'PUT /orders/918273': lost });
    const error = await failing(bench.client.orders.setStatus(orderId, 'IN_PROCESS'));
    expect(error).toMatchObject({ code: 'unreachable', mayHaveHappened: true });
    expect(bench.lines()).toEqual(['PUT /orders/918273']);
  });

  test('that timed out is not repeated and may have happened', async () => {
    const bench: Bench = createBench({ 'PUT /orders/918273': late(() => bench) });
    const error = await failing(bench.client.orders.setStatus(orderId, 'IN_PROCESS'));
    expect(error).toMatchObject({ code: 'timed-out', advice: 'retry', mayHaveHappened: true });
    expect(bench.lines()).toEqual(['PUT /orders/918273']);
  });
});

test('the end of the process is not caught, repeated or recorded', async () => {
  const end = Object.assign(new Error('killed'), { fatal: true });
  const bench = createBench({ 'GET /orders/918273': () => Promise.reject(end) });
  await expect(bench.client.orders.get(orderId)).rejects.toBe(end);
  expect(bench.lines()).toHaveLength(1);
  expect(bench.records).toHaveLength(1);
});
