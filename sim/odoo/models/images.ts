import { bytesOf } from '../engine/base-64.ts';
import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { binary } from '../engine/fields.ts';
import type { Field } from '../engine/model.ts';
import { create, unlink, write } from '../engine/orm.ts';
import { type Json, refOf, type Row, type Stored } from '../engine/value.ts';
import { fileOf, kindOf } from './attachments.ts';
import { activeVariants } from './variants.ts';

const sizes = [1920, 1024, 512, 256, 128] as const;
const files = 'ir.attachment';
const template = 'product.template';
const product = 'product.product';

/**
 * The images of a record, each size a file of its own. The simulator does not scale: all sizes hold the same bytes,
 * as those of a picture of at most 128 pixels do.
 */
export function imageFields(model: string, prefix = 'image'): Record<string, Field> {
  return Object.fromEntries(
    sizes.map((size): [string, Field] => {
      const field = `${prefix}_${size}`;
      const label = prefix === 'image' ? `Image ${size}` : `Variant Image ${size}`;
      return [
        field,
        {
          ...binary(size === 1920 ? label.replace(' 1920', '') : label),
          store: false,
          compute: (env, row) => contentOf(env, { model, id: row.id, field }),
          ...(size === 1920
            ? { set: (env, row, value) => keep(env, { model, id: row.id, prefix }, value) }
            : {}),
        },
      ];
    }),
  );
}

function contentOf(env: Env, of: { model: string; id: number; field: string }): Stored {
  return env.row(files, fileOf(env, of))?.['datas'] ?? null;
}

/** Writes, replaces or removes the files of an image. */
function keep(env: Env, of: { model: string; id: number; prefix: string }, value: Json): void {
  const datas = typeof value === 'string' && value !== '' ? value : undefined;
  if (datas !== undefined && !isPicture(datas)) {
    throw userError('This file could not be decoded as an image file.');
  }
  const model = env.model(files);
  for (const size of sizes) {
    const field = `${of.prefix}_${size}`;
    const known = fileOf(env, { ...of, field });
    if (datas === undefined) unlink(env.sudo(), model, known === undefined ? [] : [known]);
    else if (known !== undefined) write(env.sudo(), model, { ids: [known], vals: { datas } });
    else {
      create(env.sudo(), model, [
        { name: field, res_model: of.model, res_field: field, res_id: of.id, datas },
      ]);
    }
  }
}

const isPicture = (datas: string): boolean =>
  kindOf(bytesOf(datas.slice(0, 16)))?.startsWith('image/') === true;

/** A variant's own image, or else its template's. */
export function variantImages(): Record<string, Field> {
  const shown = sizes.map((size): [string, Field] => [
    `image_${size}`,
    {
      ...binary(size === 1920 ? 'Image' : `Image ${size}`),
      store: false,
      workedOut: true,
      compute: (env, row) => {
        const own = contentOf(env, { model: product, id: row.id, field: `image_variant_${size}` });
        const id = refOf(row['product_tmpl_id']) ?? 0;
        return own ?? contentOf(env, { model: template, id, field: `image_${size}` });
      },
      ...(size === 1920 ? { set: setOnVariantOrTemplate } : {}),
    },
  ]);
  return { ...imageFields(product, 'image_variant'), ...Object.fromEntries(shown) };
}

/** To the template where it has none, or where there is one variant; else to the variant alone. */
function setOnVariantOrTemplate(env: Env, row: Row, value: Json): void {
  const id = refOf(row['product_tmpl_id']) ?? 0;
  const field = 'image_variant_1920';
  const own = contentOf(env, { model: product, id: row.id, field }) !== null;
  const common = contentOf(env, { model: template, id, field: 'image_1920' }) !== null;
  const given = value !== false && value !== null && value !== '';
  const single = activeVariants(env, id).length <= 1;
  if (single || (given && !common) || (!given && !own)) {
    keep(env, { model: product, id: row.id, prefix: 'image_variant' }, false);
    write(env.sudo(), env.model(template), { ids: [id], vals: { image_1920: value } });
  } else keep(env, { model: product, id: row.id, prefix: 'image_variant' }, value);
}

/** A variant that goes leaves its image to a template without one. */
export function leaveImage(env: Env, row: Row): void {
  const id = refOf(row['product_tmpl_id']) ?? 0;
  const own = contentOf(env, { model: product, id: row.id, field: 'image_variant_1920' });
  const common = contentOf(env, { model: template, id, field: 'image_1920' });
  if (typeof own !== 'string' || common !== null) return;
  write(env.sudo(), env.model(template), { ids: [id], vals: { image_1920: own } });
}
