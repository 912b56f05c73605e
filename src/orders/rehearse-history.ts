import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { bilingual } from '../kit/text.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantContext } from '../tenants/context.ts';
import { amountText, decimal } from '../trade/money.ts';
import { rehearsalContext } from './read-only-odoo.ts';
import { rehearseOrder } from './rehearse-order.ts';
import { type HistoryJob, walkHistory } from './walk-history.ts';

/** How many orders, and their totals by currency as decimal texts. */
const share = z
  .object({ orders: z.int().default(0), totals: z.record(z.string(), z.string()).default({}) })
  .prefault({});

/** What an import of the past would come to. */
export const rehearsedHistory = z.object({
  listed: z.int().default(0),
  import: share,
  held: share,
  there: share,
  skipped: share,
  /** How many orders would be held or skipped for which reason. */
  heldFor: z.record(z.string(), z.int()).default({}),
  skippedFor: z.record(z.string(), z.int()).default({}),
  /** How many of the orders that would be imported are in which status of Poleepo. */
  statuses: z.record(z.string(), z.int()).default({}),
  /** Orders that could not be read. */
  unreadable: z.int().default(0),
  /** Some of the orders that would be held. */
  examples: z
    .array(
      z.object({
        poleepoId: z.int(),
        reference: z.string().nullable(),
        reason: z.string(),
        title: bilingual,
      }),
    )
    .default([]),
});

export type RehearsedHistory = z.output<typeof rehearsedHistory>;

const mostExamples = 100;

/** Goes through the orders of the past as an import would, writes nothing into Odoo, and tells what would come of each. */
export async function rehearseHistory(context: TenantContext, job: HistoryJob): Promise<Outcome> {
  return walkHistory(context, job, ({ result }) => {
    const told = rehearsedHistory.parse(result);
    return async ({ orders, unreadable }) => {
      told.unreadable += unreadable.length;
      const skus = orders.flatMap(({ rows }) => rows.flatMap(({ sku }) => (sku === null ? [] : [sku])));
      const rehearsal = rehearsalContext(context, skus);
      for (const order of orders) await rehearse(rehearsal, order, told);
      return { ...told };
    };
  });
}

async function rehearse(context: TenantContext, order: PoleepoOrder, told: RehearsedHistory): Promise<void> {
  const rehearsed = await rehearseOrder(context, order);
  told.listed += 1;
  add(told[rehearsed.kind], order);
  if (rehearsed.kind === 'import') bump(told.statuses, order.status.name ?? order.status.id ?? '–');
  if (rehearsed.kind === 'skipped') bump(told.skippedFor, rehearsed.reason);
  if (rehearsed.kind !== 'held') return;
  const { reason, title } = rehearsed;
  bump(told.heldFor, reason);
  if (told.examples.length < mostExamples)
    told.examples.push({ poleepoId: order.id, reference: order.reference, reason, title });
}

function bump(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function add(counted: RehearsedHistory['import'], { currency, total }: PoleepoOrder): void {
  counted.orders += 1;
  if (total === null) return;
  const name = currency ?? 'EUR';
  counted.totals[name] = amountText(decimal(counted.totals[name] ?? '0').plus(total));
}
