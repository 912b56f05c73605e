import { z } from 'zod';
import { jobKinds } from '../../jobs/kinds.ts';
import { toIso } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/text.ts';
import { comparisonSummary } from '../../orders/comparison-summary.ts';
import { differenceWords } from '../../orders/difference-words.ts';
import { mendDifference } from '../../orders/mend-difference.ts';
import type { ComparisonItemRow, ComparisonRow } from '../../store/comparison-store.ts';
import type { JobId } from '../../trade/ids.ts';
import { Problem, problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { jobState } from './job-views.ts';
import { listOf, paging } from './paging.ts';

const tag = 'Comparisons';
const time = z.iso.datetime();
const id = z.string().regex(/^comp_[0-9a-f]{32}$/);
const exampleId = `comp_${'0'.repeat(32)}`;
const itemId = z.string().regex(/^diff_[0-9a-f]{32}$/);
const exampleItemId = `diff_${'0'.repeat(32)}`;

const comparisonView = z.object({
  id: z.string(),
  state: z.enum(['running', 'completed']),
  since: time,
  createdAt: time,
  finishedAt: time.nullable(),
  summary: comparisonSummary,
});

const itemView = z.object({
  id: z.string(),
  poleepoId: z.int(),
  reference: z.string().nullable(),
  saleOrderId: z.int().nullable(),
  saleOrder: z.string().nullable(),
  kind: z.string(),
  /** What each side says. */
  poleepo: z.string().nullable(),
  odoo: z.string().nullable(),
  /** One word for programs: `held:unknown-sku`. */
  causeCode: z.string().nullable(),
  title: z.string(),
  cause: z.string(),
  nextStep: z.string(),
  mend: z.enum(['import-again', 'person']),
  /** The job that mends it, once the button was pressed. */
  job: z.object({ id: z.string(), state: jobState.nullable() }).nullable(),
});

export const comparisonRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/comparisons',
    summary: 'Comparisons of both sides, newest first: numbers, totals, how many differences',
    tag,
    role: 'read-only',
    query: z.object(paging),
    answer: listOf(comparisonView),
    handle: async ({ stores, query }) => {
      const page = await stores.comparisons.list(query);
      return { ...page, items: page.items.map(view) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/comparisons',
    summary: 'Compare both sides now',
    tag,
    role: 'operator',
    status: 202,
    answer: z.object({ jobId: z.string() }),
    handle: async (entry) => {
      const { stores, house, tenant, actor } = entry;
      const now = house.clock.now();
      const kind = 'compare-orders';
      const jobId = await stores.jobs.enqueue({
        id: newId<JobId>('job', now, house.chance),
        kind,
        subject: kind,
        priority: jobKinds[kind].priority,
        dueAt: now,
        now,
        askedBy: actor.label,
      });
      await audit(entry, { action: 'comparison.start', target: kind, detail: { jobId } });
      await house.wake(tenant.id, jobId);
      return { jobId };
    },
  }),
  route({
    method: 'get',
    path: '/v1/comparisons/{id}',
    summary: 'One comparison with every difference, its cause and what mends it',
    tag,
    role: 'read-only',
    params: z.object({ id }),
    example: { params: { id: exampleId } },
    answer: comparisonView.extend({ items: z.array(itemView) }),
    handle: async ({ stores, params, locale }) => {
      const comparison = await stores.comparisons.get(params.id);
      if (comparison === null) throw problem('not-found');
      const items = await stores.comparisons.items(comparison.id);
      const states = await stores.jobs.statesOf(
        items.flatMap(({ jobId }) => (jobId === null ? [] : [jobId])),
      );
      return { ...view(comparison), items: items.map((item) => viewItem(item, { locale, states })) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/comparisons/{id}/items/{itemId}/mend',
    summary: 'Mend a difference, where something else than a person can',
    tag,
    role: 'operator',
    params: z.object({ id, itemId }),
    example: { params: { id: exampleId, itemId: exampleItemId } },
    status: 202,
    answer: itemView,
    handle: async (entry) => {
      const { stores, house, params, tenant, actor, locale } = entry;
      const item = await stores.comparisons.item(params.id, params.itemId);
      if (item === null) throw problem('not-found');
      const { clock, chance } = house;
      const jobId = await mendDifference({ stores, clock, chance, by: actor.label }, item);
      if (jobId === null) throw personsWork(item);
      const { kind, cause, poleepoOrderId } = item;
      await audit(entry, {
        action: 'comparison.mend',
        target: `order:${poleepoOrderId}`,
        detail: { kind, cause, jobId },
      });
      await house.wake(tenant.id, jobId);
      return viewItem({ ...item, jobId }, { locale, states: new Map([[jobId, 'waiting']]) });
    },
  }),
];

function view(row: ComparisonRow): z.output<typeof comparisonView> {
  return {
    id: row.id,
    state: row.state,
    since: toIso(row.since),
    createdAt: toIso(row.createdAt),
    finishedAt: row.finishedAt === null ? null : toIso(row.finishedAt),
    summary: comparisonSummary.parse(row.summary),
  };
}

function viewItem(
  item: ComparisonItemRow,
  { locale, states }: { locale: Locale; states: ReadonlyMap<JobId, z.output<typeof jobState>> },
): z.output<typeof itemView> {
  const { title, cause, nextStep } = differenceWords(item);
  const { jobId } = item;
  return {
    id: item.id,
    poleepoId: item.poleepoOrderId,
    reference: item.reference,
    saleOrderId: item.saleOrderId,
    saleOrder: item.saleOrderName,
    kind: item.kind,
    poleepo: item.poleepo,
    odoo: item.odoo,
    causeCode: item.cause,
    title: title[locale],
    cause: cause[locale],
    nextStep: nextStep[locale],
    mend: item.mend,
    job: jobId === null ? null : { id: jobId, state: states.get(jobId) ?? null },
  };
}

function personsWork(item: ComparisonItemRow): Problem {
  return new Problem({
    status: 422,
    code: 'persons-work',
    message: {
      it: 'Questa differenza la può correggere solo una persona.',
      en: 'Only a person can mend this difference.',
    },
    hint: differenceWords(item).nextStep,
  });
}
