import { z } from 'zod';
import { newId } from '../../kit/ids.ts';
import { type InvoiceRow, invoiceStates } from '../../store/invoice-store.ts';
import type { JobId, PoleepoOrderId, SaleOrderId } from '../../trade/ids.ts';
import { invoiceSubject } from '../../trade/subject.ts';
import { problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { invoiceView, viewInvoice } from './invoice-views.ts';
import { listOf, paging } from './paging.ts';

const tag = 'Invoices';
const id = z.int().positive();
const params = z.object({ id: z.string().regex(/^inv_[0-9a-f]{32}$/) });
const example = { params: { id: `inv_${'0'.repeat(32)}` } };

/** Poleepo's order, or Odoo's. */
const wanted = z.union([z.strictObject({ orderId: id }), z.strictObject({ saleOrderId: id })]);

export const invoiceRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/invoices',
    summary: 'Invoice a delivered order in Odoo, once; asked again, it goes on where it stands still',
    tag,
    role: 'operator',
    body: wanted,
    example: { body: { saleOrderId: 41 } },
    status: 202,
    answer: invoiceView,
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      const order =
        'orderId' in body ? body.orderId : await stores.shipments.orderOf(body.saleOrderId as SaleOrderId);
      const link = order === null ? null : await stores.orders.get(order as PoleepoOrderId);
      if (link === null || link.saleOrderId === null) throw problem('not-found');
      const now = house.clock.now();
      const { poleepoOrderId, saleOrderId, saleOrderName } = link;
      const row = await stores.invoices.want({
        id: newId<string>('inv', now, house.chance),
        poleepoOrderId,
        saleOrderId,
        saleOrderName,
        requestedBy: actor.label,
        createdAt: now,
      });
      return begun(entry, row, 'invoices.request');
    },
  }),
  route({
    method: 'get',
    path: '/v1/invoices',
    summary: 'Invoices, newest first; by state',
    tag,
    role: 'read-only',
    query: z.object({ ...paging, state: z.enum(invoiceStates).optional() }),
    answer: listOf(invoiceView),
    handle: async ({ stores, query, locale }) => {
      const page = await stores.invoices.list(query);
      return { ...page, items: page.items.map((row) => viewInvoice(row, locale)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/invoices/{id}',
    summary: 'One invoice, and what keeps it from going on',
    tag,
    role: 'read-only',
    params,
    example,
    answer: invoiceView,
    handle: async (entry) => viewInvoice(await present(entry, entry.params.id), entry.locale),
  }),
  route({
    method: 'post',
    path: '/v1/invoices/{id}/retry',
    summary: 'Go on with an invoice that was refused or stands still, once it is mended',
    tag,
    role: 'operator',
    params,
    example,
    status: 202,
    answer: invoiceView,
    handle: async (entry) => begun(entry, await present(entry, entry.params.id), 'invoices.retry'),
  }),
];

async function present({ stores }: MemberEntry, invoice: string): Promise<InvoiceRow> {
  const row = await stores.invoices.get(invoice);
  if (row === null) throw problem('not-found');
  return row;
}

/** The work goes on from where it stands; what is posted stays as it is. */
async function begun(entry: MemberEntry, row: InvoiceRow, action: string) {
  const { stores, house, tenant, actor, locale } = entry;
  const now = house.clock.now();
  const state = row.moveId === null ? 'requested' : 'drafted';
  const opened = await stores.invoices.advance(row.id, {
    from: ['refused'],
    set: { state, error: null },
    now,
  });
  const then = opened ?? row;
  await audit(entry, { action, target: row.id, detail: { saleOrder: row.saleOrderName } });
  if (then.state !== 'requested' && then.state !== 'drafted') return viewInvoice(then, locale);
  const jobId = await stores.jobs.enqueue({
    id: newId<JobId>('job', now, house.chance),
    kind: 'make-invoice',
    subject: invoiceSubject(row.poleepoOrderId),
    priority: 0,
    dueAt: now,
    now,
    askedBy: actor.label,
  });
  await stores.invoices.advance(row.id, { from: ['requested', 'drafted'], set: { jobId }, now });
  await house.wake(tenant.id, jobId);
  return viewInvoice({ ...then, jobId }, locale);
}
