import { z } from 'zod';
import { labelFormats } from '../../poleepo/label-format.ts';
import { route, type RouteModule } from '../route.ts';
import { askShipping } from './ask-shipping.ts';

const tag = 'Shipments';
const id = z.int().positive();

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
];
