import { describe, expect, test } from 'vitest';
import { records } from './poleepo-client.ts';
import { createShipmentBench, orderId, parcel, refusal } from './shipment-bench.ts';

async function quoted(parcels: unknown, members: object = {}) {
  const bench = await createShipmentBench();
  const body = { order_id: orderId, pickup_address_id: 301, parcels, ...members };
  return bench.call('POST', '/couriers/quotes', { body });
}

describe('quotes', () => {
  test('have the members that we assume', async () => {
    expect(records(await quoted([parcel()]))[0]).toEqual({
      courier_id: 1,
      courier: 'BRT',
      service_id: 11,
      service: 'BRT Express',
      price: 7.72,
      currency: 'EUR',
      delivery_days: 2,
      formats: ['PDF', 'ZPL'],
    });
  });

  test('are by weight, of all parcels together', async () => {
    const [one] = records(await quoted([parcel({ weight: 1 })]));
    const [two] = records(await quoted([parcel({ weight: 1 }), parcel({ weight: 2 })]));
    expect([one?.['price'], two?.['price']]).toEqual([7.25, 7.95]);
  });

  test.each([
    ['within all limits', parcel(), [11, 21, 31, 41]],
    ['too heavy for some', parcel({ package_type_id: 44, weight: 32 }), [11, 21, 41]],
    ['too large for some', parcel({ width: 100, height: 60 }), [11, 21, 41]],
    ['too heavy for all', parcel({ package_type_id: 45, weight: 71 }), []],
    ['too large for all', parcel({ depth: 240 }), []],
  ])('of a parcel %s', async (_, one, services) => {
    expect(records(await quoted([one])).map(({ service_id }) => service_id)).toEqual(services);
  });

  test.each([
    ['FR', [22, 42]],
    ['CH', [42]],
    ['JP', []],
  ])('to %s', async (country_iso, services) => {
    const bench = await createShipmentBench();
    await bench.sim.control.patchOrder(orderId, { delivery_address: { country_iso } });
    const body = { order_id: orderId, pickup_address_id: 301, parcels: [parcel()] };
    const answer = await bench.call('POST', '/couriers/quotes', { body });
    expect(records(answer).map(({ service_id }) => service_id)).toEqual(services);
  });

  test.each([
    ['no parcels', { parcels: [] }, [422, 'VALIDATION_ERROR', 'parcels']],
    ['no weight', { parcels: [parcel({ weight: 0 })] }, [422, 'VALIDATION_ERROR', 'parcels.0.weight']],
    [
      'a size as a text',
      { parcels: [parcel({ width: '40' })] },
      [422, 'VALIDATION_ERROR', 'parcels.0.width'],
    ],
    [
      'an unknown package type',
      { parcels: [parcel(), parcel({ package_type_id: 9 })] },
      [422, 'PACKAGE_TYPE_INVALID', 'parcels.1.package_type_id'],
    ],
    [
      'too much for its type',
      { parcels: [parcel({ weight: 21 })] },
      [422, 'PARCEL_TOO_HEAVY', 'parcels.0.weight'],
    ],
    [
      'an unknown pickup address',
      { pickup_address_id: 9 },
      [422, 'PICKUP_ADDRESS_INVALID', 'pickup_address_id'],
    ],
    ['an unknown order', { order_id: 9 }, [422, 'VALIDATION_ERROR', 'order_id']],
    ['an unknown member', { note: 'x' }, [422, 'VALIDATION_ERROR', '']],
  ])('are refused for %s', async (_, members, told) => {
    expect(refusal(await quoted([parcel()], members))).toEqual(told);
  });

  test('need the right to read shipments, and no other', async () => {
    const { sim, call, token } = await createShipmentBench();
    const [account] = sim.accounts();
    if (account === undefined) throw new Error('no account');
    const body = { order_id: orderId, pickup_address_id: 301, parcels: [parcel()] };
    const ask = async () => (await call('POST', '/couriers/quotes', { body, token: await token() })).status;
    sim.control.changeAccount(account.clientId, { rights: { shipments: 'read' } });
    expect(await ask()).toBe(200);
    sim.control.changeAccount(account.clientId, { rights: { shipments: 'none' } });
    expect(await ask()).toBe(403);
    expect((await call('GET', '/package_types')).status).toBe(403);
    expect((await call('GET', '/pickup_addresses')).status).toBe(403);
  });
});

describe('what an account ships with', () => {
  test('is listed page by page', async () => {
    const { call } = await createShipmentBench();
    const types = await call('GET', '/package_types?offset=1&max=2');
    expect(records(types).map(({ id }) => id)).toEqual([42, 43]);
    expect(types.json['total']).toBe(5);
    expect(
      records(await call('GET', '/pickup_addresses')).map(({ id, default: usual }) => [id, usual]),
    ).toEqual([
      [301, true],
      [302, false],
    ]);
  });

  test('may be changed', async () => {
    const { call, set } = await createShipmentBench();
    set({
      packageTypes: [{ id: 5, name: 'Tubo', width: 10, height: 10, depth: 90, max_weight: 3 }],
      pickupAddresses: [],
    });
    expect(records(await call('GET', '/package_types')).map(({ name }) => name)).toEqual(['Tubo']);
    expect(records(await call('GET', '/pickup_addresses'))).toEqual([]);
  });
});
