import { describe, expect, test } from 'vitest';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import type { Bench } from './poleepo-client.ts';
import { createBench, record, records } from './poleepo-client.ts';

async function benchWithOrder(): Promise<Bench & { bearer: string }> {
  const bench = createBench();
  await bench.sim.control.makeOrders({});
  return { ...bench, bearer: await bench.token() };
}

async function struck(fault: Parameters<Bench['sim']['control']['setFaults']>[0][number]) {
  const bench = await benchWithOrder();
  bench.sim.control.setFaults([fault]);
  return { bench, get: (path = '/orders/918273') => bench.call('GET', path, { token: bench.bearer }) };
}

function put(bench: Bench & { bearer: string }): ReturnType<Bench['call']> {
  return bench.call('PUT', '/orders/918273', { token: bench.bearer, body: { status: 'SHIPPED' } });
}

function statusNow({ sim }: Bench): string | undefined {
  return sim.control.orders()[0]?.status.id;
}

describe('time and connections', () => {
  test('latency waits, with a jitter from the seed, and answers', async () => {
    const { bench, get } = await struck({ kind: 'latency', ms: 300, jitterMs: 50 });
    expect((await get()).status).toBe(200);
    expect(bench.clock.slept).toHaveLength(1);
    expect(bench.clock.slept[0]).toBeGreaterThanOrEqual(300);
    expect(bench.clock.slept[0]).toBeLessThanOrEqual(350);
  });

  test.each([
    ['drop-before', 'PAYMENT_ACCEPTED'],
    ['hang-before', 'PAYMENT_ACCEPTED'],
    ['drop-after', 'SHIPPED'],
    ['hang-after', 'SHIPPED'],
  ] as const)('%s loses the connection and leaves the order %s', async (kind, status) => {
    const { bench } = await struck({ kind, match: { method: 'PUT' } });
    await expect(put(bench)).rejects.toThrow(TypeError);
    expect(statusNow(bench)).toBe(status);
    expect(bench.clock.slept).toEqual(kind.startsWith('hang') ? [600_000] : []);
  });

  test('a hung connection ends when the caller gives up', async () => {
    const bench = createBench({ sleep: () => new Promise(() => undefined) });
    bench.sim.control.setFaults([{ kind: 'hang-before' }]);
    const caller = new AbortController();
    const answer = bench.sim.fetch(
      new Request('https://poleepo.example.com/orders', { signal: caller.signal }),
    );
    caller.abort();
    await expect(answer).rejects.toThrow('network connection lost');
  });

  test('a Poleepo that is down loses every connection, or shows its page, until it is up', async () => {
    const bench = await benchWithOrder();
    bench.sim.control.setOutage();
    await expect(bench.call('GET', '/orders', { token: bench.bearer })).rejects.toThrow(TypeError);
    bench.sim.control.setOutage({ mode: 'maintenance' });
    const page = await bench.call('GET', '/orders', { token: bench.bearer });
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    bench.sim.control.setOutage({ down: false });
    expect((await bench.call('GET', '/orders', { token: bench.bearer })).status).toBe(200);
  });
});

describe('answers instead of the real one', () => {
  test.each([401, 403, 404, 409, 422, 500, 503])(
    'a status %i is in the envelope of a failure',
    async (status) => {
      const { bench } = await struck({ kind: 'status', status, match: { method: 'PUT' } });
      const answer = await put(bench);
      expect(answer.status).toBe(status);
      expect(answer.json).toMatchObject({
        success: false,
        message: expect.any(String),
        code: expect.any(String),
      });
      expect(statusNow(bench)).toBe('PAYMENT_ACCEPTED');
    },
  );

  test('a failure can come with 200', async () => {
    const { get } = await struck({ kind: 'success-false-200' });
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ success: false });
  });

  test('a gateway answers with a page', async () => {
    const { get } = await struck({ kind: 'html-502' });
    const answer = await get();
    expect(answer.status).toBe(502);
    expect(answer.text).toMatch(/^<html>/);
  });

  test('too many requests: without Retry-After, with seconds, with a date', async () => {
    const without = await (await struck({ kind: 'rate-limit' })).get();
    expect([without.status, without.headers.get('retry-after')]).toEqual([429, null]);
    const seconds = await (await struck({ kind: 'rate-limit', retryAfter: 120 })).get();
    expect(seconds.headers.get('retry-after')).toBe('120');
    const date = await (await struck({ kind: 'rate-limit', retryAfter: '2026-06-03T08:25:00Z' })).get();
    expect(date.headers.get('retry-after')).toBe('Wed, 03 Jun 2026 08:25:00 GMT');
  });

  test('JSON can end in the middle, after the effect', async () => {
    const { bench } = await struck({ kind: 'truncated-json', match: { method: 'PUT' } });
    const answer = await put(bench);
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.text) as unknown).toThrow(SyntaxError);
    expect(statusNow(bench)).toBe('SHIPPED');
  });

  test('a write can be answered as done and ignored', async () => {
    const { bench } = await struck({ kind: 'silent-ignore' });
    expect((await put(bench)).status).toBe(200);
    expect(statusNow(bench)).toBe('PAYMENT_ACCEPTED');
  });
});

describe('answers of another shape', () => {
  test('statuses are bare strings', async () => {
    const { get } = await struck({ kind: 'statuses-as-strings' });
    expect(record(await get())['status']).toBe('PAYMENT_ACCEPTED');
    expect(records(await get('/orders'))[0]?.['status']).toBe('PAYMENT_ACCEPTED');
  });

  test('the total is missing', async () => {
    const { get } = await struck({ kind: 'total-missing' });
    expect((await get('/orders')).json).not.toHaveProperty('total');
  });

  test('members that nobody knows are everywhere, and none is lost', async () => {
    const { bench, get } = await struck({ kind: 'unknown-members' });
    const answer = await get();
    expect(answer.json).toHaveProperty('x_new');
    expect(record(answer)).toMatchObject({ ...bench.sim.control.orders()[0], x_new: expect.anything() });
  });

  test('numbers are strings, ids are not', async () => {
    const { bench, get } = await struck({ kind: 'numbers-as-strings' });
    const total = bench.sim.control.orders()[0]?.total_price;
    const order = record(await get());
    expect(order).toMatchObject({ id: 918_273, total_price: String(total), discount: '0' });
    expect((order['rows'] as object[])[0]).toMatchObject({ vat_rate: '22' });
  });

  test('two shapes come together', async () => {
    const bench = await benchWithOrder();
    bench.sim.control.setFaults([{ kind: 'statuses-as-strings' }, { kind: 'numbers-as-strings' }]);
    const order = record(await bench.call('GET', '/orders/918273', { token: bench.bearer }));
    expect(order).toMatchObject({ status: 'PAYMENT_ACCEPTED', cod_price: '0' });
  });
});

describe('what a fault strikes', () => {
  async function statuses(match: object, calls: [string, string][]): Promise<number[]> {
    const bench = await benchWithOrder();
    bench.sim.control.setFaults([{ kind: 'status', status: 500, match }]);
    const answers: number[] = [];
    for (const [method, path] of calls) {
      answers.push((await bench.call(method, path, { token: bench.bearer })).status);
    }
    return answers;
  }

  const list: [string, string] = ['GET', '/orders?max=5'];
  const one: [string, string] = ['GET', '/orders/918273'];

  test('a path, a template, a method, an account', async () => {
    expect(await statuses({ path: '/orders' }, [list, one])).toEqual([500, 200]);
    expect(await statuses({ path: '/orders/{id}' }, [list, one])).toEqual([200, 500]);
    expect(await statuses({ path: '/orders/918273' }, [list, one])).toEqual([200, 500]);
    expect(await statuses({ method: 'put' }, [list, one])).toEqual([200, 200]);
    expect(await statuses({ account: demoClientId }, [list])).toEqual([500]);
    expect(await statuses({ account: 'poleepo_other' }, [list])).toEqual([200]);
  });

  test('so many times, or from the nth call', async () => {
    expect(await statuses({ times: 2 }, [list, list, list])).toEqual([500, 500, 200]);
    expect(await statuses({ nth: 2 }, [list, list, list])).toEqual([200, 500, 200]);
    expect(await statuses({ nth: 2, times: 2 }, [list, list, list, list])).toEqual([200, 500, 500, 200]);
  });

  test('by chance, the same for the same seed', async () => {
    const calls = Array.from({ length: 60 }, () => list);
    const first = await statuses({ probability: 0.5 }, calls);
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(15);
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(15);
    expect(await statuses({ probability: 0.5 }, calls)).toEqual(first);
  });

  test('the token as well, and 401 in mid-run', async () => {
    const bench = createBench();
    bench.sim.control.setFaults([
      { kind: 'html-502', match: { path: '/oauth/access_token', account: demoClientId } },
    ]);
    const answer = await bench.call('POST', '/oauth/access_token', {
      token: null,
      body: { client_id: demoClientId },
    });
    expect(answer.status).toBe(502);
    expect(await statuses({ nth: 3 }, [list, list, list, list])).toEqual([200, 200, 500, 200]);
  });

  test('nothing any more once the list is empty', async () => {
    const { bench, get } = await struck({ kind: 'html-502' });
    expect((await get()).status).toBe(502);
    bench.sim.control.setFaults([]);
    expect((await get()).status).toBe(200);
  });

  test('leaves its mark in the list of calls', async () => {
    const { bench, get } = await struck({ kind: 'drop-after' });
    await expect(get()).rejects.toThrow(TypeError);
    expect(bench.sim.control.calls().at(-1)).toMatchObject({ faults: ['drop-after'], status: null });
  });
});
