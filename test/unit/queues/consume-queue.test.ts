import { expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { consumeQueue } from '../../../src/queues/consume-queue.ts';
import { World } from '../../support/world/world.ts';

function messageOf(tenantId: string) {
  const was: string[] = [];
  const body = { v: 1, tenantId, jobId: 'job_1' };
  return { body, was, ack: () => void was.push('ack'), retry: () => void was.push('retry') };
}

test('a wake-up wakes the lane of its tenant, and of no other', async () => {
  const world = await World.open({ seed: 72, version: 18, tenants: 2 });
  const { id } = world.first();
  const message = messageOf(id);
  await consumeQueue({ queue: 'ponte-wake', messages: [message] }, world.house());
  expect(message.was).toEqual(['ack']);
  expect([...world.cells.keys()]).toEqual([id]);
});

test('a dead wake-up raises one alert for its tenant, and none for a tenant that is not there', async () => {
  const world = await World.open({ seed: 73, version: 18, tenants: 2 });
  const { id } = world.first();
  const messages = [messageOf(id), messageOf(id), messageOf('ten_gone')];
  await consumeQueue({ queue: 'ponte-wake-dead', messages }, world.house());
  expect(messages.map(({ was }) => was)).toEqual([['ack'], ['ack'], ['ack']]);
  expect(world.rows('SELECT tenant_id, kind, subject, count FROM alerts')).toEqual([
    { tenant_id: id, kind: 'lane-not-woken', subject: 'lane', count: 1 },
  ]);
});

test('an order whose wake-up is lost is found by the sweep', async () => {
  const world = await World.open({ seed: 74, version: 18 });
  world.queue.lose = 1;
  await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
  expect(await world.settle(minute / 2)).toBe(false);
  world.queue.lose = 0;
  expect(await world.settle(minute)).toBe(true);
  expect(world.rows("SELECT 1 FROM order_links WHERE state = 'confirmed'")).toHaveLength(1);
});
