import { z } from 'zod';
import { type CronName, cronNames, crons } from '../../jobs/crons.ts';
import { isJobKind, jobKinds } from '../../jobs/kinds.ts';
import { minute, toIso } from '../../kit/clock.ts';
import { nextDue } from '../../kit/cron-time.ts';
import type { LatestRun } from '../../store/watch-store.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { jobState } from './job-views.ts';

const time = z.iso.datetime();

const cronView = z.object({
  cron: cronNames,
  name: z.string(),
  expression: z.string(),
  /** When it last gave this company work; of a cron for the whole house, when it last ran. */
  lastRunAt: time.nullable(),
  nextRunAt: time.nullable(),
  /** It is more than five minutes past a run that did not come. */
  late: z.boolean(),
  result: z.string().nullable(),
  /** What became of the work that it last gave. */
  lastJob: z
    .object({ state: jobState, finishedAt: time.nullable(), detail: z.record(z.string(), z.unknown()) })
    .nullable(),
});

const grace = 5 * minute;

export const cronRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/crons',
    summary: 'Every cron: its cadence, its last run with its result, and its next',
    tag: 'Health',
    role: 'read-only',
    answer: z.object({ items: z.array(cronView), nextCursor: z.null() }),
    handle: async (entry) => ({ items: await viewCrons(entry), nextCursor: null }),
  }),
];

async function viewCrons({ house, stores, locale }: MemberEntry): Promise<z.output<typeof cronView>[]> {
  const now = house.clock.now();
  const [everywhere, here, jobs, connections] = await Promise.all([
    house.cronTicks(),
    stores.notices.cronRuns(),
    stores.watch.latestOf(cronNames.options),
    stores.connections.all(),
  ]);
  const connectedAt = (cron: CronName) => {
    const needs = isJobKind(cron) ? jobKinds[cron].needs : [];
    const rows = connections.filter(({ side, active }) => active && needs.some((need) => need === side));
    return rows.length < needs.length ? null : Math.max(0, ...rows.map((row) => row.connectedAt));
  };
  return cronNames.options.map((cron) => {
    const { name, expression } = crons[cron];
    const runs = isJobKind(cron) ? here : everywhere;
    const last = runs.find((run) => run.cron === cron);
    const since = last?.startedAt ?? (isJobKind(cron) ? connectedAt(cron) || null : null);
    const expected = since === null ? null : nextDue(expression, since);
    const next = nextDue(expression, now);
    return {
      cron,
      name: name[locale],
      expression,
      lastRunAt: last === undefined ? null : toIso(last.startedAt),
      nextRunAt: next === null ? null : toIso(next),
      late: expected !== null && expected < now - grace,
      result: last?.result ?? null,
      lastJob: viewJob(jobs.find((job) => job.subject === cron)),
    };
  });
}

const record = z.record(z.string(), z.unknown());

function viewJob(job: LatestRun | undefined): z.output<typeof cronView>['lastJob'] {
  if (job === undefined) return null;
  const detail = record.safeParse(job.outcome ?? job.error ?? {});
  return {
    state: jobState.parse(job.state),
    finishedAt: job.finishedAt === null ? null : toIso(job.finishedAt),
    detail: detail.success ? detail.data : {},
  };
}
