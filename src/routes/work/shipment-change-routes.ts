import { z } from 'zod';
import { asSyncError } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { noSuchCode, refusesHandOver, refusesVoid } from '../../shipments/wish-refusals.ts';
import type { ShipmentRow } from '../../store/shipment-store.ts';
import type { JobId } from '../../trade/ids.ts';
import type { ShipmentRefusal } from '../../trade/shipment-question.ts';
import { wishSubject } from '../../trade/subject.ts';
import { problemOf } from '../failure.ts';
import { Problem, problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { askShipping } from './ask-shipping.ts';
import { audit } from './audit.ts';
import { shipmentView, viewShipment } from './shipment-views.ts';

const tag = 'Shipments';
const shipmentId = z.string().regex(/^shp_[0-9a-f]{32}$/);
const params = z.object({ id: shipmentId });
const example = { params: { id: `shp_${'0'.repeat(32)}` } };
const mostAtOnce = 200;

const several = z
  .strictObject({
    ids: z.array(shipmentId).max(mostAtOnce).default([]),
    /** As they are scanned from the labels. */
    trackingCodes: z.array(z.string().trim().min(1).max(100)).max(mostAtOnce).default([]),
  })
  .refine(({ ids, trackingCodes }) => ids.length + trackingCodes.length > 0);

const refused = z.object({ code: z.string(), message: z.string(), hint: z.string() });

const results = z.object({
  /** One for each: first those of the ids, then those of the codes, in their order. */
  results: z.array(
    z.object({
      id: z.string().nullable(),
      trackingCode: z.string().nullable(),
      shipment: shipmentView.nullable(),
      error: refused.nullable(),
    }),
  ),
});

type Result = z.input<typeof results>['results'][number];

export const shipmentChangeRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/shipments/handover',
    summary:
      'Say that the courier has these shipments, by their ids or the codes on their labels; one result each',
    tag,
    role: 'operator',
    body: several,
    example: { body: { trackingCodes: ['BRT000000012'] } },
    status: 202,
    answer: results,
    handle: async (entry) => {
      const { ids, trackingCodes } = entry.body;
      const found: Result[] = [];
      for (const id of ids) found.push(await resultOf(entry, { id, trackingCode: null }));
      for (const trackingCode of trackingCodes) found.push(await resultOf(entry, { id: null, trackingCode }));
      return { results: found };
    },
  }),
  route({
    method: 'post',
    path: '/v1/shipments/{id}/handover',
    summary: 'Say that the courier has a shipment: Poleepo is told',
    tag,
    role: 'operator',
    params,
    example,
    status: 202,
    answer: shipmentView,
    handle: async (entry) => handOver(entry, await present(entry, entry.params.id)),
  }),
  route({
    method: 'delete',
    path: '/v1/shipments/{id}',
    summary: 'Void a shipment, as long as no courier has it; its delivery is free for another then',
    tag,
    role: 'operator',
    params,
    example,
    status: 202,
    answer: shipmentView,
    handle: async (entry) => voidOne(entry, await present(entry, entry.params.id)),
  }),
];

async function present({ stores }: MemberEntry, id: string): Promise<ShipmentRow> {
  const row = await stores.shipments.get(id);
  if (row === null) throw problem('not-found');
  return row;
}

async function handOver(entry: MemberEntry, row: ShipmentRow) {
  refuse(refusesHandOver(row));
  if (row.state !== 'handed-over') await wish(entry, row, { kind: 'hand-over', about: 'hand-over' });
  return viewShipment(row, entry.locale);
}

async function voidOne(entry: MemberEntry, row: ShipmentRow) {
  refuse(refusesVoid(row));
  if (row.state === 'void') return viewShipment(row, entry.locale);
  if (row.state === 'requested') return viewShipment(await neverBegun(entry, row), entry.locale);
  await wish(entry, row, { kind: 'void-shipment', about: 'void' });
  return viewShipment(row, entry.locale);
}

/** Nothing was asked of Poleepo yet. Where it has just begun, whoever voids it is told what they would be told then. */
async function neverBegun(entry: MemberEntry, row: ShipmentRow): Promise<ShipmentRow> {
  const { stores, house, actor } = entry;
  const now = house.clock.now();
  const events = [{ key: 'void', at: now, kind: 'void', detail: { by: actor.label } }];
  const done = await stores.shipments.advance(row.id, { from: ['requested'], to: 'void', events, now });
  if (done !== null) {
    await audit(entry, { action: 'shipments.void', target: row.id, detail: { begun: false } });
    return done;
  }
  const then = await present(entry, row.id);
  refuse(refusesVoid(then));
  if (then.state !== 'void') await wish(entry, then, { kind: 'void-shipment', about: 'void' });
  return then;
}

async function wish(
  entry: MemberEntry,
  { id, trackingCode, saleOrderName }: ShipmentRow,
  { kind, about }: { kind: 'hand-over' | 'void-shipment'; about: 'hand-over' | 'void' },
): Promise<void> {
  const { stores, house, tenant, actor } = entry;
  const now = house.clock.now();
  const jobId = await stores.jobs.enqueue({
    id: newId<JobId>('job', now, house.chance),
    kind,
    subject: wishSubject(about, id),
    priority: 0,
    dueAt: now,
    now,
    askedBy: actor.label,
  });
  const detail = { trackingCode, saleOrder: saleOrderName };
  await audit(entry, { action: `shipments.${about}`, target: id, detail });
  await house.wake(tenant.id, jobId);
}

/** One that cannot be handed over spoils no other. */
async function resultOf(
  entry: MemberEntry,
  { id, trackingCode }: Pick<Result, 'id' | 'trackingCode'>,
): Promise<Result> {
  try {
    const row = id === null ? await byCode(entry, trackingCode ?? '') : await present(entry, id);
    return { id, trackingCode, shipment: await handOver(entry, row), error: null };
  } catch (thrown) {
    const { code, message, hint } = problemOf(thrown).facts;
    if (code === 'internal')
      entry.house.log.error('shipment not handed over', { error: asSyncError(thrown).message });
    const { locale } = entry;
    const error = { code, message: message[locale], hint: hint[locale] };
    return { id, trackingCode, shipment: null, error };
  }
}

const deliveries = z.object({ pickingIds: z.array(z.int()) });

/** The shipment with that code, or that of the delivery which has it in Odoo. */
async function byCode(entry: MemberEntry, code: string): Promise<ShipmentRow> {
  const { shipments } = entry.stores;
  const rows = await shipments.byTracking(code);
  const ours = rows.find(({ state }) => state !== 'void' && state !== 'failed') ?? rows[0];
  if (ours !== undefined) return ours;
  const { pickingIds } = await askShipping(entry, { ask: 'deliveries-by-tracking', code }, deliveries);
  for (const pickingId of pickingIds) {
    const its = await shipments.ofPicking(pickingId);
    if (its !== null) return its;
  }
  return refuse(noSuchCode(code));
}

function refuse(refusal: ShipmentRefusal): never;
function refuse(refusal: ShipmentRefusal | null): void;
function refuse(refusal: ShipmentRefusal | null): void {
  if (refusal === null) return;
  const { code, message, nextStep } = refusal;
  throw new Problem({ status: code === 'unknown-tracking-code' ? 422 : 409, code, message, hint: nextStep });
}
