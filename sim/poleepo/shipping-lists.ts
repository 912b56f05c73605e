import { Hono } from 'hono';
import type { ApiEnv } from './api-env.ts';
import { guard } from './api-env.ts';
import { offers, quoteOf, quoteWanted } from './create-shipping.ts';
import { jsonBody } from './json-body.ts';
import { listBody, pageOf } from './paging.ts';
import type { ShippingSettings } from './shipping-settings.ts';
import type { SimState } from './state.ts';

/** `/pickup_addresses` and `/package_types`: lists, which have pages as all do (assumed). */
export function shippingListRoutes(
  state: SimState,
  list: keyof Pick<ShippingSettings, 'packageTypes' | 'pickupAddresses'>,
): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'shipments'));
  routes.get('/', (c) => {
    const items: readonly object[] = c.var.account.shippingSettings[list];
    return c.json(listBody(items, pageOf(c.req.query())));
  });
  return routes;
}

/** `/couriers`: what each would ask. A key that may only read may ask, since nothing changes (assumed). */
export function courierRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use(guard(state, 'shipments', { onlyReads: true }));
  routes.post('/quotes', async (c) => {
    const wanted = await jsonBody(c, quoteWanted);
    const { services } = offers(c.var.account, wanted);
    return c.json({ data: services.map((service) => quoteOf(service, wanted.parcels)) });
  });
  return routes;
}
