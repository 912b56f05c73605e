import Big from 'big.js';
import type { z } from 'zod';
import type { Account } from './account.ts';
import type { BatchItem, BatchStatus } from './batch.ts';
import { batchStatus } from './batch.ts';
import * as schemas from './control-schemas.ts';
import { apiTime } from './dates.ts';
import { notFound } from './envelope.ts';
import { findAccount } from './find.ts';
import { settleBatches } from './process-batches.ts';
import type { Product, ProductTypeId } from './product.ts';
import { plainCategory, productTypes } from './product.ts';
import type { SimState } from './state.ts';
import { amount, withoutTax, withTax } from './totals.ts';

type In<S extends z.ZodType> = z.input<S>;
type Change = z.output<typeof schemas.productChangeSchema>['change'];
type Wanted = z.output<typeof schemas.productsWantedSchema>['products'][number];

/** A batch as it was received, and how it stands. Moments are in milliseconds; `dueAt` is null while it is held. */
export interface SeenBatch {
  id: number;
  status: BatchStatus;
  acceptedAt: number;
  dueAt: number | null;
  entries: readonly unknown[];
  items: readonly BatchItem[];
}

/** One poll of a batch: when it came, and what was answered; null where nothing was. */
export interface SeenPoll {
  at: number;
  batchId: number;
  status: number | null;
}

/** What a test or a demo does to products and batches. A client id is that of the demo account unless told. */
export interface ProductControl {
  products(clientId?: string): Product[];
  /** The oldest product with a SKU. */
  product(sku: string, clientId?: string): Product | undefined;
  /** Products that people have made in Poleepo: nothing is judged, and SKUs may be there twice. */
  addProducts(wanted: In<typeof schemas.productsWantedSchema>): Product[];
  /** Changes a product as if somebody edited it in Poleepo. */
  changeProduct(wanted: In<typeof schemas.productChangeSchema>): Product;
  removeProduct(wanted: In<typeof schemas.productRemovalSchema>): void;
  /** Removes every product of an account. */
  clearProducts(clientId?: string): void;
  batches(clientId?: string): SeenBatch[];
  /** Every poll, the refused and the lost as well, the oldest first. */
  batchPolls(clientId?: string): SeenPoll[];
  /** Replaces the list of what becomes of batches by script; an empty one ends it. */
  setBatchFaults(faults: In<typeof schemas.batchFaultsSchema>): void;
  /** Lets held batches, or the one that is named, happen now. */
  releaseBatches(wanted?: In<typeof schemas.batchesReleaseSchema>): void;
}

function priced(
  { price, price_with_tax: gross, vat_rate }: Change,
  before: Product | null,
): Partial<Product> {
  if (price === undefined && gross === undefined && vat_rate === undefined) return {};
  const rate = vat_rate ?? before?.vat_rate ?? 22;
  const net =
    price ?? (gross === undefined ? (before?.price ?? 0) : amount(withoutTax(new Big(gross), rate)));
  return { price: net, price_with_tax: gross ?? amount(withTax(new Big(net), rate)), vat_rate: rate };
}

function edited(account: Account, change: Change, before: Product | null): Partial<Product> {
  const { category_path: path, images, price: _p, price_with_tax: _g, vat_rate: _v, ...plain } = change;
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as Partial<Product>),
    ...priced(change, before),
    ...(path === undefined ? {} : { main_category_id: account.categoryId(path), main_category_path: path }),
    ...(images ? { images: images.map((url) => ({ id: account.nextId('image'), url })) } : {}),
  };
}

function addProduct(account: Account, { type, parent_sku, ...wanted }: Wanted, moment: string): Product {
  const parent = parent_sku === undefined ? undefined : account.products.parent(parent_sku);
  if (parent_sku !== undefined && parent === undefined) throw notFound(`Parent ${parent_sku}`);
  const typeId: ProductTypeId = type ?? (parent === undefined ? 'SIMPLE' : 'VARIANT');
  const product: Product = {
    id: account.products.newId(wanted.sku),
    type: productTypes[typeId],
    sku: wanted.sku,
    title: wanted.sku,
    price: 8.2,
    price_with_tax: 10,
    vat_rate: 22,
    quantity: typeId === 'PARENT' ? 0 : 1,
    active: true,
    sales: 0,
    main_category_id: account.categoryId(plainCategory),
    main_category_path: plainCategory,
    images: [],
    provisions: [],
    tags: [],
    creation_date: moment,
    update_date: moment,
    ...(parent === undefined ? {} : { parent_id: parent.id, parent_sku: parent.sku }),
    ...edited(account, wanted, null),
  };
  account.products.add(product);
  return product;
}

function settledAccount(state: SimState, clientId: string | undefined): Account {
  const account = findAccount(state, clientId);
  settleBatches(state, account);
  return account;
}

function find(
  state: SimState,
  which: z.output<typeof schemas.productRemovalSchema>,
): { account: Account; product: Product } {
  const account = settledAccount(state, which.account);
  const product = 'id' in which ? account.products.get(which.id) : account.products.withSku(which.sku)[0];
  if (product === undefined) throw notFound('Product');
  return { account, product };
}

function release(
  state: SimState,
  { account: clientId, id }: z.output<typeof schemas.batchesReleaseSchema>,
): void {
  const account = settledAccount(state, clientId);
  if (id !== undefined && !account.batches.has(id)) throw notFound('Batch');
  for (const batch of account.pending) {
    const wanted = id === undefined ? batch.dueAt === Number.POSITIVE_INFINITY : batch.id === id;
    if (wanted) batch.dueAt = state.options.now();
  }
}

function seenBatches(state: SimState, clientId: string | undefined): SeenBatch[] {
  const now = state.options.now();
  return [...settledAccount(state, clientId).batches.values()].map((batch) => ({
    id: batch.id,
    status: batchStatus(batch, now),
    acceptedAt: batch.acceptedAt,
    dueAt: Number.isFinite(batch.dueAt) ? batch.dueAt : null,
    entries: batch.entries,
    items: batch.items,
  }));
}

/** The part of the control that is about products and batches. A ZodError for an argument that is not valid. */
export function productControl(state: SimState): ProductControl {
  const moment = () => apiTime(state.options.now());
  return {
    products: (clientId) => [...settledAccount(state, clientId).products.list()],
    product: (sku, clientId) => settledAccount(state, clientId).products.withSku(sku)[0],
    addProducts: (wanted) => {
      const { account: clientId, products } = schemas.productsWantedSchema.parse(wanted);
      const account = settledAccount(state, clientId);
      return products.map((one) => addProduct(account, one, moment()));
    },
    changeProduct: (wanted) => {
      const { change, ...which } = schemas.productChangeSchema.parse(wanted);
      const { account, product } = find(state, which);
      account.products.change(product, { ...edited(account, change, product), update_date: moment() });
      return product;
    },
    removeProduct: (wanted) => {
      const { account, product } = find(state, schemas.productRemovalSchema.parse(wanted));
      account.products.remove(product);
    },
    clearProducts: (clientId) => settledAccount(state, clientId).products.clear(),
    batches: (clientId) => seenBatches(state, clientId),
    batchPolls: (clientId) =>
      findAccount(state, clientId).polls.map(({ at, path, status }) => ({
        at,
        batchId: Number(path.split('/').at(-1)),
        status,
      })),
    setBatchFaults: (faults) => {
      const parsed = schemas.batchFaultsSchema.parse(faults);
      state.batchFaults = parsed.map((fault) => ({ fault, struck: new Map() }));
    },
    releaseBatches: (wanted = {}) => release(state, schemas.batchesReleaseSchema.parse(wanted)),
  };
}
