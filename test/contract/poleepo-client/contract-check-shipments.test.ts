import { describe, expect, test } from 'vitest';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { createBench, json, type Route } from '../../unit/poleepo/fake-poleepo.ts';
import { shippingWith } from '../../unit/poleepo/contract-shipping.ts';
import { createShipmentBench, draft, madeThere } from './shipment-bench.ts';

const none: Route = () => json({ data: [], total: 0 });

async function checkedWith(shipping: Record<string, unknown>) {
  const { client } = createBench({
    'GET /orders': none,
    'GET /products': none,
    'GET /pickup_addresses': none,
    'GET /package_types': none,
    'GET /shippings': () => json({ data: [shipping], total: 1 }),
    'GET /shippings/7781': () => json({ data: shipping }),
  });
  return (await client.checkContract()).differences;
}

describe('the contract check of shipments', () => {
  test('reads the lists and one shipping, finds them as we assume, and writes nothing', async () => {
    const bench = await createShipmentBench();
    await bench.client.shippings.create(draft(bench.orderId));
    const before = bench.sim.control.calls().length;
    const { endpoints, differences } = await bench.client.checkContract();
    const ours = ['/shippings', '/shippings/{id}', '/pickup_addresses', '/package_types'];
    const asked = endpoints.filter(({ endpoint }) => ours.includes(endpoint));
    expect(asked.map(({ endpoint, answered, records }) => [endpoint, answered, records])).toEqual([
      ['/shippings', true, 1],
      ['/shippings/{id}', true, 1],
      ['/pickup_addresses', true, 2],
      ['/package_types', true, 5],
    ]);
    expect(differences.filter(({ endpoint }) => ours.includes(endpoint))).toEqual([]);
    const calls = bench.sim.control.calls().slice(before);
    expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  test.each(['numbers-as-strings', 'statuses-as-objects'] as const)('bears %s', async (kind) => {
    const bench = await createShipmentBench();
    await madeThere(bench);
    bench.sim.control.setFaults([{ kind }]);
    const { differences } = await bench.client.checkContract();
    expect(
      differences.filter(({ weight, endpoint }) => weight === 'breaks' && endpoint.startsWith('/ship')),
    ).toEqual([]);
  });

  test('names what a key may not read', async () => {
    const bench = await createShipmentBench();
    bench.sim.control.changeAccount(demoClientId, { rights: { shipments: 'none' } });
    const { differences } = await bench.client.checkContract();
    for (const endpoint of ['/shippings', '/pickup_addresses', '/package_types']) {
      expect(differences).toContainEqual(
        expect.objectContaining({ endpoint, assumed: 'an answer', found: 'forbidden, FORBIDDEN' }),
      );
    }
  });

  test('names a status that we do not know', async () => {
    expect(await checkedWith(shippingWith({ status: 'BOOKED' }))).toContainEqual({
      endpoint: '/shippings',
      member: 'status',
      assumed: 'a status that we know',
      found: 'BOOKED',
      mark: 'assumed',
      weight: 'breaks',
    });
  });

  test('names a member that is not readable, and one that is new', async () => {
    const differences = await checkedWith(shippingWith({ creation_date: '03/06/2026', colour: 'red' }));
    expect(differences).toContainEqual(
      expect.objectContaining({ endpoint: '/shippings', member: 'creation_date', weight: 'breaks' }),
    );
    expect(differences).toContainEqual(
      expect.objectContaining({ endpoint: '/shippings/{id}', member: 'colour', mark: 'unknown' }),
    );
  });
});
