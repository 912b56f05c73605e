import { z } from 'zod';
import { invoiceStates } from '../../store/invoice-store.ts';
import { problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { invoiceAgain, invoiceOrder, lookNow } from './ask-invoice.ts';
import { invoiceView, viewInvoice } from './invoice-views.ts';
import { listOf, paging } from './paging.ts';
import { oneOrSeveral, resultsOf, severalResults } from './several.ts';

const tag = 'Invoices';
const id = z.int().positive();
const params = z.object({ id: z.string().regex(/^inv_[0-9a-f]{32}$/) });
const example = { params: { id: `inv_${'0'.repeat(32)}` } };

/** Poleepo's order, or Odoo's. */
const order = z.union([z.strictObject({ orderId: id }), z.strictObject({ saleOrderId: id })]);

export const invoiceRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/invoices',
    summary:
      'Invoice what of an order is delivered in Odoo, once: one order, or up to 50 as `items`, with one result each; asked again, it goes on where it stands still',
    tag,
    role: 'operator',
    body: oneOrSeveral(order),
    example: { body: { saleOrderId: 41 } },
    status: 202,
    answer: z.union([severalResults({ invoice: invoiceView.nullable() }), invoiceView]),
    handle: async (entry) => {
      const { body, locale } = entry;
      const one = async (wanted: z.output<typeof order>) =>
        viewInvoice(await invoiceOrder(entry, wanted), locale);
      if (!('items' in body)) return one(body);
      const results = await resultsOf(entry, body.items, one);
      return { results: results.map(({ result, error }) => ({ invoice: result, error })) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/invoices/find',
    summary:
      'Look now for what can be invoiced or go on by itself: by the rule, posted by people, or mended in Odoo',
    tag,
    role: 'operator',
    status: 202,
    answer: z.object({ jobId: z.string() }),
    handle: async (entry) => ({ jobId: await lookNow(entry) }),
  }),
  route({
    method: 'get',
    path: '/v1/invoices',
    summary: 'Invoices, newest first; by state, or of one order of Poleepo',
    tag,
    role: 'read-only',
    query: z.object({
      ...paging,
      state: z.enum(invoiceStates).optional(),
      orderId: z.coerce.number().int().positive().optional(),
    }),
    answer: listOf(invoiceView),
    handle: async ({ stores, query, locale }) => {
      const { orderId, ...filter } = query;
      const page = await stores.invoices.list({ ...filter, poleepoOrderId: orderId });
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
    handle: async (entry) => viewInvoice(await present(entry), entry.locale),
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
    handle: async (entry) => viewInvoice(await invoiceAgain(entry, await present(entry)), entry.locale),
  }),
];

async function present({ stores, params: { id: invoice } }: MemberEntry & { params: { id: string } }) {
  const row = await stores.invoices.get(invoice);
  if (row === null) throw problem('not-found');
  return row;
}
