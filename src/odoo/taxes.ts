import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import type { TaxId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { Session } from './session.ts';
import { amount, requiredText, taxId } from './values.ts';

export interface OdooTax {
  id: TaxId;
  name: string;
  /** Percent where `simple`. */
  rate: Decimal;
  /** Whether prices include it. */
  included: boolean;
  /** A plain percentage that no other tax is computed upon. */
  simple: boolean;
  sequence: number;
}

const taxes = z.array(
  z
    .object({
      id: taxId,
      name: requiredText,
      amount,
      amount_type: z.string(),
      price_include: z.boolean(),
      include_base_amount: z.boolean(),
      sequence: z.number().int(),
    })
    .transform((tax): OdooTax => ({
      id: tax.id,
      name: tax.name,
      rate: tax.amount,
      included: tax.price_include,
      simple: tax.amount_type === 'percent' && !tax.include_base_amount,
      sequence: tax.sequence,
    })),
);

const fields = ['name', 'amount', 'amount_type', 'price_include', 'include_base_amount', 'sequence'];

/** The active sales taxes of the connection's company. One call. */
export async function salesTaxes(session: Session): Promise<OdooTax[]> {
  const domain = [
    ['company_id', '=', session.connection.companyId],
    ['type_tax_use', '=', 'sale'],
    ['active', '=', true],
  ];
  return taxesWhere(session, domain);
}

/**
 * Those of these taxes that are active and seen by the connection's company, whosever they are: since 17 a branch uses the
 * taxes of its main company. One call.
 */
export async function taxesById(session: Session, ids: readonly TaxId[]): Promise<OdooTax[]> {
  return taxesWhere(session, [
    ['id', 'in', [...ids]],
    ['active', '=', true],
  ]);
}

function taxesWhere(session: Session, domain: Json[]): Promise<OdooTax[]> {
  const call = { model: 'account.tax', method: 'search_read', args: { domain }, kwargs: { fields } };
  return session.ask(call, taxes);
}
