import { Hono } from 'hono';
import { z } from 'zod';
import {
  orderRefSchema,
  packageTypeSchema,
  shipmentSchema,
  type WarehouseControl,
} from './warehouse-control.ts';

const bodies = {
  ship: shipmentSchema.extend({ order: orderRefSchema }),
  tracking: z.strictObject({ order: orderRefSchema, code: z.string().min(1) }),
  invoice: z.strictObject({ invoice: z.int() }),
  printer: z.strictObject({ broken: z.boolean() }),
};

/** What people in the warehouse and in accounting do, as routes under `/_sim`. */
export function warehouseRoutes(control: WarehouseControl): Hono {
  const app = new Hono();
  const post = <T>(path: string, schema: z.ZodType<T>, run: (body: T) => unknown) =>
    app.post(path, async (c) => c.json(run(schema.parse(await c.req.json())) ?? { ok: true }));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  post('/ship', bodies.ship, ({ order, ...shipment }) => ({ picking: control.ship(order, shipment) }));
  post('/tracking', bodies.tracking, ({ order, code }) => control.setTracking(order, code));
  post('/package-types', packageTypeSchema, (body) => ({ id: control.addPackageType(body) }));
  post('/invoices/send', bodies.invoice, ({ invoice }) => control.sendInvoice(invoice));
  post('/printer', bodies.printer, ({ broken }) => control.breakPrinter(broken));
  return app;
}
