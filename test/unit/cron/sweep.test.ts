import { expect, test } from 'vitest';
import { sweep } from '../../../src/cron/sweep.ts';
import type { JobId, TenantId } from '../../../src/trade/ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const left = ['a', 'b', 'c'].map((name) => ({
  tenantId: `ten_${name}` as TenantId,
  jobId: `job_${name}` as JobId,
}));

test('a sweep wakes every tenant with work left behind, once, and says how many', async () => {
  const clock = createVirtualClock();
  const asked: number[] = [];
  const woken: string[] = [];
  const count = await sweep({
    clock,
    stranded: async (now) => (asked.push(now), left),
    wake: async (tenantId, jobId) => void woken.push(`${tenantId} ${jobId}`),
  });
  expect([count, asked]).toEqual([3, [clock.now()]]);
  expect(woken).toEqual(['ten_a job_a', 'ten_b job_b', 'ten_c job_c']);
});

test('a sweep that finds nothing wakes nobody', async () => {
  const wake = () => Promise.reject(new Error('nobody is to be woken'));
  expect(await sweep({ clock: createVirtualClock(), stranded: async () => [], wake })).toBe(0);
});
