import { z } from 'zod';
import { documentProblems } from '../../invoices/document-kind.ts';
import { problemWords } from '../../invoices/document-words.ts';
import { toIso } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/text.ts';
import type { OrderEvent, OrderLink } from '../../store/link-store.ts';
import type { OrderDocumentRow } from '../../store/order-document-store.ts';
import type { JobId, PoleepoOrderId } from '../../trade/ids.ts';
import { documentsSubject } from '../../trade/subject.ts';
import { Problem, problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { present } from './job-change.ts';
import { jobView, viewJob } from './job-views.ts';

const tag = 'Orders';
const params = z.object({
  poleepoId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform((text) => Number(text) as PoleepoOrderId),
});
const example = { params: { poleepoId: '918273' } };
const text = z.string().nullable();

const documentView = z.object({
  /** Poleepo’s id of it, or a print of its own where Poleepo gives it none. */
  id: z.string(),
  type: text,
  number: text,
  /** As the chatter shows it. */
  fileName: text,
  seenAt: z.iso.datetime(),
  attachedAt: z.iso.datetime().nullable(),
  /** Odoo’s ir.attachment. */
  attachmentId: z.int().nullable(),
  /** Why it is not in Odoo. */
  problem: z.object({ code: z.enum(documentProblems), message: z.string() }).nullable(),
});

export const documentRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/orders/{poleepoId}/documents',
    summary:
      'Documents that Poleepo has of an order: which of them are in its chatter in Odoo, and why one is not',
    tag,
    role: 'read-only',
    params,
    example,
    answer: z.object({ items: z.array(documentView) }),
    handle: async (entry) => {
      const { stores, locale } = entry;
      const { poleepoOrderId } = await known(entry);
      const [rows, events] = await Promise.all([
        stores.orderDocuments.ofOrder(poleepoOrderId),
        stores.orders.eventsOf(poleepoOrderId),
      ]);
      return { items: rows.map((row) => view(row, events, locale)) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/orders/{poleepoId}/documents/take',
    summary:
      'Look at Poleepo for documents of an order now, and put those that are new into its chatter in Odoo',
    tag,
    role: 'operator',
    params,
    example,
    status: 202,
    answer: jobView,
    handle: async (entry) => {
      const { stores, house, tenant, actor, locale } = entry;
      const { poleepoOrderId, saleOrderId } = await known(entry);
      if (saleOrderId === null) throw notInOdoo();
      const now = house.clock.now();
      const asked = { askedBy: actor.label, input: { askedBy: actor.label } };
      const jobId = await stores.jobs.enqueue({
        id: newId<JobId>('job', now, house.chance),
        kind: 'take-documents',
        subject: documentsSubject(poleepoOrderId),
        priority: 0,
        dueAt: now,
        now,
        ...asked,
      });
      await audit(entry, { action: 'documents.take', target: `order:${poleepoOrderId}`, detail: { jobId } });
      await house.wake(tenant.id, jobId);
      return viewJob(await present(entry, jobId), locale);
    },
  }),
];

async function known({
  stores,
  params: { poleepoId },
}: MemberEntry & { params: z.output<typeof params> }): Promise<OrderLink> {
  const link = await stores.orders.get(poleepoId);
  if (link === null) throw problem('not-found');
  return link;
}

function notInOdoo(): Problem {
  return new Problem({
    status: 409,
    code: 'not-in-odoo',
    message: { it: 'L’ordine non è ancora in Odoo.', en: 'The order is not in Odoo yet.' },
    hint: {
      it: 'I documenti vanno nella chat dell’ordine in Odoo: vedere che cosa lo trattiene. Quando arriva in Odoo, quelli di un ordine già spedito si prendono da soli.',
      en: 'Documents go into the chatter of the order in Odoo: see what keeps it. Once it is in Odoo, those of an order that has left are taken by themselves.',
    },
  });
}

/** What was told of a document last. */
const told = z.object({
  document: z.string(),
  name: z.string().nullable().default(null),
  problem: z.enum(documentProblems).nullable().default(null),
});

function view(
  row: OrderDocumentRow,
  events: readonly OrderEvent[],
  locale: Locale,
): z.output<typeof documentView> {
  const { documentId, type, number, seenAt, attachedAt, attachmentId } = row;
  const last = events
    .flatMap(({ detail }) => told.safeParse(detail).data ?? [])
    .findLast(({ document }) => document === documentId);
  const why = attachedAt === null ? (last?.problem ?? null) : null;
  return {
    id: documentId,
    type,
    number,
    fileName: attachedAt === null ? null : (last?.name ?? null),
    seenAt: toIso(seenAt),
    attachedAt: attachedAt === null ? null : toIso(attachedAt),
    attachmentId,
    problem: why === null ? null : { code: why, message: problemWords[why][locale] },
  };
}
