import { z } from 'zod';
import type { TaxId } from '../trade/ids.ts';
import type { Session } from './session.ts';
import { many2one } from './values.ts';

const companies = z.tuple([z.object({ account_sale_tax_id: many2one })]);

/** The tax that the company puts on what it sells unless a product has its own; null where it has none. One call. */
export async function defaultSaleTax(session: Session): Promise<TaxId | null> {
  const { companyId } = session.connection;
  const fields = ['account_sale_tax_id'];
  const call = { model: 'res.company', method: 'read', ids: [companyId], args: { fields } };
  const [company] = await session.ask(call, companies);
  return company.account_sale_tax_id as TaxId | null;
}
