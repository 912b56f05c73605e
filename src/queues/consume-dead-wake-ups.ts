import type { Log } from '../kit/log.ts';
import type { TenantId } from '../trade/ids.ts';
import type { WakeUpMessage } from './consume-wake-ups.ts';
import { type WakeUp, wakeUp } from './wake-up.ts';

/**
 * Takes wake-ups that the queue gave up on. Nothing is lost with them, since the job waits in the ledger and the sweep
 * finds it; but a lane that cannot be woken at all is something that the tenant's alerts and the log must show.
 */
export async function consumeDeadWakeUps(
  messages: readonly WakeUpMessage[],
  { record, log }: { record: (dead: WakeUp) => Promise<void>; log: Log },
): Promise<void> {
  const seen = new Set<TenantId>();
  for (const message of messages) {
    const read = wakeUp.safeParse(message.body);
    if (read.success && !seen.has(read.data.tenantId)) {
      seen.add(read.data.tenantId);
      log.error('wake-up given up', { tenant: read.data.tenantId, job: read.data.jobId });
      await record(read.data);
    }
    message.ack();
  }
}
