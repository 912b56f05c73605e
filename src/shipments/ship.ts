import type { Outcome } from '../jobs/outcome.ts';
import { asSyncError, isFatal, SyncError } from '../kit/errors.ts';
import type { JobRow } from '../store/job-claims.ts';
import { shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { shipmentOfSubject } from '../trade/subject.ts';
import { attachLabel } from './attach-label.ts';
import { issueWaybill } from './issue-waybill.ts';
import { errorOf } from './shipment-error.ts';

/**
 * Takes a shipment from wherever it stands to its label in the order's chatter: never two waybills, never two
 * attachments. Safe to repeat. Throws SyncError of either side; the row tells why as well.
 */
export async function ship(context: TenantContext, { subject }: Pick<JobRow, 'subject'>): Promise<Outcome> {
  const id = shipmentOfSubject(subject);
  if (id === null) throw new SyncError(`${subject} is no shipment`, { code: 'internal', advice: 'give-up' });
  try {
    return await goOn(context, id);
  } catch (thrown) {
    if (!isFatal(thrown)) await tell(context, id, asSyncError(thrown));
    throw thrown;
  }
}

async function goOn(context: TenantContext, id: string): Promise<Outcome> {
  const row = await context.stores.shipments.get(id);
  if (row === null) return { kind: 'skipped', reason: 'no-shipment' };
  const then = await issueWaybill(context, row);
  const { poleepoOrderId: order, pickingName: delivery, trackingCode } = then;
  const detail = { shipment: id, order, delivery, trackingCode };
  if (then.state === 'failed')
    return { kind: 'unchanged', detail: { ...detail, refused: textOf(then.error?.['code']) } };
  const label = await attachLabel(context, id);
  return { kind: label === 'attached' ? 'created' : 'unchanged', detail: { ...detail, label } };
}

/** Whoever waits for the shipment sees what keeps it; the job sees it too. */
async function tell({ stores, clock }: TenantContext, id: string, error: SyncError): Promise<void> {
  const set = { error: errorOf(error) };
  await stores.shipments.advance(id, { from: shipmentStates, set, now: clock.now() });
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
