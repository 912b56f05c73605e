import { describe, expect, test } from 'vitest';
import type { PickupAddressId, PoleepoOrderId, PoleepoPackageTypeId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { failing } from './failing.ts';
import { createBench, json } from './fake-poleepo.ts';

const route = 'POST /couriers/quotes';
const measure = decimal('10');
const wanted = {
  orderId: 918_273 as PoleepoOrderId,
  pickupAddressId: 301 as PickupAddressId,
  parcels: [
    {
      packageTypeId: 43 as PoleepoPackageTypeId,
      weight: decimal('1.5'),
      width: measure,
      height: measure,
      depth: measure,
    },
  ],
};

function quote(members: object = {}): object {
  return {
    courier_id: 1,
    courier: 'BRT',
    service_id: 11,
    service: 'Express',
    price: 7.7,
    currency: 'EUR',
    delivery_days: 2,
    formats: ['PDF', 'ZPL'],
    ...members,
  };
}

const quoted = (data: unknown) => createBench({ [route]: () => json({ data }) }).client.quotes(wanted);

describe('quotes', () => {
  test('are asked for with exact numbers', async () => {
    const bench = createBench({ [route]: () => json({ data: [] }) });
    expect(await bench.client.quotes(wanted)).toEqual([]);
    expect(bench.received.at(-1)?.body).toEqual({
      order_id: 918_273,
      pickup_address_id: 301,
      parcels: [{ package_type_id: 43, weight: 1.5, width: 10, height: 10, depth: 10 }],
    });
  });

  test('have exact prices', async () => {
    const [read] = await quoted([quote()]);
    expect(read).toEqual({
      courierId: '1',
      courier: 'BRT',
      serviceId: '11',
      service: 'Express',
      price: decimal('7.7'),
      currency: 'EUR',
      deliveryDays: 2,
      formats: ['PDF', 'ZPL'],
    });
  });

  test.each([
    [
      { price: '7.70', delivery_days: '3' },
      { price: decimal('7.7'), deliveryDays: 3 },
    ],
    [
      { delivery_days: null, currency: 'eur' },
      { deliveryDays: null, currency: 'EUR' },
    ],
    [{ delivery_days: 'domani' }, { deliveryDays: null }],
    [{ formats: ['pdf', 'EPL', 7] }, { formats: ['PDF'] }],
    [{ formats: null }, { formats: [] }],
    [{ formats: 'PDF' }, { formats: [] }],
    [
      { courier_id: 'BRT', service_id: 'EXP' },
      { courierId: 'BRT', serviceId: 'EXP' },
    ],
    [
      { courier: null, service: undefined },
      { courier: null, service: null },
    ],
  ])('may say %j', async (members, found) => {
    expect((await quoted([quote(members)]))[0]).toMatchObject(found);
  });

  test.each([
    [{ price: 'gratis' }, '1.price'],
    [{ price: null }, '1.price'],
    [{ courier_id: '' }, '1.courier_id'],
    [{ service_id: null }, '1.service_id'],
  ])('are not guessed at: %j', async (members, vendorCode) => {
    const error = await failing(quoted([quote(), quote(members)]));
    expect(error).toMatchObject({ code: 'unreadable', advice: 'give-up', vendorCode });
  });

  test('are a list', async () => {
    expect(await failing(quoted({}))).toMatchObject({ vendorCode: 'data' });
  });

  test('are not asked for of parcels without weight', async () => {
    const bench = createBench({});
    const [parcel] = wanted.parcels;
    if (parcel === undefined) throw new Error('no parcel');
    const parcels = [{ ...parcel, weight: decimal(0) }];
    expect(await failing(bench.client.quotes({ ...wanted, parcels }))).toMatchObject({ code: 'invalid' });
    expect(bench.lines()).toEqual([]);
  });
});

describe('package types and pickup addresses', () => {
  test('may say little', async () => {
    const { client } = createBench({
      'GET /package_types': () => json({ data: [{ id: '4', name: 'Tubo', width: '10.5', depth: '' }] }),
      'GET /pickup_addresses': () => json({ data: [{ id: 3 }, { id: 4, default: 'true' }] }),
    });
    expect(await client.packageTypes()).toEqual([
      { id: 4, name: 'Tubo', width: decimal('10.5'), height: null, depth: null, maxWeight: null },
    ]);
    const addresses = await client.pickupAddresses();
    expect(addresses.map(({ id, name, isDefault }) => [id, name, isDefault])).toEqual([
      [3, null, false],
      [4, null, true],
    ]);
  });

  test('are not guessed at', async () => {
    const { client } = createBench({
      'GET /package_types': () => json({ data: [{ id: 4, width: 'larga' }] }),
      'GET /pickup_addresses': () => json({ data: { id: 3 } }),
    });
    expect(await failing(client.packageTypes())).toMatchObject({ vendorCode: '0.width', advice: 'give-up' });
    expect(await failing(client.pickupAddresses())).toMatchObject({ vendorCode: 'data' });
  });
});
