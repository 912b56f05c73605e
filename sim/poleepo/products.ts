import { Hono } from 'hono';
import { z } from 'zod';
import { acceptBatch } from './accept-batch.ts';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { guard, idOf } from './api-env.ts';
import { shownBatch } from './batch.ts';
import { refusedPoll } from './batch-polls.ts';
import type { FieldError } from './envelope.ts';
import { notFound, Refusal } from './envelope.ts';
import { shown } from './hide.ts';
import { jsonBody } from './json-body.ts';
import { listBody, pageOf } from './paging.ts';
import type { Product } from './product.ts';
import type { Entry, EntryMember } from './product-entry.ts';
import { readEntry } from './product-entry.ts';
import { settleBatches } from './process-batches.ts';
import type { SimState } from './state.ts';
import type { ProductWrite } from './write-product.ts';
import { writeProduct } from './write-product.ts';

/** The smallest create body that works has these as well: confirmed. That less does not work is assumed. */
const alsoRequired: readonly EntryMember[] = ['price', 'vat_rate', 'quantity', 'active', 'main_category_id'];

const batchWrite = z.object({ products: z.array(z.unknown()).min(1) });
const anyRecord = z.record(z.string(), z.unknown());

function productOf(c: ApiContext): Product {
  const id = idOf(c);
  const product = id === null ? undefined : c.var.account.products.get(id);
  if (product === undefined) throw notFound('Product');
  return product;
}

function refusal(errors: FieldError[]): Refusal {
  const code = errors.length === 1 ? (errors[0]?.code ?? 'VALIDATION_ERROR') : 'VALIDATION_ERROR';
  return new Refusal({ status: 422, code, message: 'The product is not valid', errors });
}

async function entryOf(c: ApiContext): Promise<Entry> {
  const { entry, errors } = readEntry(await jsonBody(c, anyRecord));
  if (errors !== null) throw refusal(errors);
  return entry;
}

function written(c: ApiContext, write: ProductWrite): Product {
  const { product, errors } = writeProduct(c.var.account, { ...write, dry: c.env.ignoreWrites === true });
  if (errors !== null) throw refusal(errors);
  return product;
}

/** `POST /products/batch` and the poll of a batch. Assumed, but for the entries and the limit. */
function batchRoutes(state: SimState, routes: Hono<ApiEnv>): void {
  routes.post('/batch', async (c) => {
    const { products: entries } = await jsonBody(c, batchWrite);
    const { account } = c.var;
    const { max, tooLargeStatus } = account.batchSettings;
    if (entries.length > max) {
      const message = `A batch holds at most ${max} products`;
      throw new Refusal({ status: tooLargeStatus, code: 'BATCH_TOO_LARGE', message });
    }
    const batch = acceptBatch(state, { account, entries, ignore: c.env.ignoreWrites === true });
    return c.json({ data: { id: batch.id, status: 'QUEUED', total: entries.length } }, 202);
  });

  routes.get('/batch/:id', (c) => {
    const { account } = c.var;
    const refused = refusedPoll(c, account, state.options.now());
    if (refused !== null) return refused;
    const id = idOf(c);
    const batch = id === null ? undefined : account.batches.get(id);
    if (batch === undefined) throw notFound('Batch');
    return c.json({ data: shownBatch(batch, state.options.now()) });
  });
}

/** `/products`: list (with `active`, without any filter by SKU or date), read, create, change in part, and batches. */
export function productsRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'products'));
  routes.use(async (c, next) => {
    settleBatches(state, c.var.account);
    await next();
  });
  batchRoutes(state, routes);

  routes.get('/', (c) => {
    const { account } = c.var;
    const active = c.req.query('active');
    // Assumed: another word than true or false lists nothing.
    const known = active === undefined || active === 'true' || active === 'false';
    const products = known ? account.products.list(active === undefined ? undefined : active === 'true') : [];
    const { data, total } = listBody(products, pageOf(c.req.query()));
    return c.json({ data: data.map((product) => shown(product, account.hides)), total });
  });

  routes.get('/:id', (c) => c.json({ data: shown(productOf(c), c.var.account.hides) }));

  routes.post('/', async (c) => {
    const entry = await entryOf(c);
    const now = state.options.now();
    const product = written(c, { entry, product: null, now, required: alsoRequired });
    return c.json({ data: shown(product, c.var.account.hides) }, 201);
  });

  routes.put('/:id', async (c) => {
    const product = productOf(c);
    written(c, { entry: await entryOf(c), product, now: state.options.now() });
    const { hides, putStatus } = c.var.account;
    return putStatus === 204 ? c.body(null, 204) : c.json({ data: shown(product, hides) });
  });

  return routes;
}
