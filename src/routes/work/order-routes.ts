import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import { orderPage } from '../../poleepo/order-page.ts';
import { stateWords } from '../../orders/state-words.ts';
import { type OrderLink, orderStates } from '../../store/link-store.ts';
import type { PoleepoOrderId } from '../../trade/ids.ts';
import { orderSubject } from '../../trade/subject.ts';
import { problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { holdView, jobView, viewHold, viewJob } from './job-views.ts';

const poleepoId = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform((text) => Number(text) as PoleepoOrderId);
const states = z.enum(orderStates);
const counts = z.record(z.string(), z.int());
const time = z.iso.datetime().nullable();

const orderView = z.object({
  poleepoId: z.int(),
  /** The order's page in Poleepo. */
  link: z.string(),
  state: states,
  /** The state in words. */
  stateLabel: z.string(),
  saleOrderId: z.int().nullable(),
  saleOrder: z.string().nullable(),
  reference: z.string().nullable(),
  channel: z.string().nullable(),
  status: z.string().nullable(),
  currency: z.string().nullable(),
  /** Decimal texts, taxes included. */
  poleepoTotal: z.string().nullable(),
  odooTotal: z.string().nullable(),
  held: holdView.nullable(),
  orderedAt: time,
  updatedAt: time,
});

const eventView = z.object({
  at: z.iso.datetime(),
  kind: z.string(),
  jobId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

export const orderRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/orders',
    summary: 'Orders, newest Poleepo id first; by state, by channel, or by why they wait',
    tag: 'Orders',
    role: 'read-only',
    query: z.object({
      state: states.optional(),
      channel: z.string().min(1).max(100).optional(),
      reason: z.string().min(1).max(60).optional(),
      cursor: poleepoId.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ items: z.array(orderView), nextCursor: z.string().nullable() }),
    handle: async (entry) => {
      const { stores, query } = entry;
      const rows = await stores.orders.list({
        state: query.state,
        channel: query.channel,
        reason: query.reason,
        before: query.cursor,
        limit: query.limit + 1,
      });
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      const nextCursor = rows.length > query.limit && last !== undefined ? String(last.poleepoOrderId) : null;
      return { items: items.map((row) => view(row, entry)), nextCursor };
    },
  }),
  route({
    method: 'get',
    path: '/v1/orders/counts',
    summary: 'How many orders are in each state, and for which reasons how many wait',
    tag: 'Orders',
    role: 'read-only',
    answer: z.object({ states: counts, reasons: counts }),
    handle: async ({ stores }) => stores.orders.counts(),
  }),
  route({
    method: 'get',
    path: '/v1/orders/{poleepoId}',
    summary: 'One order: its link, its state, why it is held, and what happened to it',
    tag: 'Orders',
    role: 'read-only',
    params: z.object({ poleepoId }),
    example: { params: { poleepoId: '918273' } },
    answer: orderView.extend({ timeline: z.array(eventView), job: jobView.nullable() }),
    handle: async (entry) => {
      const { stores, params, locale } = entry;
      const [row, events, jobs] = await Promise.all([
        stores.orders.get(params.poleepoId),
        stores.orders.eventsOf(params.poleepoId),
        stores.jobs.list({ subject: orderSubject(params.poleepoId), limit: 1 }),
      ]);
      if (row === null) throw problem('not-found');
      const timeline = events.map(({ at, kind, jobId, detail }) => ({ at: toIso(at), kind, jobId, detail }));
      const [job] = jobs.items;
      return { ...view(row, entry), timeline, job: job === undefined ? null : viewJob(job, locale) };
    },
  }),
];

function view(row: OrderLink, { house, locale }: MemberEntry): z.output<typeof orderView> {
  return {
    poleepoId: row.poleepoOrderId,
    link: orderPage(house.variables.POLEEPO_APP_URL, row.poleepoOrderId),
    state: row.state,
    stateLabel: stateWords[row.state][locale],
    saleOrderId: row.saleOrderId,
    saleOrder: row.saleOrderName,
    reference: row.reference,
    channel: row.channel,
    status: row.status,
    currency: row.currency,
    poleepoTotal: row.poleepoTotal,
    odooTotal: row.odooTotal,
    held: viewHold(row.held, locale),
    orderedAt: row.orderedAt === null ? null : toIso(row.orderedAt),
    updatedAt: toIso(row.updatedAt),
  };
}
