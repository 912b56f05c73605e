import { describe, expect, test } from 'vitest';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { createBridge } from './bridge.ts';

function withRights(rights: {
  orders?: 'none' | 'read' | 'write';
  products?: 'none' | 'read';
  shipments?: 'none' | 'read';
}) {
  const bridge = createBridge();
  const account = bridge.sim.control.createAccount({ rights });
  const { clientId, clientSecret } = account;
  return { ...bridge, account, client: bridge.clientWith({ clientId, clientSecret }) };
}

describe('the inspection of a key', () => {
  test.each([
    [{}, ['read', 'read', 'read']],
    [{ orders: 'read' }, ['read', 'read', 'read']],
    [{ orders: 'none' }, ['none', 'read', 'read']],
    [{ products: 'none', shipments: 'none' }, ['read', 'none', 'none']],
    [{ orders: 'none', products: 'none', shipments: 'none' }, ['none', 'none', 'none']],
  ] as const)('with the rights %j finds %j', async (rights, found) => {
    const { client } = withRights(rights);
    expect((await client.inspect()).areas.map(({ access }) => access)).toEqual(found);
  });

  test('changes nothing', async () => {
    const { client, sim } = withRights({});
    await client.inspect();
    const methods = Object.keys(sim.control.counts().calls).map((call) => call.split(' ')[0]);
    expect(methods).toHaveLength(4);
    expect(methods.filter((method) => method !== 'GET')).toEqual(['POST']);
  });

  test('is unknown for an area whose endpoint fails', async () => {
    const { client, sim } = withRights({});
    sim.control.setFaults([{ match: { path: '/products' }, kind: 'success-false-200' }]);
    expect((await client.inspect()).areas).toContainEqual({ area: 'products', access: 'unknown' });
  });
});

describe('a key that lacks a right', () => {
  test('reads no orders', async () => {
    const { client } = withRights({ orders: 'none' });
    const error = await failing(client.orders.updatedSince(0));
    expect(error).toMatchObject({ code: 'forbidden', advice: 'give-up', vendorCode: 'FORBIDDEN' });
    expect(error.hint?.it).toContain('permesso');
  });

  test('reads orders and sets no status', async () => {
    const { client, sim, account } = withRights({ orders: 'read' });
    const { orders } = await sim.control.makeOrders({ account: account.clientId, count: 1 });
    const id = (orders[0]?.id ?? 0) as PoleepoOrderId;
    expect((await client.orders.get(id)).id).toBe(id);
    expect(await failing(client.orders.setStatus(id, 'IN_PROCESS'))).toMatchObject({
      code: 'forbidden',
      mayHaveHappened: false,
    });
  });
});
