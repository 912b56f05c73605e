import { z } from 'zod';
import { fromBase64 } from '../kit/encoding.ts';
import { SyncError } from '../kit/errors.ts';
import type { Json } from '../kit/fingerprint.ts';
import type { CatalogueProduct, VariantId } from './catalogue-product.ts';
import { unknownAnswer } from './errors.ts';
import type { OdooCall } from './call.ts';
import { endpointOf } from './call.ts';
import { thumbnailAt, thumbnailsOf } from './image-thumbnails.ts';
import type { Session } from './session.ts';
import { recordId, requiredText } from './values.ts';

const imageModels = ['product.product', 'product.template', 'product.image'] as const;
const imageFields = ['image_variant_1920', 'image_1920'] as const;

/** Where Odoo keeps an image. */
export interface ImagePlace {
  model: (typeof imageModels)[number];
  recordId: number;
  field: (typeof imageFields)[number];
}

/** An image as far as is known without its bytes. */
export interface CatalogueImage extends ImagePlace {
  /** 40 hex digits that change with the image and with nothing else. */
  checksum: string;
  mimetype: string;
  /** Bytes; null where Odoo did not say. */
  size: number | null;
}

const attachments = z.array(
  z
    .object({
      res_model: z.enum(imageModels),
      res_id: recordId,
      res_field: z.enum(imageFields),
      checksum: requiredText,
      mimetype: requiredText,
      file_size: z.number().int().nonnegative(),
    })
    .transform((row): CatalogueImage => ({
      model: row.res_model,
      recordId: row.res_id,
      field: row.res_field,
      checksum: row.checksum,
      mimetype: row.mimetype,
      size: row.file_size,
    })),
);

/**
 * The images of each of these variants: its own, or else its template's, and then the further ones in their order.
 * A variant without any is left out. One call; two where Odoo hides attachments of fields, as 16 does from all but
 * administrators, and there are further images; one more where that is not known yet.
 */
export async function imagesOf(
  session: Session,
  products: readonly CatalogueProduct[],
): Promise<Map<VariantId, CatalogueImage[]>> {
  if (products.length === 0) return new Map();
  const images = await attachmentsOf(session, products);
  const found = new Map(images.map((image) => [keyOf(image), image]));
  const at = (model: ImagePlace['model'], id: number, field: ImagePlace['field'] = 'image_1920') =>
    found.get(keyOf({ model, recordId: id, field }));
  const ofEach = products.map(({ id, templateId, imageIds }) => {
    const main = at('product.product', id, 'image_variant_1920') ?? at('product.template', templateId);
    const further = imageIds.map((imageId) => at('product.image', imageId));
    return [id, [main, ...further].filter((image) => image !== undefined)] as const;
  });
  return new Map(ofEach.filter(([, images]) => images.length > 0));
}

async function attachmentsOf(
  session: Session,
  products: readonly CatalogueProduct[],
): Promise<CatalogueImage[]> {
  return attachmentsIn(session, {
    domain: domainOf(products),
    whereHidden: () => thumbnailsOf(session, products),
  });
}

/** What is at one place now; null where there is no image. One call; two or three where Odoo hides attachments of fields. */
export async function imageAt(session: Session, place: ImagePlace): Promise<CatalogueImage | null> {
  const { model, recordId: id, field } = place;
  const domain = [
    ['res_model', '=', model],
    ['res_id', '=', id],
    ['res_field', '=', field],
  ];
  const [image] = await attachmentsIn(session, { domain, whereHidden: () => thumbnailAt(session, place) });
  return image ?? null;
}

async function attachmentsIn(
  session: Session,
  { domain, whereHidden }: { domain: Json[]; whereHidden: () => Promise<CatalogueImage[]> },
): Promise<CatalogueImage[]> {
  const call = {
    model: 'ir.attachment',
    method: 'search_read',
    args: { domain },
    kwargs: { fields: ['res_model', 'res_id', 'res_field', 'checksum', 'mimetype', 'file_size'] },
  };
  const { rights } = session;
  if (await rights.imageFilesAreHidden()) return whereHidden();
  try {
    return await session.ask(call, attachments);
  } catch (thrown) {
    const hidden = thrown instanceof SyncError && thrown.code === 'forbidden';
    if (!hidden) throw thrown;
    await rights.foundImageFilesHidden();
    return whereHidden();
  }
}

/** Attachments of a field are found only by a domain that names `res_field`. */
function domainOf(products: readonly CatalogueProduct[]): Json[] {
  const places: [ImagePlace['model'], ImagePlace['field'], readonly number[]][] = [
    ['product.product', 'image_variant_1920', products.map(({ id }) => id)],
    ['product.template', 'image_1920', products.map(({ templateId }) => templateId)],
    ['product.image', 'image_1920', products.flatMap(({ imageIds }) => imageIds)],
  ];
  const wanted = places.filter(([, , ids]) => ids.length > 0);
  return [
    ...wanted.slice(1).map(() => '|'),
    ...wanted.flatMap(([model, field, ids]) => [
      '&',
      '&',
      ['res_model', '=', model],
      ['res_id', 'in', [...new Set(ids)]],
      ['res_field', '=', field],
    ]),
  ];
}

function keyOf({ model, recordId: id, field }: ImagePlace): string {
  return `${model},${id},${field}`;
}

const rows = z.array(z.record(z.string(), z.unknown()));

/** The bytes of an image as Odoo keeps it; null where it has none there any more. One call. */
export async function imageBytes(session: Session, place: ImagePlace): Promise<Uint8Array | null> {
  const { model, recordId: id, field } = place;
  const call: OdooCall = { model, method: 'read', ids: [id], args: { fields: [field] } };
  const [row] = await session.ask(call, rows);
  const content = row?.[field] ?? false;
  if (content === false || content === '') return null;
  const bytes = typeof content === 'string' ? fromBase64(content) : null;
  if (bytes === null) throw unknownAnswer(endpointOf(call), `${field}: not base64`, false);
  return bytes;
}
