import { z } from 'zod';

const days = z.int().min(1).max(3650);

/** How many days a tenant keeps what is done with. */
export const retention = z.object({
  apiLogDays: days.default(30),
  /** Webhook messages whose work is completed or set aside. */
  completedMessagesDays: days.default(90),
  /** Samples of messages that were turned away. */
  refusedMessagesDays: days.default(30),
  /** Runs of jobs, jobs that no kept message stands at, and batches that are settled. */
  jobRunsDays: days.default(90),
  /** What happened to each order. */
  eventsDays: days.default(730),
  /** Alerts that are closed, comparisons, and reports on products. */
  alertsDays: days.default(90),
  /** Files of shipping labels here; the note with the label in Odoo stays. */
  labelsDays: days.default(180),
});

export type Retention = z.output<typeof retention>;

/** The member of a tenant's settings that holds it. */
export function retentionIn(settings: Record<string, unknown> | null): Retention {
  return retention.parse(settings?.retention ?? {});
}
