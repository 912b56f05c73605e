import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { hour, minute, second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import type { NewReportItem, ReportKind, ReportRow } from '../store/catalogue-report-store.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { reportOfSubject, reportSubject } from './report-subject.ts';

export type ReportJob = Pick<JobRow, 'kind' | 'subject' | 'priority'>;

/** Which of Odoo's variants a report is about: those that are for Poleepo, or all that are sold. */
export const reportScopes = ['published', 'saleable'] as const;
export type ReportScope = (typeof reportScopes)[number];

const placeOfReport = z.object({
  scope: z.enum(reportScopes).default('published'),
  /** The part of the work that it is in, and how far it is in that. */
  phase: z.int().default(0),
  at: z.number().default(0),
});

/** Where a report of that scope begins. */
export function firstPlace(scope: ReportScope): z.output<typeof placeOfReport> {
  return placeOfReport.parse({ scope });
}

export interface OpenReport {
  id: string;
  scope: ReportScope;
  /** When it began, in ms. */
  since: number;
  summary: Record<string, unknown>;
}

/** What one step of a report has come to. */
export interface ReportStep {
  /** Where the next step of this part begins; null: this part is over. */
  next: number | null;
  items?: NewReportItem[];
  /** Members of the summary, as they are from now on. */
  summary?: Record<string, unknown>;
}

/** One part of a report, done page by page. A step that is repeated finds the same. */
export type ReportPhase = (context: TenantContext, report: OpenReport, at: number) => Promise<ReportStep>;

/** No step is begun after this, so that others get their turn. */
const longest = 30 * second;

/** A report that nobody asked for by its id, and that was left this long ago, is not taken up again. */
const stale = 6 * hour;

/** The daily comparison is nobody's wish; what its job is about. */
const byCron = 'cron';
const ofCron = 'compare-products';

/** How long a report waits for another one before it looks again. */
const turn = minute;

/**
 * Works on the report that the job names, or on the one of this kind that is under way, or begins one: each part step by
 * step, kept after each, from where an earlier job stopped.
 */
export async function runReport(
  context: TenantContext,
  job: ReportJob,
  { kind, phases }: { kind: ReportKind; phases: readonly ReportPhase[] },
): Promise<Outcome> {
  const { stores, clock } = context;
  const row = await reportOf(context, job, kind);
  if (row.state !== 'running') return { kind: 'skipped', reason: row.state };
  if (await otherUnderWay(context, row.id)) {
    await enqueueRest(context, job, turn);
    return { kind: 'unchanged', detail: { report: row.id, ended: 0 } };
  }
  const until = clock.now() + longest;
  const begun = placeOfReport.parse(row.place ?? {});
  const { scope } = begun;
  let { phase, at } = begun;
  let summary = row.summary;
  for (;;) {
    const step = phases[phase];
    if (step === undefined) break;
    if (clock.now() >= until) {
      await enqueueRest(context, job);
      return { kind: 'updated', detail: { report: row.id, ended: 0 } };
    }
    const done = await step(context, { id: row.id, scope, since: row.createdAt, summary }, at);
    summary = { ...summary, ...done.summary };
    phase = done.next === null ? phase + 1 : phase;
    at = done.next ?? 0;
    const place = { scope, phase, at };
    await stores.reports.save(
      row.id,
      { state: 'running', place, summary, finishedAt: null },
      done.items ?? [],
    );
  }
  const findings = await stores.reports.counts(row.id);
  const end = { state: 'completed', place: null, summary: { ...summary, findings } } as const;
  await stores.reports.save(row.id, { ...end, finishedAt: clock.now() }, []);
  return { kind: 'updated', detail: { report: row.id, ended: 1, ...findings } };
}

async function reportOf(context: TenantContext, job: ReportJob, kind: ReportKind): Promise<ReportRow> {
  const { reports } = context.stores;
  const named = reportOfSubject(job.subject);
  if (named !== null) return known(await reports.get(named), job.subject);
  const running = await reports.running(kind, context.clock.now() - stale);
  if (running !== null) return running;
  const now = context.clock.now();
  const id = newId<string>('rep', now, context.chance);
  const place = firstPlace('published');
  await reports.add({ id, kind, place, summary: {}, askedBy: byCron, createdAt: now });
  return known(await reports.get(id), reportSubject(id));
}

function known(row: ReportRow | null, subject: string): ReportRow {
  if (row !== null) return row;
  throw new SyncError(`no report of ${subject}`, { code: 'internal', advice: 'give-up' });
}

/** Whether an older report is under way: two walks over Poleepo at once would take each other for what is gone. */
async function otherUnderWay(context: TenantContext, id: string): Promise<boolean> {
  const { stores, clock } = context;
  const now = clock.now();
  const first = await stores.reports.firstRunning(now - stale);
  if (first === null || first.id === id) return false;
  const subject = first.askedBy === byCron ? ofCron : reportSubject(first.id);
  const { items } = await stores.jobs.list({ subject, limit: 5 });
  if (items.some(({ state }) => state === 'waiting' || state === 'running')) return true;
  const { place, summary } = first;
  await stores.reports.save(first.id, { state: 'failed', place, summary, finishedAt: now }, []);
  return otherUnderWay(context, id);
}

async function enqueueRest(
  { stores, clock, chance }: TenantContext,
  { kind, subject, priority }: ReportJob,
  delayMs = 0,
): Promise<void> {
  const now = clock.now();
  const id = newId<JobId>('job', now, chance);
  await stores.jobs.enqueue({ id, kind, subject, priority, dueAt: now + delayMs, now });
}
