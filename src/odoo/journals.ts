import { z } from 'zod';
import { areaRefusal } from './area-refusal.ts';
import type { Journal } from './invoice.ts';
import type { Session } from './session.ts';
import { recordId, requiredText } from './values.ts';

const rows = z.array(
  z
    .object({ id: recordId, name: requiredText, type: z.enum(['bank', 'cash']) })
    .transform(({ id, name, type }): Journal => ({ id, name, kind: type })),
);

/** Where the company's payments can be registered, by their order in Odoo. One call; meant to be kept. */
export async function journals(session: Session): Promise<Journal[]> {
  const domain = [
    ['type', 'in', ['bank', 'cash']],
    ['company_id', '=', session.connection.companyId],
  ];
  const kwargs = { fields: ['name', 'type'], order: 'sequence, id' };
  const call = { model: 'account.journal', method: 'search_read', args: { domain }, kwargs };
  return session.ask(call, rows).catch(async (thrown: unknown) => {
    throw await areaRefusal(session, 'billing', thrown);
  });
}
