import type { Outcome } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import { UnreadableAnswer } from '../poleepo/errors.ts';
import type { Shipping } from '../poleepo/shipping.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { NewShipment, ShipmentRow, ShipmentState } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId, PoleepoShippingId } from '../trade/ids.ts';
import { shippingOfSubject } from '../trade/subject.ts';
import { attachLabel } from './attach-label.ts';
import { blankRow } from './blank-row.ts';
import { hearShipping } from './hear-shipping.ts';
import { notUnderstood } from './shipping-holds.ts';
import { tellOdoo, toldAs } from './tell-odoo.ts';

/**
 * Reads a shipping at Poleepo and writes down what it says, on our row and in Odoo; one that was made in Poleepo's own
 * pages becomes a row. Safe to repeat. Throws SyncError of either side.
 */
export async function takeShipping(
  context: TenantContext,
  { subject }: Pick<JobRow, 'subject'>,
): Promise<Outcome> {
  const id = shippingOfSubject(subject);
  if (id === null) throw new SyncError(`${subject} is no shipping`, { code: 'internal', advice: 'give-up' });
  const shipping = await context.poleepo.shippings.get(id).catch((thrown: unknown) => {
    if (thrown instanceof UnreadableAnswer) return thrown;
    throw thrown;
  });
  if (shipping instanceof UnreadableAnswer) {
    const detail = { shipping: id, member: shipping.vendorCode ?? '', problem: shipping.message };
    return { kind: 'held', hold: notUnderstood(detail, shipping.raw) };
  }
  if (shipping === null) return gone(context, id);
  const known = await rowOf(context, shipping);
  if (known === null) return { kind: 'skipped', reason: 'no-order' };
  if (isOnItsWay(known.row)) throw beingIssued(id);
  const heard = await hearShipping(context, known.row, shipping);
  const told = await tellOdoo(context, heard.row);
  await fetchLabelOf(context, heard.row);
  const { poleepoOrderId: order, status, trackingCode } = heard.row;
  const news = known.added || heard.news || told === 'told';
  return {
    kind: known.added ? 'created' : news ? 'updated' : 'unchanged',
    detail: { shipping: id, order, status, trackingCode, odoo: told },
  };
}

/** Ours by Poleepo's id, or by the reference under which we asked for it; else a new row. Null where it names no order. */
async function rowOf(
  context: TenantContext,
  shipping: Shipping,
): Promise<{ row: ShipmentRow; added: boolean } | null> {
  const { shipments } = context.stores;
  const ours = await shipments.byPoleepoId(shipping.id);
  if (ours !== null) return { row: ours, added: false };
  const asked = shipping.reference === null ? null : await shipments.byReference(shipping.reference);
  if (asked !== null && asked.poleepoId === null) return { row: asked, added: false };
  if (shipping.orderId === null) return null;
  const { shipment, added } = await shipments.add(newRow(context, shipping, shipping.orderId));
  return { row: shipment, added };
}

function newRow(
  { clock, chance }: TenantContext,
  { id, external, carrier, status, parcelIds }: Shipping,
  orderId: PoleepoOrderId,
): NewShipment {
  const now = clock.now();
  return {
    ...blankRow,
    id: newId<string>('shp', now, chance),
    origin: external ? 'external' : 'poleepo',
    state: firstState(external, status),
    poleepoOrderId: orderId,
    reference: `poleepo-${id}`,
    courier: carrier,
    parcels: parcelIds.map((parcelId) => ({ parcelId })),
    poleepoId: id,
    // What was void before we heard of it is nothing to tell of.
    told: status === 'CANCELED' ? toldAs({ tracking: null, courier: null, status, notes: 1 }) : null,
    createdAt: now,
  };
}

function firstState(external: boolean, status: Shipping['status']): ShipmentState {
  if (status === 'CANCELED') return 'void';
  return external ? 'handed-over' : 'issued';
}

/** The label of one that Poleepo's own pages made. What left without one, as far as Poleepo shows, needs none any more. */
async function fetchLabelOf(
  context: TenantContext,
  { id, origin, handedOverAt }: ShipmentRow,
): Promise<void> {
  if (origin !== 'poleepo') return;
  try {
    await attachLabel(context, id);
  } catch (thrown) {
    const none = thrown instanceof SyncError && thrown.vendorCode === 'LABEL_NOT_READY';
    if (!none || handedOverAt === null) throw thrown;
    const now = context.clock.now();
    await context.stores.shipments.advance(id, { from: ['issued'], to: 'handed-over', now });
  }
}

/** Whoever asked Poleepo for it has not yet written down that it is there. */
function isOnItsWay({ poleepoId }: ShipmentRow): boolean {
  return poleepoId === null;
}

function beingIssued(id: PoleepoShippingId): SyncError {
  return new SyncError(`shipping ${id} is being issued by us`, {
    code: 'conflict',
    hint: {
      it: 'La spedizione è ancora in corso di creazione: si riprova da sé.',
      en: 'The shipment is still being made: this is tried again by itself.',
    },
  });
}

async function gone({ stores }: TenantContext, id: PoleepoShippingId): Promise<Outcome> {
  if ((await stores.shipments.byPoleepoId(id)) === null) return { kind: 'skipped', reason: 'not-in-poleepo' };
  throw new SyncError(`shipping ${id} is not in Poleepo`, {
    code: 'not-found',
    side: 'poleepo',
    hint: {
      it: `La spedizione ${id} non c’è più in Poleepo, o la chiave API non può vederla. Se è stata eliminata lì, salta questo lavoro: in Odoo non è cambiato nulla.`,
      en: `Shipment ${id} is no longer in Poleepo, or the API key may not see it. If it was deleted there, skip this job: nothing was changed in Odoo.`,
    },
  });
}
