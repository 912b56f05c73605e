import { z } from 'zod';
import type { CompanyId } from '../trade/ids.ts';
import type { Session } from './session.ts';
import { companyId, many2one } from './values.ts';
import type { RoundingRule } from './versions.ts';

/** Fields that a product may bear its Poleepo SKU in: ours, and that of the vendor's own module. */
const possibleSkuFields = ['x_poleepo_sku', 'poleepo_sku'] as const;

export type SkuField = (typeof possibleSkuFields)[number];

/** Digits behind the point that Odoo keeps of a line's numbers; null: all of them. */
export interface LineDigits {
  price: number | null;
  discount: number | null;
  quantity: number | null;
}

/** What an order's lines depend on in a company's Odoo. */
export interface OdooCompany {
  id: CompanyId;
  countryId: number | null;
  /** Its currency's code: `EUR`. */
  currency: string;
  /** How orders are added up. */
  rounding: RoundingRule;
  digits: LineDigits;
  /** The fields of this Odoo that go before the internal reference, in their order. */
  skuFields: SkuField[];
}

const companies = z.tuple([
  z.object({
    id: companyId,
    currency_id: z.tuple([z.number(), z.string()]),
    country_id: many2one,
    tax_calculation_rounding_method: z.union([z.string(), z.literal(false)]),
  }),
]);

const digits = z
  .object({ digits: z.tuple([z.number(), z.number()]).nullish().catch(null) })
  .transform((field) => field.digits?.[1] ?? null);

const lineFields = z.object({ price_unit: digits, discount: digits, product_uom_qty: digits });

const anyFields = z.record(z.string(), z.unknown());

/** The connection's company, as far as orders depend on it. Three calls; meant to be kept. */
export async function readCompany(session: Session): Promise<OdooCompany> {
  const { companyId: id } = session.connection;
  const fields = ['currency_id', 'country_id', 'tax_calculation_rounding_method'];
  const [[company], line, product] = await Promise.all([
    session.ask({ model: 'res.company', method: 'read', ids: [id], args: { fields } }, companies),
    session.ask(fieldsGet('sale.order.line', Object.keys(lineFields.shape), ['digits', 'type']), lineFields),
    session.ask(fieldsGet('product.product', possibleSkuFields, ['type']), anyFields),
  ]);
  const globally = company.tax_calculation_rounding_method === 'round_globally';
  return {
    id,
    countryId: company.country_id,
    currency: company.currency_id[1].toUpperCase(),
    rounding: globally ? session.dialect.globalRounding : 'per-line',
    digits: { price: line.price_unit, discount: line.discount, quantity: line.product_uom_qty },
    skuFields: possibleSkuFields.filter((field) => field in product),
  };
}

function fieldsGet(model: string, fields: readonly string[], attributes: readonly string[]) {
  return { model, method: 'fields_get', args: { allfields: fields, attributes } };
}
