import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { Locale } from '../../kit/text.ts';
import { batchStateWords, itemStateWords } from '../../products/state-words.ts';
import type { BatchItemRow, BatchRow } from '../../store/batch-store.ts';
import { batchStates, itemStates, productKinds } from '../../store/product-states.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { listOf, paging } from './paging.ts';
import { errorView, viewError } from './product-views.ts';

const tag = 'Batches';
const time = z.iso.datetime().nullable();

const batchView = z.object({
  id: z.string(),
  /** Poleepo's number; null as long as Poleepo has not taken it. */
  poleepoId: z.int().nullable(),
  state: z.enum(batchStates),
  label: z.string(),
  total: z.int(),
  completed: z.int(),
  failed: z.int(),
  polls: z.int(),
  /** When its outcome is asked for next. */
  dueAt: time,
  error: errorView.nullable(),
  createdAt: z.iso.datetime(),
  sentAt: time,
  polledAt: time,
  settledAt: time,
});

const itemView = z.object({
  position: z.int(),
  kind: z.enum(productKinds),
  odooId: z.int(),
  sku: z.string(),
  name: z.string(),
  poleepoId: z.int().nullable(),
  state: z.enum(itemStates),
  label: z.string(),
  error: errorView.nullable(),
  /** What was said of it; images by where they are in Odoo. */
  entry: z.record(z.string(), z.unknown()),
});

export const batchRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/batches',
    summary: 'Batches of products, newest first; by state',
    tag,
    role: 'read-only',
    query: z.object({ ...paging, state: z.enum(batchStates).optional() }),
    answer: listOf(batchView),
    handle: async ({ stores, query, locale }) => {
      const page = await stores.batches.list(query);
      return { ...page, items: page.items.map((row) => viewBatch(row, locale)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/batches/{id}',
    summary: 'One batch with its products: what was said of each and what became of it',
    tag,
    role: 'read-only',
    params: z.object({ id: z.string().regex(/^[a-z]+_[0-9a-f]{32}$/) }),
    example: { params: { id: `bat_${'0'.repeat(32)}` } },
    answer: batchView.extend({ items: z.array(itemView) }),
    handle: async ({ stores, params, locale }) => {
      const row = await stores.batches.get(params.id);
      if (row === null) throw problem('not-found');
      const items = await stores.batches.itemsOf(row.id);
      return { ...viewBatch(row, locale), items: items.map((item) => viewItem(item, locale)) };
    },
  }),
];

const iso = (ms: number | null) => (ms === null ? null : toIso(ms));

function viewBatch(row: BatchRow, locale: Locale): z.output<typeof batchView> {
  return {
    id: row.id,
    poleepoId: row.poleepoId,
    state: row.state,
    label: batchStateWords[row.state][locale],
    total: row.total,
    completed: row.completed,
    failed: row.failed,
    polls: row.polls,
    dueAt: iso(row.dueAt),
    error: viewError(row.error, locale),
    createdAt: toIso(row.createdAt),
    sentAt: iso(row.sentAt),
    polledAt: iso(row.polledAt),
    settledAt: iso(row.settledAt),
  };
}

function viewItem(item: BatchItemRow, locale: Locale): z.output<typeof itemView> {
  return {
    position: item.position,
    kind: item.kind,
    odooId: item.odooId,
    sku: item.sku,
    name: item.name,
    poleepoId: item.poleepoRef,
    state: item.state,
    label: itemStateWords[item.state][locale],
    error: viewError(item.error, locale),
    entry: item.entry,
  };
}
