import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import worker from '../../src/index.ts';
import { openShop } from '../support/journey-over-http.ts';

const alerts = z.object({
  items: z.array(z.object({ kind: z.string(), count: z.int(), detail: z.record(z.string(), z.unknown()) })),
});

async function deliver(queue: string, bodies: readonly unknown[]) {
  const messages = bodies.map((body, index) => ({
    id: `message-${index}`,
    timestamp: new Date(),
    attempts: 1,
    body,
  }));
  const batch = createMessageBatch(queue, messages);
  await worker.queue(batch, env);
  return getQueueResult(batch, createExecutionContext());
}

test('a wake-up that the queue gave up on is acknowledged and becomes an alert of its tenant', async () => {
  const shop = await openShop();
  const wakeUp = { v: 1, tenantId: shop.tenant.id, jobId: 'job_1' };
  const result = await deliver('ponte-wake-dead', [wakeUp, { ...wakeUp, jobId: 'job_2' }]);
  expect(result).toMatchObject({ outcome: 'ok', explicitAcks: ['message-0', 'message-1'] });
  expect((await shop.api.get('/v1/alerts', alerts)).items).toEqual([
    { kind: 'lane-not-woken', count: 1, detail: { jobId: 'job_1' } },
  ]);
});

test('a dead wake-up of a tenant that is gone, or that nobody can read, is acknowledged', async () => {
  const result = await deliver('ponte-wake-dead', [
    { v: 1, tenantId: 'ten_gone', jobId: 'job_1' },
    'nonsense',
  ]);
  expect(result).toMatchObject({ outcome: 'ok', explicitAcks: ['message-0', 'message-1'] });
});

test('a wake-up whose lane cannot be woken is given back to the queue, the others are not', async () => {
  const shop = await openShop();
  const result = await deliver('ponte-wake', [
    { v: 1, tenantId: 'ten_gone', jobId: 'job_1' },
    { v: 1, tenantId: shop.tenant.id, jobId: 'job_2' },
    { v: 99 },
  ]);
  expect(result.retryMessages).toEqual([expect.objectContaining({ msgId: 'message-0' })]);
  expect(result.explicitAcks.toSorted()).toEqual(['message-1', 'message-2']);
});
