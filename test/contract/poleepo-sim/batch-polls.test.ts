import { describe, expect, test } from 'vitest';
import { record } from './poleepo-client.ts';
import { createProductBench, simple } from './product-bench.ts';

const minute = 60_000;

async function benchWithBatch() {
  const bench = createProductBench();
  const id = await bench.accepted([simple('A')]);
  const { now } = bench.clock;
  return { ...bench, id, start: now, clientId: bench.sim.accounts()[0]?.clientId ?? '' };
}

async function statuses(bench: Awaited<ReturnType<typeof benchWithBatch>>, times: number): Promise<number[]> {
  const seen: number[] = [];
  for (let time = 0; time < times; time += 1) seen.push((await bench.poll(bench.id)).status);
  return seen;
}

describe('polls of batches', () => {
  test('are five within ten minutes, then refused', async () => {
    const bench = await benchWithBatch();
    expect(await statuses(bench, 5)).toEqual([200, 200, 200, 200, 200]);
    const refused = await bench.poll(bench.id);
    expect(refused.status).toBe(429);
    expect(refused.json).toMatchObject({ success: false, code: 'TOO_MANY_REQUESTS' });
  });

  test('are let in again as they leave the window, which slides', async () => {
    const bench = await benchWithBatch();
    for (let time = 0; time < 5; time += 1) {
      expect((await bench.poll(bench.id)).status).toBe(200);
      bench.clock.now += minute;
    }
    bench.clock.now += 5 * minute - 1;
    const early = await bench.poll(bench.id);
    expect(early.status).toBe(429);
    bench.clock.now += 2 * minute;
    expect((await bench.poll(bench.id)).status).toBe(200);
  });

  test('that are refused count as well: who insists stays out, who waits as told comes in', async () => {
    const bench = await benchWithBatch();
    await statuses(bench, 5);
    let last = await bench.poll(bench.id);
    for (let time = 0; time < 20; time += 1) {
      bench.clock.now += minute;
      last = await bench.poll(bench.id);
      expect(last.status).toBe(429);
    }
    bench.clock.now += Number(last.headers.get('retry-after')) * 1000;
    expect((await bench.poll(bench.id)).status).toBe(200);
  });

  test('are told when to come back in seconds, by a date, or not', async () => {
    const bench = await benchWithBatch();
    await statuses(bench, 5);
    bench.clock.now += 90_000;
    expect((await bench.poll(bench.id)).headers.get('retry-after')).toBe('510');
    bench.sim.control.changeAccount(bench.clientId, { batches: { pollRetryAfter: 'date' } });
    // The five came in the middle of a second: a date is rounded up.
    expect((await bench.poll(bench.id)).headers.get('retry-after')).toBe('Wed, 03 Jun 2026 08:25:01 GMT');
    bench.sim.control.changeAccount(bench.clientId, { batches: { pollRetryAfter: 'none' } });
    expect((await bench.poll(bench.id)).headers.has('retry-after')).toBe(false);
  });

  test('have the limit and the window of their account', async () => {
    const bench = await benchWithBatch();
    bench.sim.control.changeAccount(bench.clientId, { batches: { pollMax: 2, pollWindowMs: minute } });
    expect(await statuses(bench, 3)).toEqual([200, 200, 429]);
    bench.clock.now += minute;
    expect(await statuses(bench, 1)).toEqual([200]);
  });

  test('of one account do not use up those of another', async () => {
    const bench = await benchWithBatch();
    await statuses(bench, 6);
    const bearer = await bench.token(bench.sim.control.createAccount());
    const other = await bench.call('GET', '/products/batch/1', { token: bearer });
    expect(other.status).toBe(404);
  });

  test('are limited alone: products are read and batches sent beside them', async () => {
    const bench = await benchWithBatch();
    await statuses(bench, 6);
    expect((await bench.call('GET', '/products')).status).toBe(200);
    expect((await bench.send([simple('B')])).status).toBe(202);
  });

  test('of batches that do not exist count, those with a token that is over do not', async () => {
    const bench = await benchWithBatch();
    const bearer = await bench.token();
    for (let time = 0; time < 3; time += 1) expect((await bench.poll(1)).status).toBe(404);
    bench.sim.control.expireTokens();
    const refused = await bench.call('GET', `/products/batch/${bench.id}`, { token: bearer });
    expect(refused.status).toBe(401);
    expect(await statuses(bench, 3)).toEqual([200, 200, 429]);
  });

  test('are all written down with their moments, the refused and the lost too', async () => {
    const bench = await benchWithBatch();
    await statuses(bench, 1);
    bench.clock.now += minute;
    const path = '/products/batch/{id}';
    bench.sim.control.setFaults([{ kind: 'drop-before', match: { path, times: 1 } }]);
    await expect(bench.poll(bench.id)).rejects.toThrow(TypeError);
    await statuses(bench, 4);
    const { start, id } = bench;
    const later = { at: start + minute, batchId: id };
    expect(bench.sim.control.batchPolls()).toEqual([
      { at: start, batchId: id, status: 200 },
      { ...later, status: null },
      ...[200, 200, 200, 429].map((status) => ({ ...later, status })),
    ]);
    const overHttp = await bench.call('GET', '/_sim/batch-polls', { token: null });
    expect(overHttp.json['polls']).toEqual(bench.sim.control.batchPolls());
  });

  test('with a general limit beside them are refused as every call is', async () => {
    const bench = await benchWithBatch();
    bench.sim.control.setFaults([{ kind: 'rate-limit', retryAfter: 30, match: { path: '/products' } }]);
    expect((await bench.call('GET', '/products')).status).toBe(429);
    expect(record(await bench.poll(bench.id))['status']).toBe('QUEUED');
  });
});
