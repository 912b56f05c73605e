import { SyncError } from '../kit/errors.ts';
import { type EntryDraft, entryOf } from '../poleepo/product-entry.ts';
import type { SendableProduct } from '../store/batch-store.ts';
import { unsure } from '../store/product-states.ts';
import type { Refused } from '../store/product-touch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { imageAddresses } from './image-addresses.ts';
import { cannotBeWritten } from './item-errors.ts';
import { draftOf, type KeptEntry, keptEntry, withdrawnRest } from './kept-entry.ts';

/** A product with what will be sent of it. */
export interface Drafted {
  product: SendableProduct;
  draft: EntryDraft;
}

interface Readable {
  product: SendableProduct;
  entry: KeptEntry;
}

/** What is to be sent of these products, and those of which nothing can be sent as they are. */
export async function draftBatch(
  context: TenantContext,
  products: readonly SendableProduct[],
): Promise<{ drafted: Drafted[]; refused: Refused[] }> {
  const refused: Refused[] = [];
  const refuse = ({ kind, odooId }: SendableProduct, member: string | null) =>
    void refused.push({ kind, odooId, error: cannotBeWritten(member) });
  const readable = products.flatMap((product): Readable[] => {
    const read = keptEntry.safeParse(product.entry);
    if (read.success) return [{ product, entry: read.data }];
    refuse(product, read.error.issues[0]?.path.join('.') ?? null);
    return [];
  });
  const addressOf = await addressesOf(context, readable);
  const drafted = readable.flatMap(({ product, entry }): Drafted[] => {
    const { poleepoRef: productId, sku, acceptedRest } = product;
    const wasWithdrawn = acceptedRest === withdrawnRest || acceptedRest === unsure;
    const draft = draftOf(entry, { productId, sku, wasWithdrawn, addressOf });
    const member = unwritable(draft);
    if (member === null) return [{ product, draft }];
    refuse(product, member);
    return [];
  });
  return { drafted, refused };
}

async function addressesOf(context: TenantContext, readable: readonly Readable[]) {
  const images = readable.flatMap(({ entry }) => (entry.kind === 'variant' ? entry.images : []));
  return images.length === 0 ? () => '' : imageAddresses(context, images);
}

/** The member of an entry that Poleepo's form has no place for; null where it can be sent. */
function unwritable(draft: EntryDraft): string | null {
  try {
    entryOf(draft);
    return null;
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'invalid') return thrown.vendorCode ?? '';
    throw thrown;
  }
}
