import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import { sha1Hex } from '../kit/hashing.ts';
import type { Shelf } from '../kit/shelf.ts';
import type { OdooCatalogue } from '../odoo/client.ts';
import type { ImageRow, ImageStore } from '../store/image-store.ts';
import {
  type ImageFate,
  type ImageRefusal,
  type ImageType,
  imageTypeOf,
  mostImageBytes,
} from '../trade/image-kind.ts';
import type { ImageId } from '../trade/ids.ts';

const placeIn = z.object({
  model: z.enum(['product.product', 'product.template', 'product.image']),
  recordId: z.int(),
  field: z.enum(['image_1920', 'image_variant_1920']),
});

type Catalogue = Pick<OdooCatalogue, 'imageAt' | 'imageBytes'>;

/** What of a tenant's context it touches. */
export interface ImageSources {
  readonly stores: { images: Pick<ImageStore, 'get' | 'judge'> };
  readonly images: { readonly shelf: Shelf };
  readonly odoo: { catalogue: Catalogue };
}

/**
 * Puts an image on the tenant's shelf: fetched from Odoo once its size is known, and only if its bytes are those of an
 * image that is served and are the very ones that its address was made for. What is found to be no such image is kept
 * with its row. One call to Odoo; some more where its checksum is not that of its bytes, or nothing is there. Throws
 * SyncError where Odoo cannot be asked.
 */
export async function keepImage(context: ImageSources, id: ImageId): Promise<ImageFate> {
  const { stores, images } = context;
  const row = await stores.images.get(id);
  if (row === null || row.revokedAt !== null) return { kind: 'gone' };
  if ((await images.shelf.look(row.checksum)) !== null) return { kind: 'kept' };
  const found = await fetched(context.odoo.catalogue, row).catch(missingRecord);
  const refused = refusalOf(found);
  if (refused !== undefined && refused !== row.refused) await stores.images.judge(id, refused);
  if (found.kind === 'lost') return { kind: 'missing' };
  if (found.kind !== 'fetched') return found;
  await images.shelf.put(row.checksum, found.bytes, found.type);
  return { kind: 'kept' };
}

type Fetched =
  | ImageFate
  | { kind: 'fetched'; bytes: Uint8Array; type: ImageType }
  /** Odoo names it, and has no file of it. */
  | { kind: 'lost' };

/** What is now known of the image that the row speaks of; undefined: nothing, since Odoo has none or another one there. */
function refusalOf(found: Fetched): ImageRefusal | null | undefined {
  if (found.kind === 'refused') return found.reason;
  if (found.kind === 'lost') return 'missing';
  return found.kind === 'fetched' ? null : undefined;
}

async function fetched(catalogue: Catalogue, row: ImageRow): Promise<Fetched> {
  const place = placeIn.parse(row);
  const size = row.size ?? (await catalogue.imageAt(place))?.size;
  if (size === undefined) return { kind: 'missing' };
  if (size !== null && size > mostImageBytes) return { kind: 'refused', reason: 'too-large' };
  const bytes = await catalogue.imageBytes(place);
  if (bytes === null) return (await isThere(catalogue, row)) ? { kind: 'lost' } : { kind: 'missing' };
  if (bytes.byteLength > mostImageBytes) return { kind: 'refused', reason: 'too-large' };
  const type = imageTypeOf(bytes);
  if (type === null) return { kind: 'refused', reason: 'not-an-image' };
  if ((await sha1Hex(bytes)) === row.checksum) return { kind: 'fetched', bytes, type };
  // Where Odoo hides attachments the checksum is of the thumbnail: asked after the bytes, it says whose they are.
  return (await isThere(catalogue, row)) ? { kind: 'fetched', bytes, type } : { kind: 'changed' };
}

async function isThere(catalogue: Catalogue, row: ImageRow): Promise<boolean> {
  return (await catalogue.imageAt(placeIn.parse(row)))?.checksum === row.checksum;
}

function missingRecord(thrown: unknown): Fetched {
  if (thrown instanceof SyncError && thrown.code === 'not-found') return { kind: 'missing' };
  throw thrown;
}
