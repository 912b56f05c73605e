import { z } from 'zod';
import { jobKinds } from '../../jobs/kinds.ts';
import { newId } from '../../kit/ids.ts';
import { adoptMatches } from '../../products/adopt.ts';
import { mendFinding, mendOf } from '../../products/mend-finding.ts';
import { firstPlace, reportScopes } from '../../products/report-run.ts';
import { reportSubject } from '../../products/report-subject.ts';
import { findingWords } from '../../products/report-words.ts';
import type { ReportItemRow, ReportRow } from '../../store/catalogue-report-store.ts';
import { reportKinds } from '../../store/product-states.ts';
import type { JobId } from '../../trade/ids.ts';
import { Problem, problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { findingView, reportView, viewFinding, viewReport } from './catalogue-report-views.ts';
import { listOf, paging } from './paging.ts';
import { collect } from './product-change-routes.ts';

const tag = 'Product reports';
const path = '/v1/products/reports';
const id = z.string().regex(/^rep_[0-9a-f]{32}$/);
const exampleId = `rep_${'0'.repeat(32)}`;
const key = z.string().regex(/^(variant|parent|poleepo):\d{1,15}(:[a-z_]{1,20})?$/);

const kinds = {
  match: 'match-products',
  rehearsal: 'rehearse-products',
  comparison: 'compare-products',
} as const;

const asked = z.strictObject({
  kind: z.enum(reportKinds),
  /** `saleable`: of a match, all that is sold and not only what is published. */
  scope: z.enum(reportScopes).optional(),
});

export const catalogueReportRoutes: RouteModule = [
  route({
    method: 'get',
    path,
    summary: 'Matches by SKU, rehearsals of an export and comparisons, newest first',
    tag,
    role: 'read-only',
    query: z.object({ ...paging, kind: z.enum(reportKinds).optional() }),
    answer: listOf(reportView),
    handle: async ({ stores, query }) => {
      const page = await stores.reports.list(query);
      return { ...page, items: page.items.map(viewReport) };
    },
  }),
  route({
    method: 'post',
    path,
    summary: 'Match both catalogues by SKU, rehearse an export, or compare what is linked; nothing is sent',
    tag,
    role: 'operator',
    body: asked,
    example: { body: { kind: 'match', scope: 'saleable' } },
    status: 202,
    answer: z.object({ id: z.string(), jobId: z.string() }),
    handle: async (entry) => start(entry, entry.body),
  }),
  route({
    method: 'get',
    path: `${path}/{id}`,
    summary: 'One report with what it has found, by page; by finding',
    tag,
    role: 'read-only',
    params: z.object({ id }),
    query: z.object({ ...paging, finding: z.string().min(1).max(40).optional() }),
    example: { params: { id: exampleId } },
    answer: reportView.extend(listOf(findingView).shape),
    handle: async (entry) => {
      const { stores, query, locale } = entry;
      const row = await present(entry, entry.params.id);
      const page = await stores.reports.items(row.id, query);
      const items = page.items.map((item) => viewFinding(item, { kind: row.kind, locale }));
      return { ...viewReport(row), items, nextCursor: page.nextCursor };
    },
  }),
  route({
    method: 'post',
    path: `${path}/{id}/adopt`,
    summary: 'Link what a match has found exactly once on both sides, all of it or what is named',
    tag,
    role: 'administrator',
    params: z.object({ id }),
    body: z.strictObject({ keys: z.array(key).min(1).max(1000).optional() }),
    example: { params: { id: exampleId }, body: { keys: ['variant:41'] } },
    status: 202,
    answer: z.object({
      /** Products that were linked. */
      linked: z.int(),
      /** Not linked: not published, linked already, or under way. */
      left: z.int(),
      /** There is more: ask again. */
      more: z.boolean(),
    }),
    handle: async (entry) => {
      const { stores, house, body } = entry;
      const row = await present(entry, entry.params.id);
      if (row.kind !== 'match') throw noMatch();
      const adopted = await adoptMatches(stores, row.id, {
        keys: body.keys ?? null,
        now: house.clock.now(),
      });
      await audit(entry, { action: 'products.adopt', target: row.id, detail: { ...adopted } });
      if (adopted.linked > 0) await collect(entry);
      return adopted;
    },
  }),
  route({
    method: 'post',
    path: `${path}/{id}/items/{key}/mend`,
    summary: 'Mend one finding: link the product, or tell Poleepo again what Odoo has',
    tag,
    role: 'operator',
    params: z.object({ id, key }),
    example: { params: { id: exampleId, key: 'variant:41' } },
    status: 202,
    answer: findingView,
    handle: async (entry) => {
      const { stores, house, params, locale } = entry;
      const report = await present(entry, params.id);
      const item = await stores.reports.item(report.id, params.key);
      if (item === null) throw problem('not-found');
      const mend = mendOf(report.kind, item);
      if (mend === 'person') throw personsWork(item);
      const now = house.clock.now();
      if (!(await mendFinding(stores, { report, item, now }))) throw movedOn();
      const { finding, odooId } = item;
      await audit(entry, { action: 'products.mend', target: `product:${odooId}`, detail: { finding, mend } });
      await collect(entry);
      return viewFinding({ ...item, mendedAt: now }, { kind: report.kind, locale });
    },
  }),
];

async function start(entry: MemberEntry, { kind, scope = 'published' }: z.output<typeof asked>) {
  const { stores, house, tenant, actor } = entry;
  const now = house.clock.now();
  const reportId = newId<string>('rep', now, house.chance);
  const place = firstPlace(scope);
  const summary = { scope };
  await stores.reports.add({ id: reportId, kind, place, summary, askedBy: actor.label, createdAt: now });
  const jobKind = kinds[kind];
  const jobId = await stores.jobs.enqueue({
    id: newId<JobId>('job', now, house.chance),
    kind: jobKind,
    subject: reportSubject(reportId),
    priority: jobKinds[jobKind].priority,
    dueAt: now,
    now,
    askedBy: actor.label,
  });
  await audit(entry, { action: 'products.report', target: reportId, detail: { kind, scope } });
  await house.wake(tenant.id, jobId);
  return { id: reportId, jobId };
}

async function present({ stores }: MemberEntry, reportId: string): Promise<ReportRow> {
  const row = await stores.reports.get(reportId);
  if (row === null) throw problem('not-found');
  return row;
}

function noMatch(): Problem {
  return new Problem({
    status: 422,
    code: 'no-match',
    message: {
      it: 'Solo da un abbinamento per SKU si possono collegare i prodotti.',
      en: 'Products can be linked from a match by SKU only.',
    },
    hint: { it: 'Avvia un abbinamento.', en: 'Start a match.' },
  });
}

function personsWork(item: ReportItemRow): Problem {
  return new Problem({
    status: 422,
    code: 'persons-work',
    message: {
      it: 'Questo non si corregge con un pulsante.',
      en: 'No button mends this.',
    },
    hint: findingWords(item).nextStep,
  });
}

function movedOn(): Problem {
  return new Problem({
    status: 409,
    code: 'moved-on',
    message: {
      it: 'Il prodotto non sta più così: è in invio, non è pubblicato o è già collegato.',
      en: 'The product does not stand so any more: it is being sent, not published, or linked already.',
    },
    hint: { it: 'Apri il prodotto e guarda il suo stato.', en: 'Open the product and look at its state.' },
  });
}
