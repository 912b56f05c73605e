import type { PoleepoSim } from '../../../sim/poleepo/app.ts';
import { createPoleepoSim, demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import type { CallRecord } from '../../../src/kit/call-record.ts';
import type { PoleepoClient, PoleepoConnection } from '../../../src/poleepo/client.ts';
import { createPoleepoClient } from '../../../src/poleepo/client.ts';
import type { PoleepoOrder } from '../../../src/poleepo/order.ts';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import type { FakeClock } from '../../unit/poleepo/fake-clock.ts';
import { createFakeClock } from '../../unit/poleepo/fake-clock.ts';

export interface Bridge {
  sim: PoleepoSim;
  client: PoleepoClient;
  clock: FakeClock;
  records: CallRecord[];
  /** How many calls the simulator has had of `GET /orders/{id}` and the like. */
  count(call: string): number;
  /** Another client, with keys of its own. */
  clientWith(keys: Partial<PoleepoConnection>): PoleepoClient;
}

export const tokenCall = 'POST /oauth/access_token';

/** The client in front of a simulator of its own. Where the simulator waits, time passes. */
export function createBridge(seed = 1): Bridge {
  const clock = createFakeClock();
  const sim = createPoleepoSim({
    seed,
    now: clock.now,
    sleep: async (ms) => clock.advance(ms),
    deliver: async () => new Response(null, { status: 202 }),
  });
  const records: CallRecord[] = [];
  const clientWith = (keys: Partial<PoleepoConnection>) =>
    createPoleepoClient(
      { baseUrl: 'https://poleepo.test', clientId: demoClientId, clientSecret: demoClientSecret, ...keys },
      { fetch: sim.fetch, clock, observe: (call) => records.push(call) },
    );
  return {
    sim,
    clock,
    records,
    client: clientWith({}),
    clientWith,
    count: (call) => sim.control.counts().calls[call] ?? 0,
  };
}

/** Makes one plain order and gives its id. */
export async function oneOrder({ sim }: Bridge): Promise<PoleepoOrderId> {
  const { orders } = await sim.control.makeOrders({ count: 1 });
  const [order] = orders;
  if (order === undefined) throw new Error('the simulator made no order');
  return order.id as PoleepoOrderId;
}

/** All orders since `sinceMs`, page by page; an error where one is not understood. */
export async function allOrders(client: PoleepoClient, sinceMs: number, max = 100): Promise<PoleepoOrder[]> {
  const orders: PoleepoOrder[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const page = await client.orders.updatedSince(sinceMs, { offset, max });
    const [odd] = page.unreadable;
    if (odd !== undefined) throw new Error(odd.problem);
    orders.push(...page.orders);
    offset = page.next;
  }
  return orders;
}
