import { z } from 'zod';
import { jobKinds } from '../../jobs/kinds.ts';
import { fromIso, toIso } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/text.ts';
import { importedHistory } from '../../orders/import-history.ts';
import { rehearsedHistory } from '../../orders/rehearse-history.ts';
import type { HistoryRow } from '../../store/history-store.ts';
import { historySubject } from '../../trade/history-subject.ts';
import type { JobId } from '../../trade/ids.ts';
import { Problem, problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { jobState } from './job-views.ts';
import { listOf, paging } from './paging.ts';

const tag = 'History imports';
const time = z.iso.datetime();
const one = z.object({ id: z.string().regex(/^hist_[0-9a-f]{32}$/) });
const example = { params: { id: `hist_${'0'.repeat(32)}` } };

const instant = z.iso.datetime({ offset: true }).transform((text) => fromIso(text) ?? 0);

const rehearsal = rehearsedHistory.extend({
  examples: z.array(
    z.object({
      poleepoId: z.int(),
      reference: z.string().nullable(),
      reason: z.string(),
      title: z.string(),
    }),
  ),
});

const historyView = z.object({
  id: z.string(),
  state: z.enum(['running', 'completed', 'stopped']),
  dryRun: z.boolean(),
  from: time,
  jobId: z.string().nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
  /** Of a dry run: what would come of the orders. */
  rehearsal: rehearsal.nullable(),
  /** Of a real one: how many orders were listed and asked for. */
  imported: importedHistory.nullable(),
});

const progressView = historyView.extend({
  /** Of a real one: in which states the imports are that it has asked for. */
  jobs: z.partialRecord(jobState, z.int()),
});

export const historyRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/history-imports',
    summary: 'Imports of orders from before the connection, newest first',
    tag,
    role: 'read-only',
    query: z.object(paging),
    answer: listOf(historyView),
    handle: async ({ stores, query, locale }) => {
      const page = await stores.history.list(query);
      return { ...page, items: page.items.map((row) => view(row, locale)) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/history-imports',
    summary: 'Import the orders since a date, or with dryRun only tell what would come of them',
    tag,
    role: 'administrator',
    body: z.strictObject({ from: instant, dryRun: z.boolean() }),
    example: { body: { from: '2026-05-01T00:00:00Z', dryRun: true } },
    status: 202,
    answer: historyView,
    handle: async (entry) => start(entry, entry.body),
  }),
  route({
    method: 'get',
    path: '/v1/history-imports/{id}',
    summary: 'How far an import of the past is, and what came of it',
    tag,
    role: 'read-only',
    params: one,
    example,
    answer: progressView,
    handle: async ({ stores, params, locale }) => {
      const row = await stores.history.get(params.id);
      if (row === null) throw problem('not-found');
      return { ...view(row, locale), jobs: await stores.history.progress(row.id) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/history-imports/{id}/stop',
    summary: 'Stop an import of the past; what waits of it is set aside',
    tag,
    role: 'administrator',
    params: one,
    example,
    answer: progressView,
    handle: async (entry) => {
      const { stores, params, actor, house, locale } = entry;
      if ((await stores.history.get(params.id)) === null) throw problem('not-found');
      const stopped = await stores.history.stop(params.id, { by: actor.label, now: house.clock.now() });
      const row = await stores.history.get(params.id);
      if (row === null) throw problem('not-found');
      await audit(entry, { action: 'history.stop', target: row.id, detail: { stopped } });
      return { ...view(row, locale), jobs: await stores.history.progress(row.id) };
    },
  }),
];

async function start(entry: MemberEntry, { from, dryRun }: { from: number; dryRun: boolean }) {
  const { stores, house, tenant, actor, locale } = entry;
  const now = house.clock.now();
  if (from > now) throw inTheFuture();
  const id = newId<string>('hist', now, house.chance);
  await stores.history.add({ id, dryRun, from, askedBy: actor.label, createdAt: now });
  const kind = dryRun ? 'rehearse-history' : 'import-history';
  const jobId = await stores.jobs.enqueue({
    id: newId<JobId>('job', now, house.chance),
    kind,
    subject: historySubject(id),
    priority: jobKinds[kind].priority,
    dueAt: now,
    now,
    askedBy: actor.label,
  });
  await stores.history.setJob(id, jobId);
  await audit(entry, { action: 'history.start', target: id, detail: { from: toIso(from), dryRun } });
  await house.wake(tenant.id, jobId);
  const row = await stores.history.get(id);
  if (row === null) throw problem('not-found');
  return view(row, locale);
}

function view(row: HistoryRow, locale: Locale): z.input<typeof historyView> {
  const told = row.dryRun ? rehearsedHistory.parse(row.result) : null;
  return {
    id: row.id,
    state: row.state,
    dryRun: row.dryRun,
    from: toIso(row.from),
    jobId: row.jobId,
    createdAt: toIso(row.createdAt),
    finishedAt: row.finishedAt === null ? null : toIso(row.finishedAt),
    rehearsal:
      told === null
        ? null
        : { ...told, examples: told.examples.map((one) => ({ ...one, title: one.title[locale] })) },
    imported: row.dryRun ? null : importedHistory.parse(row.result),
  };
}

function inTheFuture(): Problem {
  return new Problem({
    status: 422,
    code: 'in-the-future',
    message: { it: 'La data è nel futuro.', en: 'The date is in the future.' },
    hint: { it: 'Scegli una data passata.', en: 'Choose a date in the past.' },
  });
}
