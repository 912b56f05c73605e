import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import { sha1Hex } from '../kit/hashing.ts';
import type { Shelf } from '../kit/shelf.ts';
import type { OdooCatalogue } from '../odoo/client.ts';
import type { ImageRow, ImageStore } from '../store/image-store.ts';
import { type ImageFate, type ImageType, imageTypeOf, mostImageBytes } from '../trade/image-kind.ts';
import type { ImageId } from '../trade/ids.ts';

const placeIn = z.object({
  model: z.enum(['product.product', 'product.template', 'product.image']),
  recordId: z.int(),
  field: z.enum(['image_1920', 'image_variant_1920']),
});

type Catalogue = Pick<OdooCatalogue, 'imageAt' | 'imageBytes'>;

/** What of a tenant's context it touches. */
export interface ImageSources {
  readonly stores: { images: Pick<ImageStore, 'get'> };
  readonly images: { readonly shelf: Shelf };
  readonly odoo: { catalogue: Catalogue };
}

/**
 * Puts an image on the tenant's shelf: fetched from Odoo once its size is known, and only if its bytes are those of an
 * image that is served and are the very ones that its address was made for. One call to Odoo; one more, three on 16,
 * where its checksum is not that of its bytes. Throws SyncError where Odoo cannot be asked.
 */
export async function keepImage(context: ImageSources, id: ImageId): Promise<ImageFate> {
  const { stores, images } = context;
  const row = await stores.images.get(id);
  if (row === null || row.revokedAt !== null) return { kind: 'gone' };
  if ((await images.shelf.look(row.checksum)) !== null) return { kind: 'kept' };
  const found = await fetched(context.odoo.catalogue, row).catch(missingRecord);
  if (found.kind !== 'fetched') return found;
  await images.shelf.put(row.checksum, found.bytes, found.type);
  return { kind: 'kept' };
}

type Fetched = ImageFate | { kind: 'fetched'; bytes: Uint8Array; type: ImageType };

async function fetched(catalogue: Catalogue, row: ImageRow): Promise<Fetched> {
  const place = placeIn.parse(row);
  const size = row.size ?? (await catalogue.imageAt(place))?.size;
  if (size === undefined) return { kind: 'missing' };
  if (size !== null && size > mostImageBytes) return { kind: 'refused', reason: 'too-large' };
  const bytes = await catalogue.imageBytes(place);
  if (bytes === null) return { kind: 'missing' };
  if (bytes.byteLength > mostImageBytes) return { kind: 'refused', reason: 'too-large' };
  const type = imageTypeOf(bytes);
  if (type === null) return { kind: 'refused', reason: 'not-an-image' };
  if ((await sha1Hex(bytes)) === row.checksum) return { kind: 'fetched', bytes, type };
  // Where Odoo hides attachments the checksum is of the thumbnail: asked after the bytes, it says whose they are.
  const now = await catalogue.imageAt(place);
  return now?.checksum === row.checksum ? { kind: 'fetched', bytes, type } : { kind: 'changed' };
}

function missingRecord(thrown: unknown): Fetched {
  if (thrown instanceof SyncError && thrown.code === 'not-found') return { kind: 'missing' };
  throw thrown;
}
