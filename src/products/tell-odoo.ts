import type { Outcome } from '../jobs/outcome.ts';
import { minute } from '../kit/clock.ts';
import type { WriteBackRow } from '../odoo/write-back.ts';
import type { Tellable } from '../store/product-check-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { ProductId } from '../trade/ids.ts';
import { followUp } from './follow-up.ts';

const cursor = 'tell-odoo';
const most = 500;

/** What ended a little before the last look is looked at again: it may have been written down behind it. */
const overlap = 5 * minute;

/**
 * Tells Odoo how variants stand at Poleepo, where it has fields for that and lets us write them: all in one call. What it
 * was told is remembered, and only what is new is told.
 */
export async function tellOdoo(context: TenantContext): Promise<Outcome> {
  const { stores, clock, odoo, reference } = context;
  const startedAt = clock.now();
  const fields = await reference.catalogueFields();
  const somewhere = [fields.names.ref, fields.names.status, fields.names.error, fields.names.syncedAt];
  if (somewhere.every((names) => names.length === 0)) return notTold('no-fields');
  if (!fields.mayWrite) return notTold('not-allowed');
  const since = ((await stores.cursors.get(cursor))?.at ?? 0) - overlap;
  const rows = await stores.productChecks.tellable({ since, limit: most });
  if (rows.length > 0) {
    const written = await odoo.catalogue.writeBack(rows.map(rowOf), fields);
    if (written !== 'written') return notTold(written);
    await stores.productChecks.told(rows);
  }
  if (rows.length === most) await followUp(context, 'tell-odoo');
  else await stores.cursors.save(cursor, { at: startedAt, place: null, foundAt: null }, clock.now());
  return { kind: rows.length > 0 ? 'updated' : 'unchanged', detail: { told: rows.length } };
}

const notTold = (reason: string): Outcome => ({ kind: 'unchanged', detail: { told: 0, reason } });

/** Not the SKU: Odoo's field for it says which one is wanted, and would hold on to one that was told once. */
function rowOf({ odooId, poleepoRef, state, error, acceptedAt }: Tellable): WriteBackRow {
  return {
    id: odooId as ProductId,
    ref: poleepoRef,
    status: state,
    error: error === null ? null : wordsOf(error),
    ...(acceptedAt !== null && { syncedAt: acceptedAt }),
  };
}

/** `SKU_DUPLICATE: SKU A belongs to another product` */
function wordsOf({ code, message, field }: Record<string, unknown>): string {
  const words = [code, field, message].filter((word) => typeof word === 'string' && word !== '');
  return words.join(': ').slice(0, 1000);
}
