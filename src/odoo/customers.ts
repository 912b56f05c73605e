import type { PartnerId } from '../trade/ids.ts';
import type { Contact, CustomerDraft, UpsertedCustomer } from './customer-draft.ts';
import { externalId, findByKey } from './keys.ts';
import type { Loaded, Sheet } from './load.ts';
import { loadOnce, pauses } from './load.ts';
import type { Session } from './session.ts';
import type { Cells } from './sheet.ts';
import { rowsOf, sheetOf } from './sheet.ts';
import { htmlText } from './values.ts';

/**
 * Creates or updates the customer of this key and its addresses, each by its own key, in one `load`.
 *
 * Safe to repeat and safe beside others. A VAT number that Odoo refuses does not lose the customer: it is kept in the
 * comment and reported. Throws SyncError `refused`, `conflict` and those of any call.
 */
export async function upsertCustomer(session: Session, draft: CustomerDraft): Promise<UpsertedCustomer> {
  const first = await loadPatiently(session, draft);
  if (first.outcome === 'loaded') return { id: first.id as PartnerId, vatRefused: false };
  if (first.outcome === 'refused' && draft.vat !== null) {
    const second = await loadPatiently(session, withoutVat(draft, draft.vat));
    if (second.outcome === 'loaded') return { id: second.id as PartnerId, vatRefused: true };
  }
  throw first.error;
}

/** Loads until nobody else is in the way; then what others wrote under the key will do. */
async function loadPatiently(session: Session, draft: CustomerDraft): Promise<Loaded> {
  const sheet = customerSheet(draft);
  let last = await loadOnce(session, sheet);
  for (const [tries, pause] of pauses.entries()) {
    if (last.outcome === 'loaded' || (last.outcome === 'refused' && (last.certain || tries > 0))) return last;
    await session.clock.sleep(pause);
    last = await loadOnce(session, sheet);
  }
  if (last.outcome !== 'conflict') return last;
  const id = await findByKey(session, draft.key);
  return id === null ? last : { outcome: 'loaded', id };
}

function withoutVat(draft: CustomerDraft, vat: string): CustomerDraft {
  const note = `Partita IVA / VAT: ${vat}`;
  return { ...draft, vat: null, comment: draft.comment === null ? note : `${draft.comment}\n${note}` };
}

export function customerSheet(draft: CustomerDraft): Sheet {
  const parent: Cells = {
    id: externalId(draft.key),
    ...contactCells(draft),
    is_company: draft.isCompany ? 'True' : 'False',
    vat: draft.vat,
    ref: draft.reference,
    comment: draft.comment === null ? null : htmlText(draft.comment),
  };
  const children = draft.addresses.map((address): Cells => ({
    id: externalId(address.key),
    type: address.type,
    ...contactCells(address),
  }));
  return sheetOf('res.partner', rowsOf(parent, children, 'child_ids'));
}

function contactCells({
  name,
  email,
  phone,
  street,
  street2,
  zip,
  city,
  countryId,
  stateId,
}: Contact): Cells {
  return {
    name,
    email,
    phone,
    street,
    street2,
    zip,
    city,
    'country_id/.id': idCell(countryId),
    'state_id/.id': idCell(stateId),
  };
}

function idCell(id: number | null): string | null {
  return id === null ? null : String(id);
}
