import { z } from 'zod';
import type { TemplateId } from '../trade/ids.ts';
import { withArchived } from './catalogue.ts';
import type { VariantId } from './catalogue-product.ts';
import type { Session } from './session.ts';
import { productId, recordId, requiredMany2one, requiredText } from './values.ts';

const owned = z.array(z.object({ id: productId, product_tmpl_id: requiredMany2one }));

/** All variants of these templates by id, archived ones too; a template without any is left out. One call. */
export async function variantIdsOf(
  session: Session,
  templateIds: readonly TemplateId[],
): Promise<Map<TemplateId, VariantId[]>> {
  const found = new Map<TemplateId, VariantId[]>();
  if (templateIds.length === 0) return found;
  const call = {
    model: 'product.product',
    method: 'search_read',
    args: { domain: [['product_tmpl_id', 'in', [...new Set(templateIds)]]] },
    kwargs: { fields: ['product_tmpl_id'], order: 'id' },
    context: withArchived,
  };
  for (const { id, product_tmpl_id: owner } of await session.ask(call, owned)) {
    const templateId = owner as TemplateId;
    found.set(templateId, [...(found.get(templateId) ?? []), id]);
  }
  return found;
}

export interface AttributeValue {
  /** `Colore`. */
  attribute: string;
  /** `Nero`. */
  value: string;
}

const values = z.array(
  z.object({ id: recordId, name: requiredText, attribute_id: z.tuple([recordId, z.string()]) }),
);

/** The names behind `attributeValueIds`, in that language; those that are gone are left out. One call. */
export async function attributeValues(
  session: Session,
  ids: readonly number[],
  language?: string,
): Promise<Map<number, AttributeValue>> {
  if (ids.length === 0) return new Map();
  const call = {
    model: 'product.template.attribute.value',
    method: 'read',
    ids: [...new Set(ids)],
    args: { fields: ['name', 'attribute_id'] },
    context: language === undefined ? {} : { lang: language },
  };
  const found = await session.ask(call, values);
  return new Map(found.map(({ id, name, attribute_id: [, attribute] }) => [id, { attribute, value: name }]));
}
