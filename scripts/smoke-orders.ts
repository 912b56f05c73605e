import { z } from 'zod';
import type { Api } from './api.ts';
import type { Order } from '../sim/poleepo/order.ts';
import type { Delivery } from '../sim/poleepo/webhook.ts';
import { type Legs, legsOf, type Stretch } from './legs.ts';
import type { LocalHouse } from './local-house.ts';
import { until } from './until.ts';

const orderView = z.object({
  state: z.string(),
  saleOrderId: z.int().nullable(),
  reference: z.string().nullable(),
  held: z.object({ title: z.string() }).nullable(),
  job: z.object({ id: z.string(), finishedAt: z.iso.datetime().nullable() }).nullable(),
});
const callPage = z.object({
  items: z.array(
    z.object({
      at: z.iso.datetime(),
      side: z.string(),
      durationMs: z.int(),
      error: z.string().nullable(),
      jobId: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** An order that has come through: told by a webhook, confirmed in Odoo. */
export interface Confirmed {
  order: Order;
  delivery: Delivery;
  jobId: string;
  finishedAt: number;
  saleOrderId: number;
}

const patience = { withinMs: 60_000, everyMs: 50 };

/** Lets orders arrive, each told by a webhook, and waits until all are confirmed. Throws where one is held or lost. */
export async function sendOrders(
  { poleepo }: LocalHouse,
  api: Api,
  count: number,
): Promise<{ confirmed: Confirmed[]; ms: number }> {
  const startedAt = Date.now();
  const made = await poleepo.sim.control.makeOrders({ count, notify: true, parallel: 20 });
  const confirmed: Confirmed[] = [];
  for (const order of made.orders) {
    const delivery = made.deliveries.find(({ subject }) => subject === order.id);
    if (delivery?.status !== 202)
      throw new Error(`the webhook of ${order.id} was answered ${delivery?.status}`);
    confirmed.push({ order, delivery, ...(await confirmation(api, order.id)) });
  }
  return { confirmed, ms: Date.now() - startedAt };
}

function confirmation(
  api: Api,
  id: number,
): Promise<Pick<Confirmed, 'jobId' | 'finishedAt' | 'saleOrderId'>> {
  return until(`order ${id} is confirmed`, patience, async () => {
    const response = await api.raw('GET', `/v1/orders/${id}`);
    const body: unknown = await response.json();
    if (response.status === 404) return null;
    const { state, held, saleOrderId, job } = orderView.parse(body);
    if (held !== null) throw new Error(`order ${id} is held: ${held.title}`);
    const finishedAt = job?.finishedAt ?? null;
    if (state !== 'confirmed' || saleOrderId === null || job === null || finishedAt === null) return null;
    return { jobId: job.id, finishedAt: Date.parse(finishedAt), saleOrderId };
  });
}

/** What is wrong in Odoo with an order that is said to be confirmed; empty if it is there once and equal to the cent. */
export function faultsOf({ odoo }: LocalHouse, { order, saleOrderId }: Confirmed): string[] {
  const found = odoo.sim.control.orders(order.reference_id);
  const [sale] = found;
  if (sale === undefined || found.length > 1) return [`order ${order.id} is in Odoo ${found.length} times`];
  const faults: string[] = [];
  if (sale['id'] !== saleOrderId) faults.push(`order ${order.id} is linked to another sale order`);
  if (sale['state'] !== 'sale')
    faults.push(`order ${order.id} is not confirmed: ${JSON.stringify(sale['state'])}`);
  if (sale['amount_total'] !== order.total_price)
    faults.push(
      `order ${order.id}: ${order.total_price} in Poleepo, ${JSON.stringify(sale['amount_total'])} in Odoo`,
    );
  return faults;
}

/** The legs of each order. */
export async function legsOfAll(
  { odoo }: LocalHouse,
  api: Api,
  { confirmed, latencyMs }: { confirmed: readonly Confirmed[]; latencyMs: number },
): Promise<Legs[]> {
  const calls = await callsByJob(api);
  const own = odoo.sim.control.calls().map(({ at, ms }) => ({ from: at, to: at + ms }));
  return confirmed.map(({ delivery, jobId, finishedAt }) => {
    const webhook = { from: delivery.at, to: delivery.at + delivery.ms };
    const { poleepo = [], odoo: toOdoo = [] } = calls.get(jobId) ?? {};
    // The simulated Poleepo has no clock of its own work: what it was told to wait counts, at the start of each call.
    const waited = poleepo.map(({ from }) => ({ from, to: from + latencyMs }));
    const atWork = own.filter(({ from }) => toOdoo.some((call) => call.from <= from && from <= call.to));
    return legsOf({ webhook, poleepo, odoo: toOdoo, finishedAt, simulators: [...waited, ...atWork] });
  });
}

type Calls = Partial<Record<'odoo' | 'poleepo', Stretch[]>>;

async function callsByJob(api: Api): Promise<Map<string, Calls>> {
  const byJob = new Map<string, Calls>();
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: z.output<typeof callPage> = await api.get(
      `/v1/api-logs?direction=out&limit=200${at}`,
      callPage,
    );
    for (const call of page.items) {
      if (call.jobId === null || (call.side !== 'odoo' && call.side !== 'poleepo')) continue;
      const calls = byJob.get(call.jobId) ?? {};
      const from = Date.parse(call.at);
      (calls[call.side] ??= []).push({ from, to: from + call.durationMs });
      byJob.set(call.jobId, calls);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return byJob;
}
