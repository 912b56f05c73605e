import { Hono } from 'hono';
import type { Account } from './account.ts';
import { answer } from './answer.ts';
import type { ApiEnv } from './api-env.ts';
import type { PoleepoControl } from './control.ts';
import { createControl } from './control.ts';
import { controlRoutes } from './control-routes.ts';
import { documentsRoutes } from './documents.ts';
import { notFound, Refusal, refuse } from './envelope.ts';
import { oauthRoutes } from './oauth.ts';
import { ordersRoutes } from './orders.ts';
import { productsRoutes } from './products.ts';
import { courierRoutes, shippingListRoutes } from './shipping-lists.ts';
import { shippingsRoutes } from './shippings.ts';
import type { PoleepoSimOptions, SimState } from './state.ts';
import { createState } from './state.ts';

export type { PoleepoSimOptions } from './state.ts';
export type { PoleepoControl } from './control.ts';
export { demoClientId, demoClientSecret } from './account.ts';

/** A simulated Poleepo. */
export interface PoleepoSim {
  app: Hono;
  /** Answers a call as a function; a TypeError is a lost connection. */
  fetch(this: void, request: Request): Promise<Response>;
  control: PoleepoControl;
  /** The accounts, the demo account first. */
  accounts(this: void): Account[];
}

/** Poleepo's API: a resource is a file of its own and a line here. */
function api(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.route('/oauth', oauthRoutes(state));
  routes.route('/orders', documentsRoutes(state));
  routes.route('/orders', ordersRoutes(state));
  routes.route('/products', productsRoutes(state));
  routes.route('/shippings', shippingsRoutes(state));
  routes.route('/couriers', courierRoutes(state));
  routes.route('/package_types', shippingListRoutes(state, 'packageTypes'));
  routes.route('/pickup_addresses', shippingListRoutes(state, 'pickupAddresses'));
  routes.notFound((c) => refuse(c, notFound(`${c.req.method} ${c.req.path}`)));
  routes.onError((error, c) => {
    if (error instanceof Refusal) return refuse(c, error);
    throw error;
  });
  return routes;
}

/** Makes a simulated Poleepo with its demo account; time, waiting and the way of its webhooks can be given. */
export function createPoleepoSim(options: PoleepoSimOptions = {}): PoleepoSim {
  const state = createState(options);
  const control = createControl(state);
  const poleepo = api(state);
  const app = new Hono();
  app.route('/_sim', controlRoutes(control));
  app.all('/_sim/*', (c) => refuse(c, notFound(`${c.req.method} ${c.req.path}`)));
  app.all('*', (c) => answer(state, poleepo, c.req.raw));
  app.onError((error, c) => {
    if (error instanceof Refusal) return refuse(c, error);
    throw error;
  });
  return {
    app,
    fetch: async (request) => app.fetch(request),
    control,
    accounts: () => [...state.accounts.values()],
  };
}
