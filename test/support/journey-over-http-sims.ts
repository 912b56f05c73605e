import { z } from 'zod';

const account = z.object({ clientId: z.string(), clientSecret: z.string() });
const poleepoOrder = z.object({ id: z.int(), reference_id: z.string(), total_price: z.number() });
const madeOrders = z.object({ orders: z.array(poleepoOrder) });
const saleOrder = z.object({
  id: z.int(),
  name: z.string(),
  state: z.string(),
  amount_total: z.number(),
  lines: z.array(z.unknown()),
});

export type PoleepoOrder = z.output<typeof poleepoOrder>;
export type SaleOrder = z.output<typeof saleOrder>;

/** Sends JSON to a simulator's control and reads what it says. */
export async function control<T extends z.ZodType>(
  url: string,
  answer: T,
  body?: unknown,
): Promise<z.output<T>> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, { headers: { 'content-type': 'application/json' }, ...sent });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return answer.parse(await response.json());
}

/** A new company on the simulated Poleepo. */
export function newAccount(poleepo: string): Promise<z.output<typeof account>> {
  return control(`${poleepo}/_sim/accounts`, account, {});
}

/** New orders of an account; nobody is told of them. */
export async function makeOrders(
  poleepo: string,
  wanted: { account: string; count?: number; kind?: string },
): Promise<PoleepoOrder[]> {
  return (await control(`${poleepo}/_sim/orders`, madeOrders, wanted)).orders;
}

/** Every sale order of the simulated Odoo with a customer reference. */
export function saleOrders(odoo: string, reference: string): Promise<SaleOrder[]> {
  return control(`${odoo}/_sim/orders?ref=${encodeURIComponent(reference)}`, z.array(saleOrder));
}

/** Replaces what is to go wrong in a simulator. */
export async function setFaults(simulator: string, faults: readonly object[]): Promise<void> {
  await control(`${simulator}/_sim/faults`, z.unknown(), faults);
}
