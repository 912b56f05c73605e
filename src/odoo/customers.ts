import type { PartnerId } from '../trade/ids.ts';
import { addressCells, contactCells } from './customer-addresses.ts';
import type { CustomerDraft, UpsertedCustomer } from './customer-draft.ts';
import { externalId, findByKey } from './keys.ts';
import type { Loaded, Sheet } from './load.ts';
import { loadOnce, pauses } from './load.ts';
import { fiscalCells, fiscalNote } from './partner-fields.ts';
import type { Session } from './session.ts';
import type { Cells } from './sheet.ts';
import { rowsOf, sheetOf } from './sheet.ts';
import { htmlText } from './values.ts';

/**
 * Creates or updates the customer of this key and its addresses, each by its own key, in one `load`.
 *
 * Safe to repeat and safe beside others. A VAT number or a fiscal code that Odoo refuses does not lose the customer: it
 * is kept in the comment and reported. Throws SyncError `refused`, `conflict` and those of any call.
 */
export async function upsertCustomer(session: Session, draft: CustomerDraft): Promise<UpsertedCustomer> {
  const first = await loadPatiently(session, draft);
  if (first.outcome === 'loaded') return upserted(first.id);
  if (first.outcome === 'refused') {
    for (const { lesser, ...refused } of lesserDrafts(draft)) {
      const next = await loadPatiently(session, lesser);
      if (next.outcome === 'loaded') return { ...upserted(next.id), ...refused };
    }
  }
  throw first.error;
}

function upserted(id: number): UpsertedCustomer {
  return { id: id as PartnerId, vatRefused: false, codesRefused: false };
}

/** The same customer without what Odoo may have refused: the VAT number first, then its other codes too. */
function lesserDrafts(draft: CustomerDraft) {
  const { vat, taxCode, pec, recipientCode } = draft;
  const withoutVat = { ...draft, vat: null, ...noted(draft, { vat }) };
  const bare = { ...withoutVat, taxCode: null, pec: null, recipientCode: null };
  const lesser = { ...bare, ...noted(draft, { vat, taxCode, pec, recipientCode }) };
  const hasCodes = taxCode !== null || pec !== null || recipientCode !== null;
  return [
    ...(vat === null ? [] : [{ lesser: withoutVat, vatRefused: true, codesRefused: false }]),
    ...(hasCodes ? [{ lesser, vatRefused: vat !== null, codesRefused: true }] : []),
  ];
}

function noted({ comment }: CustomerDraft, values: Parameters<typeof fiscalNote>[0]) {
  const lines = [comment, fiscalNote(values)].filter((line) => line !== null);
  return { comment: lines.join('\n'), commentStands: false };
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

export function customerSheet(draft: CustomerDraft): Sheet {
  const parent: Cells = {
    id: externalId(draft.key),
    ...contactCells(draft),
    is_company: draft.isCompany ? 'True' : 'False',
    vat: draft.vat,
    ref: draft.reference,
    ...fiscalCells(draft),
    comment: draft.comment === null || draft.commentStands ? null : htmlText(draft.comment),
  };
  const children = draft.addresses.map(addressCells);
  return sheetOf('res.partner', rowsOf(parent, children, 'child_ids'));
}
