import { SyncError } from '../../kit/errors.ts';
import { Problem } from '../problem.ts';
import type { MemberEntry } from '../route.ts';

/** Where payments can be registered in Odoo, as it is now. Throws SyncError of Odoo's. */
export async function journalsOf({ house, tenant }: MemberEntry) {
  const reply = await house.lane(tenant.id).journals();
  if (reply.kind === 'failed') throw new SyncError(reply.message, reply);
  return reply.journals;
}

/**
 * Throws Problem `unknown-journal` where one of these is no journal that payments can be registered on. Where Odoo does not
 * answer they are taken as they are: what is wrong is told on the first invoice.
 */
export async function refuseUnknownJournals(
  { house, tenant }: MemberEntry,
  chosen: Readonly<Record<string, number>>,
): Promise<void> {
  if (Object.keys(chosen).length === 0) return;
  const reply = await house.lane(tenant.id).journals();
  if (reply.kind === 'failed') return;
  const there = new Set(reply.journals.map(({ id }) => id));
  const unknown = Object.entries(chosen).filter(([, id]) => !there.has(id));
  if (unknown.length === 0) return;
  const named = unknown.map(([method, id]) => `${method}: ${id}`).join(', ');
  const known = reply.journals.map(({ id, name }) => `${id} ${name}`).join(', ');
  throw new Problem({
    status: 422,
    code: 'unknown-journal',
    message: {
      it: `In Odoo non c’è un registro di banca o cassa con questo numero (${named}).`,
      en: `Odoo has no bank or cash journal of this number (${named}).`,
    },
    hint: {
      it: `Scegli tra i registri dell’azienda: ${known}.`,
      en: `Choose one of the company’s journals: ${known}.`,
    },
  });
}
