import { z } from 'zod';
import type { Decimal } from '../trade/money.ts';
import { decimalText, roundToCents } from '../trade/money.ts';
import { areaRefusal } from './area-refusal.ts';
import type { Session } from './session.ts';
import { amount } from './values.ts';

/** A price without and with its taxes, to the cent. */
export interface TaxedPrice {
  excluded: Decimal;
  included: Decimal;
}

const totals = z.object({ total_excluded: amount, total_included: amount }).transform((row): TaxedPrice => ({
  excluded: roundToCents(row.total_excluded),
  included: roundToCents(row.total_included),
}));

/**
 * What Odoo itself makes of one piece at this price with these taxes, whatever their kind. One call, none for no tax.
 * A tax that depends on the product is computed without it: Odoo takes none over its API.
 */
export async function computeAll(
  session: Session,
  { taxIds, price }: { taxIds: readonly number[]; price: Decimal },
): Promise<TaxedPrice> {
  if (taxIds.length === 0) return { excluded: roundToCents(price), included: roundToCents(price) };
  const args = { price_unit: Number(decimalText(price)) };
  const call = { model: 'account.tax', method: 'compute_all', ids: taxIds, args };
  return session.ask(call, totals).catch(async (thrown: unknown) => {
    throw await areaRefusal(session, 'invoices', thrown);
  });
}
