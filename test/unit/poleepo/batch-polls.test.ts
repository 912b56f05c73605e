import { describe, expect, test } from 'vitest';
import { minute, second } from '../../../src/kit/clock.ts';
import type { PoleepoBatchId } from '../../../src/trade/ids.ts';
import { failing } from './failing.ts';
import type { Bench, Route } from './fake-poleepo.ts';
import { createBench, json, never } from './fake-poleepo.ts';

const batchId = 5512 as PoleepoBatchId;
const poll = 'GET /products/batch/5512';
const queued: Route = () => json({ data: { id: 5512, status: 'QUEUED', total: 37 } });
const limit = (headers: Record<string, string> = {}, status = 429): Route => {
  const body = { success: false, message: 'Too many requests', code: 'TOO_MANY_REQUESTS' };
  return () => json(body, status, headers);
};
const lost: Route = () => Promise.reject(new TypeError('network connection lost'));

describe('a poll', () => {
  test('tells how far the batch is', async () => {
    const { client, lines, records } = createBench({ [poll]: queued });
    expect(await client.batches.read(batchId)).toEqual({
      kind: 'report',
      report: { status: 'queued', total: 37, items: [] },
    });
    expect(lines()).toEqual([poll]);
    expect(records.at(-1)).toMatchObject({ method: 'GET', endpoint: '/products/batch/{id}', status: 200 });
  });

  test.each([404, 410])('of a batch that is answered by %i finds it missing', async (status) => {
    const { client } = createBench({ [poll]: () => json({ success: false }, status) });
    expect(await client.batches.read(batchId)).toEqual({ kind: 'missing' });
  });

  test('does not take the report of another batch', async () => {
    const { client } = createBench({ [poll]: () => json({ data: { id: 7, status: 'COMPLETED' } }) });
    expect(await failing(client.batches.read(batchId))).toMatchObject({
      code: 'unreadable',
      advice: 'give-up',
      vendorCode: 'id',
    });
  });

  test('takes a report that names no batch', async () => {
    const { client } = createBench({ [poll]: () => json({ data: { status: 'COMPLETED', items: [] } }) });
    expect(await client.batches.read(batchId)).toMatchObject({ report: { status: 'completed' } });
  });

  test.each([{}, { data: null }, { data: [] }, { data: { id: 5512, items: 'none' } }])(
    'of %j is for a person',
    async (body) => {
      const { client } = createBench({ [poll]: () => json(body) });
      const error = await failing(client.batches.read(batchId));
      expect(error).toMatchObject({ code: 'unreadable', advice: 'give-up', mayHaveHappened: false });
      expect(error).toHaveProperty('raw', expect.any(String));
    },
  );
});

describe('a poll too many', () => {
  test('is no error and says how long to wait', async () => {
    const { client } = createBench({ [poll]: limit({ 'retry-after': '540' }) });
    expect(await client.batches.read(batchId)).toEqual({ kind: 'limited', retryAfterMs: 9 * minute });
  });

  test('may name the end of the wait as a date', async () => {
    const bench: Bench = createBench({
      [poll]: limit({ 'retry-after': 'Wed, 03 Jun 2026 08:20:30 GMT' }),
    });
    const waits = 5 * minute + 30 * second;
    expect(await bench.client.batches.read(batchId)).toEqual({ kind: 'limited', retryAfterMs: waits });
  });

  test.each([{}, { 'retry-after': 'soon' }])('may say nothing of the wait: %j', async (headers) => {
    const { client } = createBench({ [poll]: limit(headers) });
    expect(await client.batches.read(batchId)).toEqual({ kind: 'limited', retryAfterMs: null });
  });

  test('may come with any status', async () => {
    const { client } = createBench({ [poll]: limit({}, 200) });
    expect(await client.batches.read(batchId)).toEqual({ kind: 'limited', retryAfterMs: null });
  });

  test('without a word or as a page is one all the same', async () => {
    const page = () => new Response('<html><title>Slow down</title></html>', { status: 429 });
    const { client } = createBench({ [poll]: page });
    expect(await client.batches.read(batchId)).toEqual({ kind: 'limited', retryAfterMs: null });
  });

  test('is recorded as what it is', async () => {
    const { client, records } = createBench({ [poll]: limit() });
    await client.batches.read(batchId);
    expect(records.at(-1)).toMatchObject({ status: 429, error: 'rate-limited' });
  });

  test('is not what too many requests for a token are: without one the whole side waits', async () => {
    const { client } = createBench({ 'POST /oauth/access_token': limit({ 'retry-after': '60' }) });
    expect(await failing(client.batches.read(batchId))).toMatchObject({
      code: 'rate-limited',
      advice: 'wait',
      retryAfterMs: minute,
    });
  });
});

describe('the budget of polls', () => {
  test('is not spent twice where the answer was lost', async () => {
    const { client, lines } = createBench({ [poll]: lost });
    expect(await failing(client.batches.read(batchId))).toMatchObject({
      code: 'unreachable',
      advice: 'wait',
      mayHaveHappened: false,
    });
    expect(lines()).toEqual([poll]);
  });

  test('is not spent twice where the answer was late', async () => {
    const bench: Bench = createBench({
      [poll]: () => {
        bench.clock.advance(30_000);
        return never();
      },
    });
    expect(await failing(bench.client.batches.read(batchId))).toMatchObject({
      code: 'timed-out',
      mayHaveHappened: false,
    });
    expect(bench.lines()).toEqual([poll]);
  });

  test.each<[number | string, Route]>([
    [500, () => json({ success: false }, 500)],
    [502, () => new Response('<html></html>', { status: 502 })],
    [403, () => json({ success: false }, 403)],
    ['cut off', () => new Response('{"data":{"id"')],
    [429, limit()],
  ])('is not spent twice where the answer is %s', async (_, route) => {
    const { client, lines } = createBench({ [poll]: route });
    await client.batches.read(batchId).catch(() => undefined);
    expect(lines()).toEqual([poll]);
  });

  test('is asked again only with a new token, where the old one has ended', async () => {
    const { client, received } = createBench({
      [poll]: (call, nth) => (nth === 1 ? json({ success: false }, 401) : queued(call, nth)),
    });
    expect(await client.batches.read(batchId)).toMatchObject({ kind: 'report' });
    const polls = received.filter(({ path }) => path === '/products/batch/5512');
    expect(polls.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  test('is of polls alone: a lost read of a product is repeated', async () => {
    const { client, lines } = createBench({
      'GET /products': (call, nth) => (nth === 1 ? lost(call, nth) : json({ data: [] })),
    });
    await client.products.list({ offset: 0, max: 100 });
    expect(lines()).toEqual(['GET /products', 'GET /products']);
  });
});
