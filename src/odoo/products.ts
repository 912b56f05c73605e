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

const products = z.array(
  z
    .object({
      id: productId,
      default_code: text,
      name: requiredText,
      active: z.boolean(),
      sale_ok: z.boolean(),
      company_id: companyLink,
      type: requiredText,
      taxes_id: z.array(taxId),
      uom_id: many2one,
    })
    .transform((product): OdooProduct => ({
      id: product.id,
      code: product.default_code ?? '',
      name: product.name,
      active: product.active,
      saleOk: product.sale_ok,
      companyId: product.company_id,
      kind: kindOf(product.type),
      taxIds: product.taxes_id,
      uomId: product.uom_id,
    })),
);

const fields = ['default_code', 'name', 'active', 'sale_ok', 'company_id', 'type', 'taxes_id', 'uom_id'];

/** All variants with one of these internal references, archived ones too; several may share one. One call. */
export async function productsByCode(session: Session, codes: readonly string[]): Promise<OdooProduct[]> {
  const wanted = [...new Set(codes)].filter((code) => code !== '');
  if (wanted.length === 0) return [];
  const call = {
    model: 'product.product',
    method: 'search_read',
    args: { domain: [['default_code', 'in', wanted]] },
    kwargs: { fields },
    context: { active_test: false },
  };
  return session.ask(call, products);
}

/** Storable products are `product` on 16 and 17, `consu` with a flag from 18 on. */
function kindOf(type: string): OdooProduct['kind'] {
  return type === 'service' || type === 'combo' ? type : 'goods';
}
