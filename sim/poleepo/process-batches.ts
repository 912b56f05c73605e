import type { Account } from './account.ts';
import type { Batch, BatchItem, ItemError } from './batch.ts';
import { faultsOfItem } from './batch-faults.ts';
import type { Product } from './product.ts';
import type { Entry } from './product-entry.ts';
import { invalid, readEntry } from './product-entry.ts';
import type { SimState } from './state.ts';
import { writeProduct } from './write-product.ts';

interface Processed {
  state: SimState;
  account: Account;
  batch: Batch;
}

/** The SKU of an entry as it was sent; null where it has none. */
export function skuOf(entry: unknown): string | null {
  const sku = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'sku') : null;
  return typeof sku === 'string' && sku !== '' ? sku : null;
}

/** The item of an entry that has not been processed. */
export function draftItem(entry: unknown, index: number): BatchItem {
  const id = readEntry(entry).entry?.product_id ?? null;
  return { index, sku: skuOf(entry), product_id: id, status: 'DRAFT', errors: [] };
}

function unreachableImages({ images = [] }: Entry, { unreachable }: Batch): ItemError[] {
  return images
    .filter((url) => unreachable?.has(url))
    .map((url) => ({ code: 'IMAGE_UNREACHABLE', message: `No image at ${url}`, field: 'images' }));
}

function errorOf({
  field,
  code,
  message,
}: Omit<ItemError, 'field'> & { field?: string | undefined }): ItemError {
  return { code, message, ...(field === undefined || field === '' ? {} : { field }) };
}

function write(processed: Processed, value: unknown): { product: Product } | { errors: ItemError[] } {
  const { state, account, batch } = processed;
  const faults = faultsOfItem(state, account.clientId, skuOf(value) ?? '');
  const scripted = faults.filter((fault) => fault.kind === 'fail-items');
  if (scripted.length > 0) return { errors: scripted.map(errorOf) };
  const { entry, errors } = readEntry(value);
  if (errors !== null) return { errors };
  const product = typeof entry.product_id === 'number' ? account.products.get(entry.product_id) : null;
  if (product === undefined) return { errors: [invalid('product_id', 'no such product')] };
  const images = unreachableImages(entry, batch);
  if (images.length > 0) return { errors: images };
  const members = faults.flatMap((fault) => (fault.kind === 'ignore-members' ? fault.members : []));
  const written = writeProduct(account, {
    entry,
    product,
    now: batch.dueAt,
    ignoring: new Set(members),
    dry: batch.fate === 'ignore',
  });
  return written.errors === null ? { product: written.product } : { errors: written.errors };
}

function processItem(processed: Processed, draft: BatchItem): BatchItem {
  const written = write(processed, processed.batch.entries[draft.index]);
  if ('errors' in written) return { ...draft, status: 'ERROR', errors: written.errors.map(errorOf) };
  const { id, sku } = written.product;
  return { ...draft, sku: draft.sku ?? sku, product_id: id, status: 'COMPLETED' };
}

function process(processed: Processed): void {
  const { batch } = processed;
  batch.outcome = batch.fate === 'fail' ? 'FAILED' : 'COMPLETED';
  if (batch.fate === 'fail') return;
  batch.items = batch.items.map((draft) => processItem(processed, draft));
}

/**
 * Lets happen what batches of an account should have done by now: by the moments at which they are due, those of
 * one moment in the order in which they were accepted. A batch whose images are still being looked at holds up
 * those behind it.
 */
export function settleBatches(state: SimState, account: Account): void {
  if (account.pending.length === 0) return;
  const now = state.options.now();
  const due = account.pending
    .filter(({ dueAt }) => dueAt <= now)
    .toSorted((a, b) => a.dueAt - b.dueAt || a.id - b.id);
  for (const batch of due) {
    if (batch.unreachable === null) break;
    process({ state, account, batch });
  }
  account.pending = account.pending.filter(({ outcome }) => outcome === 'pending');
}
