import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import { bilingual, type Locale } from '../../kit/text.ts';
import { skipWords } from '../../orders/skip-words.ts';
import type { JobRow } from '../../store/job-claims.ts';
import { jobStates } from '../../store/job-states.ts';

export const jobState = z.enum(jobStates);

const time = z.iso.datetime();

/** Why a job waits for a person, in the caller's language. */
export const holdView = z.object({
  reason: z.string(),
  owner: z.string(),
  title: z.string(),
  nextStep: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** A decision that would settle it, to be sent to `resolve` as it is; null where none can be made. */
  proposal: z.record(z.string(), z.unknown()).nullable(),
});

export const jobView = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  state: jobState,
  dueAt: time,
  attempts: z.int(),
  runs: z.int(),
  news: z.int(),
  outcome: z.record(z.string(), z.unknown()).nullable(),
  error: z
    .object({
      code: z.string(),
      side: z.string().nullable(),
      message: z.string(),
      hint: z.string().nullable(),
    })
    .nullable(),
  held: holdView.nullable(),
  /** Why it was left alone, and what to do if it should not be; null where no words are needed. */
  skipped: z.object({ reason: z.string(), title: z.string(), nextStep: z.string() }).nullable(),
  createdAt: time,
  updatedAt: time,
  finishedAt: time.nullable(),
});

const keptHold = z.object({
  ...holdView.shape,
  title: bilingual,
  nextStep: bilingual,
  proposal: holdView.shape.proposal.default(null),
});
const keptError = z.object({
  code: z.string(),
  side: z.string().nullable(),
  message: z.string(),
  hint: bilingual.nullable(),
});

/** A hold as the ledger keeps it, in one language; null where there is none. */
export function viewHold(kept: unknown, locale: Locale): z.output<typeof holdView> | null {
  const read = keptHold.safeParse(kept);
  if (!read.success) return null;
  return { ...read.data, title: read.data.title[locale], nextStep: read.data.nextStep[locale] };
}

export function viewJob(job: JobRow, locale: Locale): z.output<typeof jobView> {
  const error = keptError.safeParse(job.error);
  return {
    id: job.id,
    kind: job.kind,
    subject: job.subject,
    state: job.state,
    dueAt: toIso(job.dueAt),
    attempts: job.attempts,
    runs: job.runs,
    news: job.news,
    outcome: job.outcome,
    error: error.success ? { ...error.data, hint: error.data.hint?.[locale] ?? null } : null,
    held: viewHold(job.held, locale),
    skipped: viewSkip(job, locale),
    createdAt: toIso(job.createdAt),
    updatedAt: toIso(job.updatedAt),
    finishedAt: job.finishedAt === null ? null : toIso(job.finishedAt),
  };
}

const keptSkip = z.object({ kind: z.literal('skipped'), reason: z.string() });

function viewSkip({ state, outcome }: JobRow, locale: Locale): z.output<typeof jobView>['skipped'] {
  const read = keptSkip.safeParse(outcome);
  const words = state === 'skipped' && read.success ? skipWords(read.data.reason) : null;
  if (words === null || !read.success) return null;
  return { reason: read.data.reason, title: words.title[locale], nextStep: words.nextStep[locale] };
}

/** What came and was not understood, as the ledger keeps it; null where the job does not wait for that. */
export function rawOf(job: JobRow): string | null {
  return z.object({ raw: z.string() }).safeParse(job.held).data?.raw ?? null;
}
