import type { PartnerId } from '../trade/ids.ts';
import type { AddressDraft, Contact } from './customer-draft.ts';
import { externalId } from './keys.ts';
import { loadOnce, pauses, type Sheet } from './load.ts';
import type { Session } from './session.ts';
import { type Cells, sheetOf } from './sheet.ts';

/**
 * Creates or updates addresses of a contact, each by its own key, in one `load`. Nothing of the contact itself is
 * written. Safe to repeat and safe beside others.
 * Throws SyncError `refused` (see `tellsOfUnknownContact`), `conflict` and those of any call.
 */
export async function addAddresses(
  session: Session,
  parent: PartnerId,
  addresses: readonly AddressDraft[],
): Promise<void> {
  if (addresses.length === 0) return;
  const sheet = addressSheet(parent, addresses);
  let last = await loadOnce(session, sheet);
  for (const [tries, pause] of pauses.entries()) {
    if (last.outcome === 'loaded' || (last.outcome === 'refused' && (last.certain || tries > 0))) break;
    await session.clock.sleep(pause);
    last = await loadOnce(session, sheet);
  }
  if (last.outcome !== 'loaded') throw last.error;
}

export function addressSheet(parent: PartnerId, addresses: readonly AddressDraft[]): Sheet {
  const rows = addresses.map((address): Cells => ({
    ...addressCells(address),
    'parent_id/.id': String(parent),
  }));
  return sheetOf('res.partner', rows);
}

export function addressCells(address: AddressDraft): Cells {
  return { id: externalId(address.key), type: address.type, ...contactCells(address) };
}

export function contactCells(contact: Contact): Cells {
  const { name, email, phone, street, street2, zip, city, countryId, stateId } = contact;
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
