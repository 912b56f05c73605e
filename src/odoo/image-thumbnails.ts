import { z } from 'zod';
import { sha256Hex } from '../kit/hashing.ts';
import { withArchived } from './catalogue.ts';
import type { CatalogueImage, ImagePlace } from './catalogue-images.ts';
import type { CatalogueProduct } from './catalogue-product.ts';
import type { Session } from './session.ts';
import { recordId, text } from './values.ts';

const small = z.array(z.object({ id: recordId, image_128: text }));
const sized = z.array(z.object({ id: recordId, image_1920: text, image_variant_1920: text.default(null) }));

/**
 * The images of these variants as their thumbnails tell of them, for who may not read attachments: Odoo 16 shows those
 * of image fields to administrators only. The checksum is of the thumbnail and of the size that Odoo shows, the size is
 * that to some bytes. Two calls, and two more where there are further images.
 */
export async function thumbnailsOf(
  session: Session,
  products: readonly CatalogueProduct[],
): Promise<CatalogueImage[]> {
  const templates = new Map<number, number>(products.map(({ id, templateId }) => [id, templateId]));
  const further = [...new Set(products.flatMap(({ imageIds }) => imageIds))];
  const [main, more] = await Promise.all([
    thumbnailsIn(session, {
      model: 'product.product',
      ids: [...templates.keys()],
      own: ['image_variant_1920'],
    }),
    further.length === 0 ? [] : thumbnailsIn(session, { model: 'product.image', ids: further, own: [] }),
  ]);
  const ofProducts = main.map(({ id, own, ...image }) => ({ ...image, ...placeOf(id, own, templates) }));
  const ofImages = more.map(({ id, own: _own, ...image }) => {
    const place: ImagePlace = { model: 'product.image', recordId: id, field: 'image_1920' };
    return { ...image, ...place };
  });
  return [...ofProducts, ...ofImages];
}

/** What a thumbnail tells of the image at one place. Two calls. */
export async function thumbnailAt(session: Session, place: ImagePlace): Promise<CatalogueImage[]> {
  const seen = await thumbnailsIn(session, { model: place.model, ids: [place.recordId], own: [] });
  return seen.map(({ checksum, mimetype, size }) => ({ ...place, checksum, mimetype, size }));
}

function placeOf(id: number, own: boolean, templates: ReadonlyMap<number, number>): ImagePlace {
  return own
    ? { model: 'product.product', recordId: id, field: 'image_variant_1920' }
    : { model: 'product.template', recordId: templates.get(id) ?? 0, field: 'image_1920' };
}

interface Thumbnail extends Pick<CatalogueImage, 'checksum' | 'mimetype' | 'size'> {
  id: number;
  own: boolean;
}

async function thumbnailsIn(
  session: Session,
  { model, ids, own }: { model: string; ids: readonly number[]; own: readonly string[] },
): Promise<Thumbnail[]> {
  const call = { model, method: 'search_read', args: { domain: [['id', 'in', ids]] } };
  const [contents, sizes] = await Promise.all([
    session.ask({ ...call, kwargs: { fields: ['image_128'], order: 'id' }, context: withArchived }, small),
    session.ask(
      {
        ...call,
        kwargs: { fields: ['image_1920', ...own], order: 'id' },
        context: { ...withArchived, bin_size: true },
      },
      sized,
    ),
  ]);
  const sizeOf = new Map(sizes.map((row) => [row.id, row]));
  const seen = contents.map(async ({ id, image_128: content }): Promise<Thumbnail[]> => {
    const { image_1920: size = null, image_variant_1920: ownSize = null } = sizeOf.get(id) ?? {};
    if (content === null || size === null) return [];
    const checksum = (await sha256Hex(`${size} ${content}`)).slice(0, 40);
    return [{ id, own: ownSize !== null, checksum, mimetype: mimetypeOf(content), size: bytesIn(size) }];
  });
  return (await Promise.all(seen)).flat();
}

const beginnings: readonly [string, string][] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
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
