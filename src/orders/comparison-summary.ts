import { z } from 'zod';
import type { NewComparisonItem } from '../store/comparison-store.ts';
import { amountText, decimal, type Decimal } from '../trade/money.ts';

/** How many orders one side has, and their totals by currency as decimal texts. */
const side = z.object({
  orders: z.int().default(0),
  totals: z.record(z.string(), z.string()).default({}),
});

/** What a comparison has found so far. */
export const comparisonSummary = z.object({
  poleepo: side.prefault({}),
  odoo: side.prefault({}),
  /** How many differences of each kind. */
  differences: z.record(z.string(), z.int()).default({}),
  /** Orders that were not listed and that there was no time to ask for one by one. */
  unverified: z.int().default(0),
});

export type ComparisonSummary = z.output<typeof comparisonSummary>;

/** Counts an order on one side. */
export function countOrder(
  summary: ComparisonSummary,
  which: 'poleepo' | 'odoo',
  { currency, total }: { currency: string | null; total: Decimal | null },
): void {
  const counted = summary[which];
  counted.orders += 1;
  if (total === null) return;
  const name = currency ?? 'EUR';
  counted.totals[name] = amountText(decimal(counted.totals[name] ?? '0').plus(total));
}

export function addTo({ differences }: ComparisonSummary, items: readonly NewComparisonItem[]): void {
  for (const { kind } of items) differences[kind] = (differences[kind] ?? 0) + 1;
}
