import { z } from 'zod';
import { Api } from '../../../scripts/api.ts';
import { type Company, setUpCompany } from '../../../scripts/company.ts';
import type { LocalHouse } from '../../../scripts/local-house.ts';
import { until } from '../../../scripts/until.ts';
import { demoCompanies } from '../../../sim/odoo/seed/demo.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import type { Order } from '../../../sim/poleepo/order.ts';

export interface Shop extends Company {
  clientId: string;
}

const secret = 'whsec_c2VncmV0by1kaS1wcm92YQ==';
let shops = 0;

/** A company of its own in a started house, connected to an account of its own and to the Odoo at an address. */
export async function openShop({ url, poleepo }: LocalHouse, odooUrl: string): Promise<Shop> {
  shops += 1;
  const { clientId, clientSecret } = poleepo.sim.control.createAccount();
  const company = await setUpCompany(new Api(url), {
    company: `Bottega ${shops}`,
    email: `bottega-${shops}@example.it`,
    password: 'una bottega di prova',
    odoo: { url: odooUrl, database: 'demo', ...demoAccess.ponte, companyId: demoCompanies.italian.id },
    poleepo: { clientId, clientSecret },
    webhookSecret: secret,
  });
  poleepo.sim.control.configureWebhook({ account: clientId, url: company.webhook.url, secret });
  return { ...company, clientId };
}

/** New orders of a shop in the simulated Poleepo; with `notify` each is told by one webhook. */
export async function newOrders(
  { poleepo }: LocalHouse,
  shop: Shop,
  wanted: { count: number; notify?: boolean },
): Promise<Order[]> {
  const { orders } = await poleepo.sim.control.makeOrders({ account: shop.clientId, ...wanted });
  return orders;
}

const orderView = z.object({
  state: z.string(),
  saleOrderId: z.int().nullable(),
  held: z.object({ title: z.string() }).nullable(),
  job: z.object({ finishedAt: z.iso.datetime().nullable() }).nullable(),
});

/** An order once it is confirmed. Fails where a person must decide instead. */
export function confirmed(shop: Shop, orderId: number): Promise<z.output<typeof orderView>> {
  return until(`order ${orderId} is confirmed`, { withinMs: 60_000 }, async () => {
    const response = await shop.api.raw('GET', `/v1/orders/${orderId}`);
    const body: unknown = await response.json();
    if (response.status === 404) return null;
    const order = orderView.parse(body);
    if (order.held !== null) throw new Error(`order ${orderId} is held: ${order.held.title}`);
    return order.state === 'confirmed' ? order : null;
  });
}

const jobList = z.object({ items: z.array(z.object({ state: z.string(), runs: z.int() })) });

/** The latest jobs of a shop, 200 at most. */
export async function jobsOf(shop: Shop, query = ''): Promise<z.output<typeof jobList>['items']> {
  return (await shop.api.get(`/v1/jobs?limit=200${query}`, jobList)).items;
}
