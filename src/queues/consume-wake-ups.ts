import { asSyncError } from '../kit/errors.ts';
import type { Log } from '../kit/log.ts';
import type { TenantId } from '../trade/ids.ts';
import { wakeUp } from './wake-up.ts';

export interface WakeUpMessage {
  readonly body: unknown;
  ack(): void;
  retry(): void;
}

/**
 * Wakes each tenant's lane once per batch, all at the same time. A lane answers at once, whatever its state, and works on
 * under its own alarm: so no tenant can hold up another here. A lane that cannot be woken is tried again by the queue.
 */
export async function consumeWakeUps(
  messages: readonly WakeUpMessage[],
  { wakeLane, log }: { wakeLane: (tenantId: TenantId) => Promise<unknown>; log: Log },
): Promise<void> {
  const byTenant = new Map<TenantId, WakeUpMessage[]>();
  for (const message of messages) {
    const read = wakeUp.safeParse(message.body);
    if (read.success)
      byTenant.set(read.data.tenantId, [...(byTenant.get(read.data.tenantId) ?? []), message]);
    else {
      log.error('wake-up that cannot be read');
      message.ack();
    }
  }
  await Promise.all(
    [...byTenant].map(async ([tenantId, all]) => {
      try {
        await wakeLane(tenantId);
        for (const message of all) message.ack();
      } catch (thrown) {
        log.error('lane not woken', { tenant: tenantId, error: asSyncError(thrown).message });
        for (const message of all) message.retry();
      }
    }),
  );
}
