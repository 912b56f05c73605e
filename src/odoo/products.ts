import { z } from 'zod';
import type { CompanyId, ProductId, TaxId } from '../trade/ids.ts';
import type { SkuField } from './company.ts';
import type { Session } from './session.ts';
import { companyLink, many2one, productId, requiredText, taxId, text } from './values.ts';

export interface OdooProduct {
  id: ProductId;
  /** default_code. */
  code: string;
  barcode: string | null;
  /** What its fields for a Poleepo SKU say, the one that goes first being the first. */
  skus: string[];
  name: string;
  active: boolean;
  saleOk: boolean;
  /** Null where the product belongs to all companies. */
  companyId: CompanyId | null;
  kind: 'goods' | 'service' | 'combo';
  /** The sales taxes of the connection's company. */
  taxIds: TaxId[];
  uomId: number | null;
}

const shared = z.looseObject({
  id: productId,
  default_code: text,
  barcode: text,
  name: requiredText,
  active: z.boolean(),
  sale_ok: z.boolean(),
  company_id: companyLink,
  taxes_id: z.array(taxId),
  uom_id: many2one,
});

const kinds = z.object({ type: requiredText.optional(), detailed_type: requiredText.optional() });

const common = ['default_code', 'barcode', 'name', 'active', 'sale_ok', 'company_id', 'taxes_id', 'uom_id'];

/** All variants with one of these internal references, archived ones too; several may share one. One call. */
export async function productsByCode(session: Session, codes: readonly string[]): Promise<OdooProduct[]> {
  return productsBySku(session, { skus: codes, fields: ['default_code'] });
}

/** All variants that bear one of these SKUs in one of these fields, archived ones too. One call, none for no SKU. */
export async function productsBySku(
  session: Session,
  { skus, fields }: { skus: readonly string[]; fields: readonly (SkuField | 'default_code' | 'barcode')[] },
): Promise<OdooProduct[]> {
  const wanted = [...new Set(skus)].filter((sku) => sku !== '');
  if (wanted.length === 0) return [];
  return searchProducts(session, {
    domain: anyOf(fields.map((field) => [field, 'in', wanted])),
    more: fields.filter((field): field is SkuField => field !== 'default_code' && field !== 'barcode'),
  });
}

export interface ProductSearch {
  domain: Domain;
  /** Fields beside the usual ones. */
  more: readonly SkuField[];
  limit?: number;
  companyIds?: readonly number[];
}

export type Domain = (string | (string | number | boolean | readonly string[])[])[];

/** One of several conditions, as Odoo writes it. */
export function anyOf(conditions: readonly (string | readonly string[])[][]): Domain {
  return [...conditions.slice(1).map(() => '|'), ...conditions];
}

export async function searchProducts(
  session: Session,
  { domain, more, limit, companyIds }: ProductSearch,
): Promise<OdooProduct[]> {
  const { productKind } = session.dialect;
  const call = {
    model: 'product.product',
    method: 'search_read',
    args: { domain },
    kwargs: { fields: [...common, productKind, ...more], ...(limit === undefined ? {} : { limit }) },
    context: {
      active_test: false,
      ...(companyIds === undefined ? {} : { allowed_company_ids: companyIds }),
    },
  };
  const reading = shared.transform((row, check) => {
    const kind = kinds.safeParse(row).data?.[productKind];
    if (kind !== undefined) return productOf(row, { kind, more });
    check.addIssue({ code: 'custom', message: 'is missing', path: [productKind] });
    return z.NEVER;
  });
  return session.ask(call, z.array(reading));
}

function productOf(
  row: z.infer<typeof shared>,
  { kind, more }: { kind: string; more: readonly string[] },
): OdooProduct {
  return {
    id: row.id,
    code: row.default_code ?? '',
    barcode: row.barcode,
    skus: more.flatMap((field) => {
      const value = row[field];
      return typeof value === 'string' && value !== '' ? [value] : [];
    }),
    name: row.name,
    active: row.active,
    saleOk: row.sale_ok,
    companyId: row.company_id,
    kind: kindOf(kind),
    taxIds: row.taxes_id,
    uomId: row.uom_id,
  };
}

/** Storable products are `product` on 16 and 17, `consu` with a flag from 18 on; what modules add are services. */
export function kindOf(type: string): OdooProduct['kind'] {
  if (type === 'product' || type === 'consu') return 'goods';
  return type === 'combo' ? 'combo' : 'service';
}
