import { z } from 'zod';
import { labelFormats } from '../../poleepo/label-format.ts';
import { shipmentStates } from '../../store/shipment-store.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { askShipping } from './ask-shipping.ts';
import { labelFile } from './label-file.ts';
import { listOf, paging } from './paging.ts';
import { shipmentDetailView, shipmentView, viewShipment, viewShipmentInFull } from './shipment-views.ts';

const tag = 'Shipments';
const id = z.int().positive();

const params = z.object({ id: z.string().regex(/^shp_[0-9a-f]{32}$/) });
const example = { params: { id: `shp_${'0'.repeat(32)}` } };

const wanted = z
  .strictObject({
    saleOrderId: id.optional(),
    /** Of stock.picking: one delivery of an order that has several. */
    pickingId: id.optional(),
    pickupAddressId: id,
  })
  .refine((body) => body.saleOrderId !== undefined || body.pickingId !== undefined);

const quotesView = z.object({
  poleepoOrderId: z.int(),
  pickingId: z.int(),
  picking: z.string(),
  /** kg and cm, as decimal texts. */
  parcels: z.array(
    z.object({
      packageId: z.int(),
      packageName: z.string(),
      packageTypeId: z.int(),
      weight: z.string(),
      width: z.string(),
      height: z.string(),
      depth: z.string(),
    }),
  ),
  quotes: z.array(
    z.object({
      courierId: z.string(),
      courier: z.string().nullable(),
      serviceId: z.string(),
      service: z.string().nullable(),
      price: z.string(),
      currency: z.string().nullable(),
      deliveryDays: z.number().nullable(),
      formats: z.array(z.enum(labelFormats)),
    }),
  ),
});

export const shipmentRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/shipments/quotes',
    summary:
      'Which couriers would carry a delivery, and for how much; refused with a reason where it cannot be shipped',
    tag,
    role: 'operator',
    body: wanted,
    example: { body: { saleOrderId: 41, pickupAddressId: 301 } },
    answer: quotesView,
    handle: async (entry) => askShipping(entry, { ask: 'quotes', ...entry.body }, quotesView),
  }),
  route({
    method: 'get',
    path: '/v1/shipments',
    summary: 'Shipments, newest first; by state, by Poleepo’s order, or those without a delivery',
    tag,
    role: 'read-only',
    query: z.object({
      ...paging,
      state: z.enum(shipmentStates).optional(),
      order: z.coerce.number().int().positive().optional(),
      /** `missing`: those of which only a person can say of which delivery they are. */
      delivery: z.literal('missing').optional(),
    }),
    answer: listOf(shipmentView),
    handle: async ({ stores, query, locale }) => {
      const { order: poleepoOrderId, delivery, ...filter } = query;
      const wanted = { ...filter, poleepoOrderId, withoutDelivery: delivery === 'missing' };
      const page = await stores.shipments.list(wanted);
      return { ...page, items: page.items.map((row) => viewShipment(row, locale)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/shipments/{id}',
    summary: 'One shipment with everything that happened to it',
    tag,
    role: 'read-only',
    params,
    example,
    answer: shipmentDetailView,
    handle: async ({ stores, params: { id: shipment }, locale }) => {
      const row = await stores.shipments.get(shipment);
      if (row === null) throw problem('not-found');
      return viewShipmentInFull(row, { events: await stores.shipments.eventsOf(row.id), locale });
    },
  }),
  route({
    method: 'get',
    path: '/v1/shipments/{id}/label',
    summary: 'The label as a file, to be printed as often as needed; ZPL where the courier offers it',
    tag,
    role: 'operator',
    params,
    query: z.object({ format: z.enum(labelFormats).optional() }),
    example,
    handle: async (entry) => labelFile(entry, { id: entry.params.id, format: entry.query.format }),
  }),
];
