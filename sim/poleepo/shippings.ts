import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { guard, idOf } from './api-env.ts';
import { labelFormats } from './couriers.ts';
import { externalFor, externalWanted, waybillFor, waybillWanted } from './create-shipping.ts';
import { updatedAfter } from './dates.ts';
import { notFound, Refusal } from './envelope.ts';
import { shown } from './hide.ts';
import { jsonBody } from './json-body.ts';
import { bytesOf, labelOf } from './label.ts';
import { listBody, pageOf } from './paging.ts';
import { refusedMember } from './parcel.ts';
import type { Shipping } from './shipping.ts';
import { setShippingStatus } from './shipping-life.ts';
import type { SimState } from './state.ts';
import { addShipping, newShipping } from './waybill.ts';

const eitherForm = z.looseObject({ external: z.boolean().optional() });
const statusWrite = z.strictObject({ status: z.literal('HANDED_TO_COURIER') });

function shippingOf(c: ApiContext): Shipping {
  const id = idOf(c);
  const shipping = id === null ? undefined : c.var.account.shippings.get(id);
  if (shipping === undefined) throw notFound('Shipping');
  return shipping;
}

function wrongStatus({ status }: Shipping): Refusal {
  return new Refusal({ status: 409, code: 'INVALID_STATUS', message: `The shipping is ${status}` });
}

/** A call of `POST /shippings`: each one is a waybill, and costs, whatever its reference. */
async function create(state: SimState, c: ApiContext): Promise<Response> {
  const { account } = c.var;
  const { external = false } = await jsonBody(c, eitherForm);
  const wanted = external
    ? externalFor(account, await jsonBody(c, externalWanted))
    : waybillFor(account, await jsonBody(c, waybillWanted));
  const made = newShipping(state, account, wanted);
  if (!c.env.ignoreWrites) {
    addShipping(state, account, { order: wanted.order, ...made });
    // Assumed: what was sent without Poleepo is with its courier already.
    if (external) setShippingStatus(state, account, { shipping: made.shipping, status: 'HANDED_TO_COURIER' });
  }
  const { id, status, carrier, tracking_code, parcels } = made.shipping;
  return c.json({ data: { id, status, carrier, tracking_code, parcels } }, 201);
}

function label(state: SimState, c: ApiContext): Response {
  const shipping = shippingOf(c);
  const { account } = c.var;
  const waybill = account.waybills.get(shipping.id);
  if (waybill === undefined || waybill.formats.length === 0) throw notFound('Label');
  if (shipping.status === 'CANCELED') {
    throw new Refusal({ status: 410, code: 'SHIPPING_CANCELED', message: 'The shipping is canceled' });
  }
  const format = z.enum(labelFormats).safeParse(c.req.query('format') ?? 'PDF').data;
  if (format === undefined) throw refusedMember('format', 'VALIDATION_ERROR', 'PDF or ZPL');
  if (!waybill.formats.includes(format)) {
    throw refusedMember('format', 'FORMAT_NOT_AVAILABLE', `The courier offers no ${format}`);
  }
  const { labelForm, labelPendingStatus } = account.shippingSettings;
  if (state.options.now() < waybill.labelReadyAt) {
    const message = 'The label is not ready yet';
    throw new Refusal({ status: labelPendingStatus, code: 'LABEL_NOT_READY', message });
  }
  const text = labelOf(shipping, format);
  if (labelForm === 'json') return c.json({ data: { format, content: btoa(text) } });
  const type = format === 'PDF' ? 'application/pdf' : 'application/zpl';
  return c.body(bytesOf(text), 200, { 'content-type': type });
}

/** `/shippings`: list (with `updated_after` and `order_id`), read, buy, label, hand over, void. */
export function shippingsRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'shipments'));

  routes.get('/', (c) => {
    const { account } = c.var;
    const orderId = c.req.query('order_id');
    // Newest first (assumed), as orders are.
    const shippings = [...account.shippings.values()]
      .reverse()
      .filter((shipping) => orderId === undefined || String(shipping.order_id) === orderId);
    const { data, total } = listBody(
      updatedAfter(shippings, c.req.query('updated_after')),
      pageOf(c.req.query()),
    );
    return c.json({ data: data.map((shipping) => shown(shipping, account.hides)), total });
  });
  routes.post('/', (c) => create(state, c));
  routes.get('/:id', (c) => c.json({ data: shown(shippingOf(c), c.var.account.hides) }));
  routes.get('/:id/label', (c) => label(state, c));

  routes.put('/:id', async (c) => {
    const shipping = shippingOf(c);
    const { status } = await jsonBody(c, statusWrite);
    if (shipping.status !== 'CREATED' && shipping.status !== status) throw wrongStatus(shipping);
    if (!c.env.ignoreWrites) setShippingStatus(state, c.var.account, { shipping, status });
    return c.json({ data: shown(shipping, c.var.account.hides) });
  });

  routes.delete('/:id', (c) => {
    const shipping = shippingOf(c);
    if (shipping.status !== 'CREATED') throw wrongStatus(shipping);
    if (!c.env.ignoreWrites) setShippingStatus(state, c.var.account, { shipping, status: 'CANCELED' });
    return c.body(null, 204);
  });

  return routes;
}
