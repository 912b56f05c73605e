import { z } from 'zod';
import type { JobId, TenantId } from '../trade/ids.ts';

/** What a queue message carries: which tenant's lane to wake, and for which job. The ledger holds everything else. */
export const wakeUp = z.object({
  v: z.literal(1),
  tenantId: z.string().transform((id) => id as TenantId),
  jobId: z.string().transform((id) => id as JobId),
});

export type WakeUp = z.output<typeof wakeUp>;
