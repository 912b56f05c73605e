import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import { exportProgress } from '../../products/export-progress.ts';
import { productKinds, type ProductKind, productStates } from '../../store/product-states.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { listOf, paging } from './paging.ts';
import { productDetailView, productView, viewProduct, viewProductInFull } from './product-views.ts';

const tag = 'Products';
const latestBatches = 10;

const cursor = z
  .string()
  .regex(/^(variant|parent):\d{1,15}$/)
  .optional();

export const productId = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

export const productRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/products',
    summary: 'Products and how they stand at Poleepo; by state, by kind, or by a part of name or SKU',
    tag,
    role: 'read-only',
    query: z.object({
      ...paging,
      cursor,
      state: z.enum(productStates).optional(),
      kind: z.enum(productKinds).optional(),
      search: z.string().min(1).max(100).optional(),
    }),
    answer: listOf(productView),
    handle: async ({ stores, query, locale }) => {
      const page = await stores.products.list(query);
      const waiting = page.items.filter(({ kind, state }) => kind === 'variant' && state === 'waiting');
      const parents = await stores.products.known('parent', [
        ...new Set(waiting.map(({ templateId }) => templateId)),
      ]);
      const byTemplate = new Map(parents.map((parent) => [parent.odooId, parent]));
      const items = page.items.map((row) =>
        viewProduct(row, { parent: byTemplate.get(row.templateId) ?? null, locale }),
      );
      return { ...page, items };
    },
  }),
  route({
    method: 'get',
    path: '/v1/products/counts',
    summary: 'How many products are in each state',
    tag,
    role: 'read-only',
    answer: z.object({ states: z.record(z.string(), z.int()) }),
    handle: async ({ stores }) => ({ states: await stores.products.counts() }),
  }),
  route({
    method: 'get',
    path: '/v1/products/progress',
    summary: 'How far the export is, and how long the rest takes at the pace that Poleepo allows',
    tag,
    role: 'read-only',
    answer: z.object({
      waiting: z.int(),
      sending: z.int(),
      completed: z.int(),
      error: z.int(),
      batchesOpen: z.int(),
      /** ms; null where nothing waits. */
      etaMs: z.number().nullable(),
      /** When all that waits now should have ended. */
      doneAt: z.iso.datetime().nullable(),
    }),
    handle: async ({ stores, tenant, house: { clock, lane } }) => {
      const { pollsLearnt: learnt } = await lane(tenant.id).state();
      const progress = await exportProgress({ stores, clock }, { learnt });
      const { etaMs } = progress;
      return { ...progress, doneAt: etaMs === null ? null : toIso(clock.now() + etaMs) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/products/{odooId}',
    summary: 'One product: what Odoo has, what Poleepo accepted, its parent and its last batches',
    tag,
    role: 'read-only',
    params: z.object({ odooId: productId }),
    query: z.object({ kind: z.enum(productKinds).default('variant') }),
    example: { params: { odooId: '41' } },
    answer: productDetailView,
    handle: async ({ stores, params, query, locale }) => {
      const key = { kind: query.kind, odooId: params.odooId };
      const [row, past] = await Promise.all([
        stores.products.get(key),
        stores.productLinks.pastOf(key, latestBatches),
      ]);
      if (row === null) throw problem('not-found');
      const parentKey = { kind: 'parent' satisfies ProductKind, odooId: row.templateId } as const;
      const parent = row.kind === 'parent' ? null : await stores.products.get(parentKey);
      return viewProductInFull(row, { parent, past, locale });
    },
  }),
];
