import { z } from 'zod';
import type { Api } from './api.ts';

const time = z.iso.datetime().nullable();

const error = z.object({ code: z.string(), title: z.string(), nextStep: z.string() }).nullable();

export const product = z.object({
  odooId: z.int(),
  kind: z.enum(['variant', 'parent']),
  name: z.string(),
  sku: z.string().nullable(),
  poleepoId: z.int().nullable(),
  state: z.string(),
  priceWithTax: z.string().nullable(),
  error,
  acceptedAt: time,
});

export const batch = z.object({
  id: z.string(),
  poleepoId: z.int().nullable(),
  state: z.string(),
  label: z.string(),
  total: z.int(),
  completed: z.int(),
  failed: z.int(),
  settledAt: time,
});

export const progress = z.object({
  waiting: z.int(),
  sending: z.int(),
  completed: z.int(),
  error: z.int(),
  batchesOpen: z.int(),
});

const productPage = z.object({ items: z.array(product), nextCursor: z.string().nullable() });
const batchPage = z.object({ items: z.array(batch), nextCursor: z.string().nullable() });

export type ListedProduct = z.output<typeof product>;
export type ListedBatch = z.output<typeof batch>;

/** The products of one state; at most 200. */
export async function productsIn(api: Api, state: string): Promise<ListedProduct[]> {
  return (await api.get(`/v1/products?state=${state}&limit=200`, productPage)).items;
}

/** The product with this SKU; null where there is none. */
export async function productOf(api: Api, sku: string): Promise<ListedProduct | null> {
  const { items } = await api.get(`/v1/products?search=${encodeURIComponent(sku)}&limit=200`, productPage);
  return items.find((one) => one.sku === sku) ?? null;
}

/** Newest first; at most 200. */
export async function latestBatches(api: Api): Promise<ListedBatch[]> {
  return (await api.get('/v1/batches?limit=200', batchPage)).items;
}

/** Says that everything that is sold in Odoo is for Poleepo. */
export async function publishAll(api: Api): Promise<void> {
  await api.post('/v1/products/publish', { body: { all: true, published: true }, answer: z.unknown() });
}

/** Has these variants read from Odoo again at once, as a doorbell in Odoo would. */
export async function hint(api: Api, ids: readonly number[]): Promise<void> {
  await api.post('/v1/products/sync', { body: { ids }, answer: z.unknown() });
}
