import { describe, expect, test } from 'vitest';
import type { JobId } from '../../../src/trade/ids.ts';
import { call, createLedger, now } from './support/ledger.ts';

describe('the API log', () => {
  test('takes more calls at once than a statement has parameters for, and none at all', async () => {
    const { apiLog } = createLedger();
    await apiLog.add(Array.from({ length: 150 }, () => call()));
    await apiLog.add([]);
    expect((await apiLog.list({ limit: 500 })).items).toHaveLength(150);
  });

  test('keeps a call once, however often it is told', async () => {
    const { apiLog } = createLedger();
    const one = call();
    await apiLog.add([one]);
    await apiLog.add([one, call()]);
    expect((await apiLog.list({ limit: 50 })).items).toHaveLength(2);
  });

  test('lists calls without their bodies, and shows one with them', async () => {
    const { apiLog } = createLedger();
    const one = call({ request: '{"a":1}', response: '{"b":2}' });
    await apiLog.add([one]);
    const [listed] = (await apiLog.list({ limit: 50 })).items;
    expect(Object.keys(listed ?? {})).not.toContain('request');
    expect(Object.keys(listed ?? {})).not.toContain('response');
    expect(await apiLog.get(one.id)).toEqual({ ...one, tenantId: 'ten_a' });
    expect(await apiLog.get('call_none')).toBeNull();
  });

  test('is filtered by direction, status, time, job and side', async () => {
    const { apiLog } = createLedger();
    const calls = [
      call({ endpoint: 'in', direction: 'in' }),
      call({ endpoint: 'failed', status: 502 }),
      call({ endpoint: 'none', status: null }),
      call({ endpoint: 'late', at: now + 10 }),
      call({ endpoint: 'job', jobId: 'job_1' as JobId }),
      call({ endpoint: 'poleepo', side: 'poleepo' }),
    ];
    await apiLog.add(calls);
    const found = async (filter: object) =>
      (await apiLog.list({ limit: 50, ...filter })).items.map((one) => one.endpoint);
    expect(await found({ direction: 'in' })).toEqual(['in']);
    expect(await found({ status: 502 })).toEqual(['failed']);
    expect(await found({ since: now + 1 })).toEqual(['late']);
    expect(await found({ jobId: 'job_1' })).toEqual(['job']);
    expect(await found({ side: 'poleepo' })).toEqual(['poleepo']);
    expect(await found({ side: 'poleepo', status: 502 })).toEqual([]);
  });
});
