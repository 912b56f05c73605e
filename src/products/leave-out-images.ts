import type { CatalogueImage, VariantId } from '../odoo/client.ts';
import type { ImageKey, ImageStore } from '../store/image-store.ts';
import { endingOf, type ImageLeftOut, type ImageRefusal, mostImageBytes } from '../trade/image-kind.ts';

/** The images of a variant: those that are told of, and those that could not be shown under any address. */
export interface SortedImages {
  told: readonly CatalogueImage[];
  leftOut: readonly ImageLeftOut[];
}

/**
 * Sorts images by what Odoo says of their type and size, and by what was found when they were looked at. One round trip
 * to the database where there are any.
 */
export async function sortImages(
  { images: store }: { images: Pick<ImageStore, 'refused'> },
  images: ReadonlyMap<VariantId, readonly CatalogueImage[]>,
): Promise<(id: VariantId) => SortedImages> {
  const all = new Map([...images.values()].flat().map((image) => [keyOf(image), image]));
  const known = all.size === 0 ? [] : await store.refused([...all.values()]);
  const refused = new Map(known.map((image) => [keyOf(image), image.refused]));
  return (id) => {
    const judged = (images.get(id) ?? []).map((image, at) => {
      return { image, position: at + 1, reason: bySight(image) ?? refused.get(keyOf(image)) ?? null };
    });
    return {
      told: judged.flatMap(({ image, reason }) => (reason === null ? [image] : [])),
      leftOut: judged.flatMap(({ image: { model, recordId, field, checksum }, position, reason }) =>
        reason === null ? [] : [{ model, recordId, field, checksum, position, reason }],
      ),
    };
  };
}

/** Some name JPEG so. */
const anotherName = 'image/jpg';

/** What can be said without its bytes. A type that is no image's may be Odoo's guess: then its bytes decide. */
function bySight({ size, mimetype }: CatalogueImage): ImageRefusal | null {
  if (size !== null && size > mostImageBytes) return 'too-large';
  const served = mimetype === anotherName || endingOf(mimetype) !== null;
  return mimetype.startsWith('image/') && !served ? 'not-an-image' : null;
}

function keyOf({ model, recordId, field, checksum }: ImageKey): string {
  return `${model},${recordId},${field},${checksum}`;
}
