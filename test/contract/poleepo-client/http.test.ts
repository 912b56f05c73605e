import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import type { ServedSims } from '../../../sim/serve.ts';
import { serveSims } from '../../../sim/serve.ts';
import { systemClock } from '../../../src/kit/clock.ts';
import { systemFetch } from '../../../src/kit/http.ts';
import { createPoleepoClient } from '../../../src/poleepo/client.ts';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { failing } from '../../unit/poleepo/failing.ts';

let served: ServedSims;

beforeAll(async () => {
  served = await serveSims({ poleepo: {} });
});
afterAll(() => served.close());

/** The demo account's client over real HTTP, and a new order to ask for. */
async function overHttp(timeoutMs = 10_000) {
  if (served.poleepo === null) throw new Error('the simulator is not served');
  const { sim, url } = served.poleepo;
  sim.control.setFaults([]);
  const { orders } = await sim.control.makeOrders({ count: 1 });
  const client = createPoleepoClient(
    { baseUrl: `${url}/`, clientId: demoClientId, clientSecret: demoClientSecret },
    { fetch: systemFetch, clock: systemClock, observe: () => undefined, timeoutMs },
  );
  return { sim, client, url, id: (orders[0]?.id ?? 0) as PoleepoOrderId };
}

describe('over real HTTP', () => {
  test('an order is read and its status set', async () => {
    const { client, id } = await overHttp();
    await client.orders.setStatus(id, 'IN_PROCESS');
    expect(await client.orders.get(id)).toMatchObject({ id, status: { id: 'IN_PROCESS' } });
  });

  test('a connection that breaks once does not show in a read', async () => {
    const { client, id, sim } = await overHttp();
    sim.control.setFaults([{ match: { path: '/orders/{id}', times: 1 }, kind: 'drop-before' }]);
    expect((await client.orders.get(id)).id).toBe(id);
  });

  test('a connection that breaks after a write leaves it open whether it happened', async () => {
    const { client, id, sim } = await overHttp();
    sim.control.setFaults([{ match: { path: '/orders/{id}', method: 'PUT' }, kind: 'drop-after' }]);
    const error = await failing(client.orders.setStatus(id, 'SHIPPED'));
    expect(error).toMatchObject({ code: 'unreachable', mayHaveHappened: true });
    expect(sim.control.orders().find((order) => order.id === id)?.status.id).toBe('SHIPPED');
  });

  test('an answer that does not come is given up', async () => {
    const { client, id, sim } = await overHttp(300);
    sim.control.setFaults([{ kind: 'hang-before' }]);
    expect(await failing(client.orders.get(id))).toMatchObject({ code: 'timed-out', mayHaveHappened: false });
  });

  test('an address where nobody listens is unreachable', async () => {
    const closed = await serveSims({ poleepo: {} });
    await closed.close();
    const client = createPoleepoClient(
      { baseUrl: closed.poleepo?.url ?? '', clientId: demoClientId, clientSecret: demoClientSecret },
      { fetch: systemFetch, clock: systemClock, observe: () => undefined },
    );
    expect(await failing(client.inspect())).toMatchObject({ code: 'unreachable', advice: 'wait' });
  });
});
