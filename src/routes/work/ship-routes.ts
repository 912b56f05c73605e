import { z } from 'zod';
import type { JobId } from '../../trade/ids.ts';
import type { ShipmentQuestion, WantedWaybill } from '../../trade/shipment-question.ts';
import { problem } from '../problem.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { askShipping } from './ask-shipping.ts';
import { audit } from './audit.ts';
import { resultsOf, severalResults } from './several.ts';
import { shipmentView, viewShipment } from './shipment-views.ts';

const tag = 'Shipments';
const id = z.int().positive();
const name = z.string().min(1).max(100);

const members = {
  saleOrderId: id.optional(),
  /** Of stock.picking: one delivery of an order that has several. */
  pickingId: id.optional(),
  pickupAddressId: id,
  courierId: name,
  serviceId: name,
  /** What the courier collects with this delivery of an order paid on delivery; left out: all, or what is left with the last. */
  cashOnDelivery: z
    .string()
    .regex(/^\d{1,7}(\.\d{1,2})?$/)
    .optional(),
  /** As the quote told them, to be shown; nothing is bought by them. */
  courier: name.optional(),
  service: name.optional(),
  price: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/)
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
};

const mostAtOnce = 50;
const one = z.strictObject(members).refine(namesGoods);

/** One, or several. */
const wanted = z
  .strictObject({
    ...z.object(members).partial().shape,
    items: z.array(one).min(1).max(mostAtOnce).optional(),
  })
  .transform(({ items, ...single }, check): { items: Wanted[] } | { single: Wanted } => {
    const named = Object.values(single).some((value) => value !== undefined);
    if (items !== undefined && !named) return { items };
    const read = one.safeParse(single);
    if (items === undefined && read.success) return { single: read.data };
    const issues = read.success ? [] : read.error.issues;
    const path = items === undefined ? (issues[0]?.path ?? []) : ['items'];
    check.addIssue({ code: 'custom', path: [...path] });
    return z.NEVER;
  });

type Wanted = z.output<typeof one>;

const asked = z.object({ id: z.string(), jobId: z.string().nullable().default(null) });

export const shipRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/shipments',
    summary:
      'Buy the waybill of a delivery and put its label into the order: one, or up to 50 as `items`, with one result each',
    tag,
    role: 'operator',
    body: wanted,
    example: { body: { saleOrderId: 41, pickupAddressId: 301, courierId: '1', serviceId: '11' } },
    status: 202,
    answer: z.union([severalResults({ shipment: shipmentView.nullable() }), shipmentView]),
    handle: async (entry) => {
      const { body } = entry;
      if ('single' in body) return shipOne(entry, body.single);
      const results = await resultsOf(entry, body.items, (item) => shipOne(entry, item));
      return { results: results.map(({ result, error }) => ({ shipment: result, error })) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/shipments/{id}/retry',
    summary:
      'Go on with a shipment that stands still; one that failed is asked for anew, as another shipment',
    tag,
    role: 'operator',
    params: z.object({ id: z.string().regex(/^shp_[0-9a-f]{32}$/) }),
    example: { params: { id: `shp_${'0'.repeat(32)}` } },
    status: 202,
    answer: shipmentView,
    handle: async (entry) => {
      const { params, stores, actor } = entry;
      if ((await stores.shipments.get(params.id)) === null) throw problem('not-found');
      return begun(entry, { ask: 'ship-again', by: actor.label, id: params.id }, 'shipments.retry');
    },
  }),
  route({
    method: 'post',
    path: '/v1/shipments/{id}/delivery',
    summary:
      'Say which delivery order a shipment from Poleepo’s own pages is of, where several could be: it gets the tracking code',
    tag,
    role: 'operator',
    params: z.object({ id: z.string().regex(/^shp_[0-9a-f]{32}$/) }),
    body: z.strictObject({ pickingId: id }),
    example: { params: { id: `shp_${'0'.repeat(32)}` }, body: { pickingId: 7 } },
    answer: shipmentView,
    handle: async (entry) => {
      const { params, stores, body } = entry;
      if ((await stores.shipments.get(params.id)) === null) throw problem('not-found');
      const question = { ask: 'bind-delivery' as const, id: params.id, ...body };
      return begun(entry, question, 'shipments.delivery');
    },
  }),
];

async function shipOne(entry: MemberEntry, item: WantedWaybill) {
  return begun(entry, { ask: 'ship', by: entry.actor.label, ...item }, 'shipments.request');
}

async function begun(entry: MemberEntry, question: ShipmentQuestion, action: string) {
  const { stores, house, tenant, locale } = entry;
  const { id: shipment, jobId } = await askShipping(entry, question, asked);
  const row = await stores.shipments.get(shipment);
  if (row === null) throw problem('not-found');
  await audit(entry, {
    action,
    target: shipment,
    detail: { saleOrder: row.saleOrderName, picking: row.pickingName },
  });
  if (jobId !== null) await house.wake(tenant.id, jobId as JobId);
  return viewShipment(row, locale);
}

function namesGoods(body: { saleOrderId?: number | undefined; pickingId?: number | undefined }): boolean {
  return body.saleOrderId !== undefined || body.pickingId !== undefined;
}
