import type { ReadProduct } from '../../../../src/store/product-reading-store.ts';
import type { BatchItemRow, ItemResult, SendableProduct } from '../../../../src/store/batch-store.ts';
import type { ProductKey } from '../../../../src/store/product-store.ts';
import { type Ledger, now } from './ledger.ts';

export interface Told {
  quantity?: number | null;
  price?: string | null;
  rest?: string;
  entry?: Record<string, unknown>;
}

export const variant = (odooId: number): ProductKey => ({ kind: 'variant', odooId });
export const parent = (odooId: number): ProductKey => ({ kind: 'parent', odooId });

/** A published variant as it was read from Odoo, with five pieces at ten euros. */
export function read(odooId: number, told: Told | null = {}, given: Partial<ReadProduct> = {}): ReadProduct {
  const wanted = { quantity: 5, price: '10|12.2|22', rest: 'r1', entry: { sku: `SKU-${odooId}` }, ...told };
  return {
    kind: 'variant',
    odooId,
    templateId: 1000 + odooId,
    name: `Product ${odooId}`,
    sku: `SKU-${odooId}`,
    published: true,
    readPrint: `print-${odooId}`,
    wanted: told === null ? null : wanted,
    error: null,
    ...given,
  };
}

let clock = now;
/** A later moment each time. */
export const later = () => (clock += 1000);

export async function save(ledger: Ledger, ...products: ReadProduct[]): Promise<void> {
  const at = later();
  await ledger.productReading.save(products, { readAt: at, now: at });
}

/** Sends everything that may be sent in one batch. */
export async function send(ledger: Ledger, id: string): Promise<BatchItemRow[]> {
  const items: SendableProduct[] = await ledger.batches.sendable(100);
  return ledger.batches.prepare({ id, now: later() }, items);
}

/** Ends every item of a batch in one way. */
export async function end(
  ledger: Ledger,
  id: string,
  of: (item: BatchItemRow) => Partial<ItemResult> = () => ({}),
): Promise<void> {
  const items = await ledger.batches.itemsOf(id);
  const results = items.map((item): ItemResult => {
    const { position, kind, odooId } = item;
    return {
      position,
      kind,
      odooId,
      outcome: 'completed',
      poleepoRef: (9000 + odooId) as never,
      ...of(item),
    };
  });
  await ledger.batches.settle(id, { state: 'completed', results, now: later() });
}

export async function stateOf(ledger: Ledger, key: ProductKey) {
  const row = await ledger.products.get(key);
  return row?.state ?? null;
}
