import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { Locale } from '../../kit/text.ts';
import { mendOf } from '../../products/mend-finding.ts';
import { findingWords } from '../../products/report-words.ts';
import type { ReportItemRow, ReportRow } from '../../store/catalogue-report-store.ts';
import { reportKinds } from '../../store/product-states.ts';

const time = z.iso.datetime();

export const reportView = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  state: z.enum(['running', 'completed', 'failed']),
  createdAt: time,
  finishedAt: time.nullable(),
  askedBy: z.string(),
  /** `findings`: how often each thing was found, once it is over; beside it what was counted on the way. */
  summary: z.record(z.string(), z.unknown()),
});

export const findingView = z.object({
  key: z.string(),
  finding: z.string(),
  sku: z.string().nullable(),
  odooId: z.int().nullable(),
  poleepoId: z.int().nullable(),
  title: z.string(),
  nextStep: z.string(),
  /** What each side says, and the cause where it is known. */
  detail: z.record(z.string(), z.unknown()),
  /** What its button does; `person`: it has none. */
  mend: z.enum(['adopt', 'send-again', 'person']),
  mendedAt: time.nullable(),
});

export function viewReport(row: ReportRow): z.output<typeof reportView> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    createdAt: toIso(row.createdAt),
    finishedAt: row.finishedAt === null ? null : toIso(row.finishedAt),
    askedBy: row.askedBy,
    summary: row.summary,
  };
}

export function viewFinding(
  item: ReportItemRow,
  { kind, locale }: { kind: ReportRow['kind']; locale: Locale },
): z.output<typeof findingView> {
  const { title, nextStep } = findingWords(item);
  return {
    key: item.key,
    finding: item.finding,
    sku: item.sku,
    odooId: item.odooId,
    poleepoId: item.poleepoId,
    title: title[locale],
    nextStep: nextStep[locale],
    detail: item.detail,
    mend: mendOf(kind, item),
    mendedAt: item.mendedAt === null ? null : toIso(item.mendedAt),
  };
}
