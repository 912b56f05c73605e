import { describe, expect, test } from 'vitest';
import type { PickupAddressId, PoleepoOrderId, PoleepoPackageTypeId } from '../../../src/trade/ids.ts';
import { decimal, decimalText } from '../../../src/trade/money.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { createShipmentBench, magazzino, parcel } from './shipment-bench.ts';

async function asked(parcels = [parcel()]) {
  const bench = await createShipmentBench();
  const quotes = await bench.client.quotes({ orderId: bench.orderId, pickupAddressId: magazzino, parcels });
  return { bench, quotes };
}

describe('what a delivery can be sent with', () => {
  test('the package types have exact sizes', async () => {
    const { client } = await createShipmentBench();
    const types = await client.packageTypes();
    expect(types.map(({ id, name }) => [id, name])).toContainEqual([43, 'Scatola media']);
    const [envelope] = types;
    expect([envelope?.width, envelope?.height, envelope?.depth, envelope?.maxWeight].map(String)).toEqual([
      '24',
      '3',
      '33',
      '2',
    ]);
  });

  test('the pickup addresses say which is the usual one', async () => {
    const { client } = await createShipmentBench();
    const addresses = await client.pickupAddresses();
    expect(addresses.map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [301, true],
      [302, false],
    ]);
    expect(addresses[0]).toMatchObject({ city: 'Bologna', stateIso: 'BO', countryIso: 'IT' });
  });

  test('more package types than a page holds are all there', async () => {
    const { client, sim } = await createShipmentBench();
    const [known] = sim.accounts();
    const type = { name: 'Tipo', width: 1, height: 1, depth: 1, max_weight: 1 };
    const packageTypes = Array.from({ length: 130 }, (_, index) => ({ id: index + 1, ...type }));
    sim.control.changeAccount(known?.clientId ?? '', { shipments: { packageTypes } });
    expect((await client.packageTypes()).map(({ id }) => id)).toEqual(packageTypes.map(({ id }) => id));
  });

  test.each(['numbers-as-strings', 'unknown-members', 'total-missing'] as const)(
    'is read from a Poleepo with %s',
    async (kind) => {
      const { client, sim, orderId } = await createShipmentBench();
      sim.control.setFaults([{ kind }]);
      expect(await client.packageTypes()).toHaveLength(5);
      expect(await client.pickupAddresses()).toHaveLength(2);
      const wanted = { orderId, pickupAddressId: magazzino, parcels: [parcel()] };
      expect((await client.quotes(wanted)).map(({ price }) => price.gt(0))).not.toContain(false);
    },
  );
});

describe('quotes', () => {
  test('come from several couriers, each with an exact price, its days and its formats', async () => {
    const { quotes } = await asked();
    expect(new Set(quotes.map(({ courier }) => courier))).toEqual(
      new Set(['BRT', 'GLS', 'Poste Italiane', 'DHL']),
    );
    const brt = quotes.find(({ courier }) => courier === 'BRT');
    expect(brt).toMatchObject({
      courierId: '1',
      serviceId: '11',
      service: 'BRT Express',
      currency: 'EUR',
      deliveryDays: 2,
      formats: ['PDF', 'ZPL'],
    });
    expect(brt && decimalText(brt.price)).toBe('7.72');
    expect(quotes.find(({ courier }) => courier === 'Poste Italiane')?.deliveryDays).toBeNull();
  });

  test('rise with the weight', async () => {
    const { quotes: light } = await asked();
    const { quotes: heavy } = await asked([parcel({ weight: decimal('19.5') }), parcel()]);
    for (const quote of heavy) {
      const before = light.find(({ serviceId }) => serviceId === quote.serviceId);
      expect(before && quote.price.gt(before.price)).toBe(true);
    }
  });

  test('leave out couriers for whom a parcel is too heavy', async () => {
    const box = { packageTypeId: 44 as PoleepoPackageTypeId, weight: decimal('38') };
    const { quotes } = await asked([parcel(box)]);
    expect(new Set(quotes.map(({ courier }) => courier))).toEqual(new Set(['BRT', 'DHL']));
  });

  test('are none for what nobody carries', async () => {
    const pallet = { packageTypeId: 45 as PoleepoPackageTypeId, weight: decimal('300') };
    expect((await asked([parcel(pallet)])).quotes).toEqual([]);
  });

  test('are none for a country where nobody goes', async () => {
    const { client, sim, orderId } = await createShipmentBench();
    await sim.control.patchOrder(orderId, { delivery_address: { country_iso: 'JP' } });
    const wanted = { orderId, pickupAddressId: magazzino, parcels: [parcel()] };
    expect(await client.quotes(wanted)).toEqual([]);
  });

  test('send weights and sizes as they are', async () => {
    const { bench } = await asked();
    const call = bench.sim.control.calls().find(({ template }) => template === '/couriers/quotes');
    expect(call?.body).toContain('"weight":2.35,"width":40,"height":30.5,"depth":30');
  });

  test.each([
    [
      'a package type that Poleepo does not know',
      { packageTypeId: 99 as PoleepoPackageTypeId },
      'PACKAGE_TYPE_INVALID',
    ],
    ['a parcel heavier than its type allows', { weight: decimal('20.01') }, 'PARCEL_TOO_HEAVY'],
  ])('are refused for %s, with what to do', async (_, members, vendorCode) => {
    const { client, orderId } = await createShipmentBench();
    const wanted = { orderId, pickupAddressId: magazzino, parcels: [parcel(), parcel(members)] };
    const error = await failing(client.quotes(wanted));
    expect(error).toMatchObject({ code: 'refused', vendorCode, advice: 'give-up', side: 'poleepo' });
    expect(error.hint?.it).toContain('Odoo');
  });

  test('are refused for a pickup address and an order that Poleepo does not have', async () => {
    const { client, orderId } = await createShipmentBench();
    const parcels = [parcel()];
    const elsewhere = { orderId, pickupAddressId: 7 as PickupAddressId, parcels };
    expect(await failing(client.quotes(elsewhere))).toMatchObject({ vendorCode: 'PICKUP_ADDRESS_INVALID' });
    const other = { orderId: 7 as PoleepoOrderId, pickupAddressId: magazzino, parcels };
    const error = await failing(client.quotes(other));
    expect(error).toMatchObject({ code: 'refused', vendorCode: 'VALIDATION_ERROR' });
    expect(error.hint?.en).toContain('“order”');
  });
});
