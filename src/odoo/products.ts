import { z } from 'zod';
import type { CompanyId, ProductId, TaxId } from '../trade/ids.ts';
import type { Session } from './session.ts';
import { companyLink, many2one, productId, requiredText, taxId, text } from './values.ts';

export interface OdooProduct {
  id: ProductId;
  /** default_code, by which it was found. */
  code: string;
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

const shared = z.object({
  id: productId,
  default_code: text,
  name: requiredText,
  active: z.boolean(),
  sale_ok: z.boolean(),
  company_id: companyLink,
  taxes_id: z.array(taxId),
  uom_id: many2one,
});

const readings = {
  type: shared.extend({ type: requiredText }).transform(({ type, ...row }) => productOf(row, type)),
  detailed_type: shared
    .extend({ detailed_type: requiredText })
    .transform(({ detailed_type: type, ...row }) => productOf(row, type)),
};

const common = ['default_code', 'name', 'active', 'sale_ok', 'company_id', 'taxes_id', 'uom_id'];

/** All variants with one of these internal references, archived ones too; several may share one. One call. */
export async function productsByCode(session: Session, codes: readonly string[]): Promise<OdooProduct[]> {
  const wanted = [...new Set(codes)].filter((code) => code !== '');
  if (wanted.length === 0) return [];
  const { productKind } = session.dialect;
  const call = {
    model: 'product.product',
    method: 'search_read',
    args: { domain: [['default_code', 'in', wanted]] },
    kwargs: { fields: [...common, productKind] },
    context: { active_test: false },
  };
  return session.ask(call, z.array(readings[productKind]));
}

function productOf(row: z.infer<typeof shared>, type: string): OdooProduct {
  return {
    id: row.id,
    code: row.default_code ?? '',
    name: row.name,
    active: row.active,
    saleOk: row.sale_ok,
    companyId: row.company_id,
    kind: kindOf(type),
    taxIds: row.taxes_id,
    uomId: row.uom_id,
  };
}

/** Storable products are `product` on 16 and 17, `consu` with a flag from 18 on; what modules add are services. */
function kindOf(type: string): OdooProduct['kind'] {
  if (type === 'product' || type === 'consu') return 'goods';
  return type === 'combo' ? 'combo' : 'service';
}
