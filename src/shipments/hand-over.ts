import type { Outcome } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import type { Shipping } from '../poleepo/client.ts';
import { isWithCourier } from '../poleepo/shipping-status.ts';
import type { JobRow } from '../store/job-claims.ts';
import { type ShipmentRow, shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoShippingId } from '../trade/ids.ts';
import { shipmentOfWish } from '../trade/subject.ts';
import { hearShipping } from './hear-shipping.ts';
import { errorOf } from './shipment-error.ts';
import { tellOdoo } from './tell-odoo.ts';

/**
 * Tells Poleepo that the courier has a shipment; its order follows at Poleepo by itself, and comes back as news. Safe to
 * repeat: after a lost answer it looks first. Throws SyncError of either side; the row tells why as well.
 */
export async function handOver(
  context: TenantContext,
  { subject, runs }: Pick<JobRow, 'subject' | 'runs'>,
): Promise<Outcome> {
  const id = shipmentOfWish(subject);
  const row = id === null ? null : await context.stores.shipments.get(id);
  if (row === null || row.poleepoId === null) return { kind: 'skipped', reason: 'no-waybill' };
  if (row.state === 'void' || row.state === 'failed') return { kind: 'skipped', reason: 'void' };
  const shipping = await given(context, row, { id: row.poleepoId as PoleepoShippingId, isFirst: runs <= 1 });
  const heard = await hearShipping(context, row, shipping);
  if (heard.row.error !== null && heard.row.attachmentId !== null) await keepError(context, row.id, null);
  await tellOdoo(context, heard.row);
  const { poleepoOrderId: order, trackingCode, state } = heard.row;
  const kind = heard.news ? 'updated' : 'unchanged';
  return { kind, detail: { shipment: row.id, order, trackingCode, state } };
}

/** The shipping as Poleepo has it then. What Poleepo refuses since it is void is taken for that. */
async function given(
  context: TenantContext,
  row: ShipmentRow,
  { id, isFirst }: { id: PoleepoShippingId; isFirst: boolean },
): Promise<Shipping> {
  const { shippings } = context.poleepo;
  const there = isFirst ? null : await shippings.get(id);
  if (there !== null && isWithCourier(there.status)) return there;
  try {
    return await shippings.handOver(id);
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.advice !== 'give-up') throw thrown;
    const now = await shippings.get(id);
    if (now?.status === 'CANCELED') return now;
    await keepError(context, row.id, thrown);
    throw thrown;
  }
}

async function keepError(
  { stores, clock }: TenantContext,
  id: string,
  error: SyncError | null,
): Promise<void> {
  const set = { error: error && errorOf(error) };
  await stores.shipments.advance(id, { from: shipmentStates, set, now: clock.now() });
}
