import type { Outcome } from '../jobs/outcome.ts';
import { second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { Shipping } from '../poleepo/client.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { shipmentOfSubject } from '../trade/subject.ts';
import { hearShipping } from './hear-shipping.ts';
import { errorOf } from './shipment-error.ts';
import { shipmentSettingsOf } from './shipment-settings.ts';
import { tellOdoo } from './tell-odoo.ts';

const open = ['requested', 'submitting', 'unknown'] as const;

/** Poleepo wants a name. */
const someCourier = 'Altro corriere';

/**
 * Tells Poleepo of a parcel that was sent without it, once: before each try it is looked for under our reference and under
 * its code, and one that may be on its way is told again only after Poleepo must have given up on it. Safe to repeat.
 * Throws SyncError of either side.
 */
export async function tellExternal(
  context: TenantContext,
  { subject }: Pick<JobRow, 'subject'>,
): Promise<Outcome> {
  const id = shipmentOfSubject(subject);
  const given = id === null ? null : await context.stores.shipments.get(id);
  if (given === null || given.origin !== 'external') return { kind: 'skipped', reason: 'no-parcel' };
  if (!open.some((state) => state === given.state)) return outcomeOf(given, 'unchanged');
  const row = given.state === 'submitting' ? await cutOff(context, given) : given;
  // What comes while we look is not seen any more: only a look that began after the limit counts.
  const isOver = row.state === 'requested' || (await isPastLimit(context, row));
  const there = await lookFor(context, row);
  if (there !== null) return adopt(context, row, there);
  if (!isOver) throw stillUnknown();
  return tell(context, row);
}

async function lookFor({ poleepo }: TenantContext, row: ShipmentRow): Promise<Shipping | null> {
  const all = await poleepo.shippings.ofOrder(row.poleepoOrderId);
  const live = all.filter(({ status }) => status !== 'CANCELED');
  const ours = live.find(({ reference }) => reference === row.reference);
  return ours ?? live.find(({ trackingCode }) => trackingCode === row.trackingCode) ?? null;
}

/** The request left by now at the latest, if at all. */
async function cutOff({ stores, clock }: TenantContext, row: ShipmentRow): Promise<ShipmentRow> {
  const now = clock.now();
  const set = { submittedAt: now };
  return (await stores.shipments.advance(row.id, { from: ['submitting'], to: 'unknown', set, now })) ?? row;
}

async function isPastLimit(context: TenantContext, { submittedAt }: ShipmentRow): Promise<boolean> {
  const { poleepoLimitSeconds } = await shipmentSettingsOf(context);
  return context.clock.now() >= (submittedAt ?? 0) + poleepoLimitSeconds * second;
}

async function tell(context: TenantContext, row: ShipmentRow): Promise<Outcome> {
  const { stores, poleepo, clock } = context;
  const submittedAt = clock.now();
  const set = { submittedAt, error: null };
  const begun = await stores.shipments.advance(row.id, {
    from: [row.state],
    to: 'submitting',
    set,
    now: submittedAt,
  });
  if (begun === null) return outcomeOf(row, 'unchanged');
  const draft = {
    orderId: row.poleepoOrderId,
    carrier: row.courier ?? someCourier,
    trackingCode: row.trackingCode ?? '',
    reference: row.reference,
  };
  try {
    return await adopt(context, begun, await poleepo.shippings.createExternal(draft));
  } catch (thrown) {
    if (thrown instanceof SyncError) await afterFailure(context, row.id, thrown);
    throw thrown;
  }
}

/** What may have happened is looked for first; what never reached Poleepo is told again; a refusal is for people. */
async function afterFailure({ stores, clock }: TenantContext, id: string, error: SyncError): Promise<void> {
  const to = error.mayHaveHappened ? 'unknown' : error.advice === 'give-up' ? 'failed' : 'requested';
  const now = clock.now();
  // It may have waited for a token before it left.
  const set = { error: errorOf(error), ...(to === 'unknown' && { submittedAt: now }) };
  await stores.shipments.advance(id, { from: ['submitting'], to, set, now });
}

/** Poleepo has it. Where its own pages had told of it already, and we know, ours is left. */
async function adopt(context: TenantContext, row: ShipmentRow, shipping: Shipping): Promise<Outcome> {
  const { stores, clock } = context;
  const now = clock.now();
  const other = await stores.shipments.byPoleepoId(shipping.id);
  if (other !== null && other.id !== row.id) {
    const events = [{ key: 'known', at: now, kind: 'known-already', detail: { shipment: other.id } }];
    await stores.shipments.advance(row.id, { from: open, to: 'void', events, now });
    return outcomeOf(row, 'unchanged');
  }
  const told = await stores.shipments.advance(row.id, {
    from: open,
    to: 'handed-over',
    set: { poleepoId: shipping.id, error: null },
    events: [{ key: 'told', at: now, kind: 'told-poleepo', detail: { poleepoId: shipping.id } }],
    now,
  });
  if (told === null) return outcomeOf(row, 'unchanged');
  const heard = await hearShipping(context, told, shipping);
  await tellOdoo(context, heard.row);
  return outcomeOf(heard.row, 'created');
}

function outcomeOf(
  { poleepoOrderId: order, pickingName: delivery, trackingCode, poleepoId: shipping }: ShipmentRow,
  kind: 'created' | 'unchanged',
): Outcome {
  return { kind, detail: { order, delivery, trackingCode, shipping } };
}

function stillUnknown(): SyncError {
  return new SyncError('whether poleepo heard of the parcel is not known yet', {
    code: 'struggling',
    side: 'poleepo',
    advice: 'retry',
    vendorCode: 'PARCEL_UNKNOWN',
    hint: {
      it: 'Poleepo non ha risposto quando gli è stato comunicato il collo: lo si cerca lì, e si comunica di nuovo solo se non c’è.',
      en: 'Poleepo did not answer when it was told of the parcel: it is looked for there, and told again only if it is not.',
    },
  });
}
