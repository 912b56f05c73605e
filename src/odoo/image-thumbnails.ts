import { z } from 'zod';
import { sha256Hex } from '../kit/hashing.ts';
import { withArchived } from './catalogue.ts';
import type { CatalogueImage, ImagePlace } from './catalogue-images.ts';
import type { CatalogueProduct } from './catalogue-product.ts';
import type { Session } from './session.ts';
import { recordId, text } from './values.ts';

const ofProducts = z.array(
  z.object({ id: recordId, image_128: text, image_variant_128: text, image_1920: text }),
);
const thumbnails = z.array(z.object({ id: recordId, image_128: text }));
const sizes = z.array(z.object({ id: recordId, image_1920: text }));

/**
 * The images of these variants as their thumbnails tell of them, for who may not read attachments: Odoo 16 shows those
 * of image fields to administrators only. The checksum is of the thumbnail and of the size that Odoo shows, the size is
 * that to some bytes; of a further image it is of the thumbnail alone, and its size is not told. One call, and one more
 * where there are further images.
 */
export async function thumbnailsOf(
  session: Session,
  products: readonly CatalogueProduct[],
): Promise<CatalogueImage[]> {
  const templates = new Map<number, number>(products.map(({ id, templateId }) => [id, templateId]));
  const further = [...new Set(products.flatMap(({ imageIds }) => imageIds))];
  const [main, more] = await Promise.all([
    productThumbnails(session, [...templates.keys()]),
    further.length === 0 ? [] : thumbnailsIn(session, 'product.image', further),
  ]);
  const shown = main.map(({ id, own, thumbnail, size }) => {
    const place = own ? ownPlace(id) : templatePlace(templates.get(id) ?? 0);
    return imageFrom(place, { thumbnail, size });
  });
  const besides = more.map(({ id, thumbnail }) => imageFrom(furtherPlace(id), { thumbnail, size: null }));
  return (await Promise.all([...shown, ...besides])).flat();
}

/** What a thumbnail tells of the image at one place. One call for a variant's own image, else two. */
export async function thumbnailAt(session: Session, place: ImagePlace): Promise<CatalogueImage[]> {
  const { model, recordId: id } = place;
  if (model === 'product.product') {
    const [row] = await productThumbnails(session, [id]);
    return row?.own === true ? imageFrom(place, row) : [];
  }
  const [[row], size] = await Promise.all([
    thumbnailsIn(session, model, [id]),
    sizeIn(session, { model, id }),
  ]);
  if (row === undefined || size === null) return [];
  const images = await imageFrom(place, {
    thumbnail: row.thumbnail,
    size: model === 'product.image' ? null : size,
  });
  return images.map((image) => ({ ...image, size: bytesIn(size) }));
}

const ownPlace = (id: number): ImagePlace => ({
  model: 'product.product',
  recordId: id,
  field: 'image_variant_1920',
});
const templatePlace = (id: number): ImagePlace => ({
  model: 'product.template',
  recordId: id,
  field: 'image_1920',
});
const furtherPlace = (id: number): ImagePlace => ({
  model: 'product.image',
  recordId: id,
  field: 'image_1920',
});

interface Thumbnail {
  /** Its content; null where there is no image. */
  thumbnail: string | null;
  /** Of the whole image, as Odoo writes it for people. */
  size: string | null;
}

/** None where there is no image, or where Odoo is to tell its size and does not. */
async function imageFrom(place: ImagePlace, { thumbnail, size }: Thumbnail): Promise<CatalogueImage[]> {
  const unsized = place.model === 'product.image';
  if (thumbnail === null || (size === null && !unsized)) return [];
  const print = size === null ? thumbnail : `${size} ${thumbnail}`;
  const checksum = (await sha256Hex(print)).slice(0, 40);
  return [
    { ...place, checksum, mimetype: mimetypeOf(thumbnail), size: size === null ? null : bytesIn(size) },
  ];
}

/** A variant shows its own image or else its template's: computed on reading, so that Odoo tells one as a size beside the other. */
async function productThumbnails(
  session: Session,
  ids: readonly number[],
): Promise<(Thumbnail & { id: number; own: boolean })[]> {
  const rows = await session.ask(
    {
      model: 'product.product',
      method: 'search_read',
      args: { domain: [['id', 'in', ids]] },
      kwargs: { fields: ['image_128', 'image_variant_128', 'image_1920'], order: 'id' },
      context: { ...withArchived, bin_size_image_1920: true },
    },
    ofProducts,
  );
  return rows.map(({ id, image_128: thumbnail, image_variant_128: variant, image_1920: size }) => ({
    id,
    own: variant !== null,
    thumbnail,
    size,
  }));
}

async function thumbnailsIn(
  session: Session,
  model: string,
  ids: readonly number[],
): Promise<{ id: number; thumbnail: string | null }[]> {
  const call = { model, method: 'search_read', args: { domain: [['id', 'in', ids]] }, context: withArchived };
  const rows = await session.ask({ ...call, kwargs: { fields: ['image_128'], order: 'id' } }, thumbnails);
  return rows.map(({ id, image_128: thumbnail }) => ({ id, thumbnail }));
}

async function sizeIn(
  session: Session,
  { model, id }: { model: string; id: number },
): Promise<string | null> {
  const call = { model, method: 'search_read', args: { domain: [['id', 'in', [id]]] } };
  const context = { ...withArchived, bin_size: true };
  const [row] = await session.ask(
    { ...call, kwargs: { fields: ['image_1920'], order: 'id' }, context },
    sizes,
  );
  return row?.image_1920 ?? null;
}

const beginnings: readonly [string, string][] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  // Odoo makes no thumbnail of a drawing: it is the drawing itself.
  ['PHN2Zy', 'image/svg+xml'],
  ['PD94bWw', 'image/svg+xml'],
];

function mimetypeOf(base64: string): string {
  return beginnings.find(([start]) => base64.startsWith(start))?.[1] ?? 'application/octet-stream';
}

const units = ['bytes', 'Kb', 'Mb', 'Gb', 'Tb'];

/** The bytes in `33.53 Kb`, as Odoo writes a size for people. */
export function bytesIn(size: string): number {
  const [number = '', unit = ''] = size.split(' ');
  return Math.round(Number(number) * 1024 ** Math.max(0, units.indexOf(unit)));
}
