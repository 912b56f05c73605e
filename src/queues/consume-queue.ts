import { newId } from '../kit/ids.ts';
import type { WiredHouse } from '../wire.ts';
import { consumeDeadWakeUps } from './consume-dead-wake-ups.ts';
import { consumeWakeUps, type WakeUpMessage } from './consume-wake-ups.ts';
import type { WakeUp } from './wake-up.ts';

/** The consumer of every queue of wrangler.toml. */
export async function consumeQueue(
  batch: { queue: string; messages: readonly WakeUpMessage[] },
  house: WiredHouse,
): Promise<void> {
  const { log } = house;
  if (batch.queue.endsWith('-dead'))
    return consumeDeadWakeUps(batch.messages, { record: (dead) => recordDead(house, dead), log });
  return consumeWakeUps(batch.messages, { wakeLane: (tenantId) => house.lane(tenantId).wake(), log });
}

async function recordDead(house: WiredHouse, { tenantId, jobId }: WakeUp): Promise<void> {
  const tenant = await house.directory.tenants.get(tenantId);
  if (tenant === null) return;
  const now = house.clock.now();
  const id = newId<string>('alert', now, house.chance);
  await house
    .storesOf(tenant)
    .notices.raise({ id, kind: 'lane-not-woken', subject: 'lane', detail: { jobId }, now });
}
