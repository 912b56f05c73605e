import { describe, expect, test } from 'vitest';
import { UnreadableAnswer } from '../../../src/poleepo/errors.ts';
import { contractOrder, orderId, orderWith } from './contract-order.ts';
import { failing } from './failing.ts';
import type { Route } from './fake-poleepo.ts';
import { createBench, json } from './fake-poleepo.ts';

const since = Date.UTC(2026, 5, 3, 10, 15, 1, 700);

function list(count: number, total?: number): Route {
  return () =>
    json({ data: Array.from({ length: count }, (_, index) => orderWith({ id: index + 1 })), total });
}

describe('one order', () => {
  test('is read by its id', async () => {
    const { client, lines } = createBench({ 'GET /orders/918273': () => json({ data: contractOrder() }) });
    expect(await client.orders.get(orderId)).toMatchObject({ id: 918273, reference: '405-1234567-1234567' });
    expect(lines()).toEqual(['GET /orders/918273']);
  });

  test('that is not understood keeps its text and names the member', async () => {
    const { client } = createBench({
      'GET /orders/918273': () => json({ data: orderWith({ total_price: 'x' }) }),
    });
    const error = await failing(client.orders.get(orderId));
    expect(error).toBeInstanceOf(UnreadableAnswer);
    expect(error).toMatchObject({
      code: 'unreadable',
      advice: 'give-up',
      side: 'poleepo',
      vendorCode: 'total_price',
    });
    expect(error).toHaveProperty('raw', expect.stringContaining('"total_price":"x"'));
    expect(error.hint?.it).toMatch(/forma/);
    expect(error.message).not.toContain('Giulia');
  });

  test('with another id than was asked for is not taken', async () => {
    const { client } = createBench({ 'GET /orders/918273': () => json({ data: orderWith({ id: 5 }) }) });
    expect(await failing(client.orders.get(orderId))).toMatchObject({ code: 'unreadable', vendorCode: 'id' });
  });
});

describe('a page of orders', () => {
  test('is asked for from the second before, in whole seconds, as a hundred', async () => {
    const { client, received } = createBench({ 'GET /orders': list(0) });
    await client.orders.updatedSince(since);
    expect(received[1]?.query).toEqual({ offset: '0', max: '100', updated_after: '2026-06-03T10:15:00Z' });
  });

  test('from the beginning of time is asked for with a time that exists', async () => {
    const { client, received } = createBench({ 'GET /orders': list(0) });
    await client.orders.updatedSince(0);
    expect(received[1]?.query['updated_after']).toBe('1970-01-01T00:00:00Z');
  });

  test('never asks for more than a hundred', async () => {
    const { client, received } = createBench({ 'GET /orders': list(100) });
    const page = await client.orders.updatedSince(since, { offset: 200, max: 500 });
    expect(received[1]?.query).toMatchObject({ offset: '200', max: '100' });
    expect(page.next).toBe(300);
  });

  test('that is full has a next one', async () => {
    const { client } = createBench({ 'GET /orders': list(7) });
    expect(await client.orders.updatedSince(since, { offset: 14, max: 7 })).toMatchObject({ next: 21 });
  });

  test('that is shorter than asked is the last', async () => {
    const { client } = createBench({ 'GET /orders': list(6) });
    expect(await client.orders.updatedSince(since, { offset: 14, max: 7 })).toMatchObject({ next: null });
  });

  test('that is empty is the last, whatever the total says', async () => {
    const { client } = createBench({ 'GET /orders': list(0, 900) });
    expect(await client.orders.updatedSince(since)).toMatchObject({ next: null });
  });

  test('that Poleepo cut short has a next one as long as the total says so', async () => {
    const { client } = createBench({ 'GET /orders': list(50, 120) });
    expect(await client.orders.updatedSince(since, { offset: 0 })).toMatchObject({ next: 50 });
    expect(await client.orders.updatedSince(since, { offset: 70 })).toMatchObject({ next: null });
  });

  test('sets aside what is not understood and reads the rest', async () => {
    const data = [orderWith({ id: 1 }), orderWith({ id: 2, rows: null }), orderWith({ id: 3 }), 'nonsense'];
    const { client } = createBench({ 'GET /orders': () => json({ data }) });
    const page = await client.orders.updatedSince(since, { offset: 0, max: 4 });
    expect(page.orders.map(({ id }) => id)).toEqual([1, 3]);
    expect(page.unreadable).toMatchObject([
      {
        id: 2,
        problem: expect.stringMatching(/^rows: /) as string,
        raw: expect.stringContaining('"id":2') as string,
      },
      { id: null, raw: 'nonsense' },
    ]);
    expect(page.next).toBe(4);
  });

  test.each([{}, { data: {} }, { data: 'none' }])('of %j is for a person', async (body) => {
    const { client } = createBench({ 'GET /orders': () => json(body) });
    expect(await failing(client.orders.updatedSince(since))).toMatchObject({
      code: 'unreadable',
      advice: 'give-up',
    });
  });
});

describe('the status of an order', () => {
  const found =
    (status: unknown): Route =>
    () =>
      json({ data: orderWith({ status }) });

  test('is written and read back', async () => {
    const bench = createBench({
      'PUT /orders/918273': () => new Response(null, { status: 204 }),
      'GET /orders/918273': found({ id: 'IN_PROCESS', name: 'In lavorazione' }),
    });
    await bench.client.orders.setStatus(orderId, 'IN_PROCESS');
    expect(bench.received.find(({ method }) => method === 'PUT')?.body).toEqual({ status: 'IN_PROCESS' });
    expect(bench.lines()).toEqual(['PUT /orders/918273', 'GET /orders/918273']);
  });

  test.each(['In lavorazione', 'IN_PROCESS', { id: 'SHIPPED', name: 'Spedito' }])(
    'is set where it is %j',
    async (status) => {
      const { client } = createBench({
        'PUT /orders/918273': () => json({}),
        'GET /orders/918273': found(status),
      });
      await expect(client.orders.setStatus(orderId, 'IN_PROCESS')).resolves.toBeUndefined();
    },
  );

  test('that Poleepo ignores is an error that says so', async () => {
    const bench = createBench({
      'PUT /orders/918273': () => json({ data: orderWith({ status: 'IN_PROCESS' }) }),
      'GET /orders/918273': found('PAYMENT_ACCEPTED'),
    });
    const error = await failing(bench.client.orders.setStatus(orderId, 'IN_PROCESS'));
    expect(error).toMatchObject({ code: 'refused', advice: 'retry', vendorCode: 'IGNORED' });
    expect(error.hint?.en).toMatch(/did not apply/);
  });

  test('that could not be read back may have been set', async () => {
    const bench = createBench({
      'PUT /orders/918273': () => json({}),
      'GET /orders/918273': () => json({}, 503),
    });
    const error = await failing(bench.client.orders.setStatus(orderId, 'IN_PROCESS'));
    expect(error).toMatchObject({
      code: 'struggling',
      advice: 'wait',
      mayHaveHappened: true,
      side: 'poleepo',
    });
  });

  test('that is read back in no known form is for a person', async () => {
    const bench = createBench({
      'PUT /orders/918273': () => json({}),
      'GET /orders/918273': found(['IN_PROCESS']),
    });
    const error = await failing(bench.client.orders.setStatus(orderId, 'IN_PROCESS'));
    expect(error).toMatchObject({ code: 'unreadable', advice: 'give-up', vendorCode: 'status' });
  });
});
