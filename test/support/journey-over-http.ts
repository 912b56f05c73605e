import { exports } from 'cloudflare:workers';
import { inject } from 'vitest';
import { z } from 'zod';
import { Api } from '../../scripts/api.ts';
import { type Company, setUpCompany } from '../../scripts/company.ts';
import { until } from '../../scripts/until.ts';
import { demoCompanies } from '../../sim/odoo/seed/demo.ts';
import { demoAccess } from '../../sim/odoo/seed/people.ts';
import { createState } from '../../sim/poleepo/state.ts';
import { orderStatus } from '../../sim/poleepo/order.ts';
import { type Tamper, webhookRequest } from '../../sim/poleepo/webhook-request.ts';
import {
  makeOrders,
  newAccount,
  type PoleepoOrder,
  type SaleOrder,
  saleOrders,
} from './journey-over-http-sims.ts';

export interface Shop extends Company {
  clientId: string;
  /** Its simulated Odoo. */
  odooUrl: string;
}

export const webhookSecret = 'whsec_c2VncmV0by1kaS1wcm92YQ==';

const here = 'https://ponte.example.com';
const orderView = z.object({
  poleepoId: z.int(),
  state: z.string(),
  saleOrderId: z.int().nullable(),
  poleepoTotal: z.string().nullable(),
  odooTotal: z.string().nullable(),
  held: z.object({ reason: z.string(), title: z.string() }).nullable(),
  timeline: z.array(z.object({ kind: z.string() })),
  job: z.object({ id: z.string(), state: z.string(), finishedAt: z.string().nullable() }).nullable(),
});

export type OrderView = z.output<typeof orderView>;

/** The API of the worker that runs in this very process. */
export const anonymous = new Api(here, (request) => exports.default.fetch(request));

/** A company of its own, connected to an account of its own and to one of the simulated Odoos. */
export async function openShop(odoo: '16' | '17' | '18' | '19' | 'hanging' = '18'): Promise<Shop> {
  const account = await newAccount(inject('poleepo'));
  const odooUrl = inject('odoo')[odoo];
  const company = await setUpCompany(anonymous, {
    company: `Bottega ${crypto.randomUUID()}`,
    email: `bottega-${crypto.randomUUID()}@example.it`,
    password: 'una bottega di prova',
    odoo: { url: odooUrl, database: 'demo', ...demoAccess.ponte, companyId: demoCompanies.italian.id },
    poleepo: account,
    webhookSecret,
  });
  return { ...company, clientId: account.clientId, odooUrl };
}

/** New orders of a shop in the simulated Poleepo. */
export function newOrders(shop: Shop, count: number, kind = 'plain'): Promise<PoleepoOrder[]> {
  return makeOrders(inject('poleepo'), { account: shop.clientId, count, kind });
}

/** One new order of a shop in the simulated Poleepo. */
export async function newOrder(shop: Shop, kind = 'plain'): Promise<PoleepoOrder> {
  const [order] = await newOrders(shop, 1, kind);
  if (order === undefined) throw new Error('no order was made');
  return order;
}

/** A webhook about an order as Poleepo would send it, or tampered with. */
export function webhookAbout(
  shop: Shop,
  orderId: number,
  { eventId = `evt_${crypto.randomUUID()}`, tamper }: { eventId?: string; tamper?: Tamper } = {},
): Promise<Request> {
  const now = new Date();
  const status = orderStatus('PAYMENT_ACCEPTED');
  const message = {
    id: eventId,
    event: 'STATUS_ORDER',
    created_at: now.toISOString(),
    data: { id: orderId, status },
  };
  const webhook = {
    url: shop.webhook.url,
    secret: webhookSecret,
    scheme: 'hex' as const,
    events: ['STATUS_ORDER' as const],
    active: true,
  };
  return webhookRequest(createState({}), { webhook, message, tamper });
}

/** Tells the worker of an order; answers the status. */
export async function tell(shop: Shop, orderId: number): Promise<number> {
  const response = await exports.default.fetch(await webhookAbout(shop, orderId));
  await response.arrayBuffer();
  return response.status;
}

/** An order as the API shows it once it is in a state. Fails where a person must decide instead. */
export function orderIn(shop: Shop, orderId: number, state = 'confirmed'): Promise<OrderView> {
  return until(`order ${orderId} is ${state}`, { withinMs: 30_000 }, async () => {
    const response = await shop.api.raw('GET', `/v1/orders/${orderId}`);
    const body: unknown = await response.json();
    if (response.status === 404) return refuseFailure(shop, orderId);
    const order = orderView.parse(body);
    if (order.held !== null && state !== 'held')
      throw new Error(`order ${orderId} is held: ${order.held.title}`);
    return order.state === state ? order : null;
  });
}

const failedJobs = z.object({
  items: z.array(z.object({ subject: z.string(), error: z.object({ message: z.string() }).nullable() })),
});

/** Nothing is kept of an order yet: null, unless its job has failed. */
async function refuseFailure(shop: Shop, orderId: number): Promise<null> {
  const { items } = await shop.api.get('/v1/jobs?state=failed', failedJobs);
  const failed = items.find(({ subject }) => subject === `order:${orderId}`);
  if (failed !== undefined) throw new Error(`order ${orderId} failed: ${failed.error?.message}`);
  return null;
}

/** The sale orders that a Poleepo order has become in Odoo: one, if all is well. */
export function inOdoo(shop: Shop, order: PoleepoOrder): Promise<SaleOrder[]> {
  return saleOrders(shop.odooUrl, order.reference_id);
}
