import { describe, expect, it } from 'vitest';
import { day } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { Parcel } from '../support/world/parcel.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';

/** An order whose goods left in two deliveries of so many packages. */
async function twoDeliveries(version: OdooVersion, seed: number, packages: [number, number]) {
  const desk = await ShippingDesk.open(version, seed, 'several-rates');
  const some = (count: number) => Array.from({ length: count }, () => ({ typeId: desk.boxId, weight: 1 }));
  const first = desk.deliver({ packages: some(packages[0]), quantities: [0] });
  const rest = desk.deliver({ packages: some(packages[1]) });
  return { desk, first, rest, parcel: new Parcel(desk.sale) };
}

function codes({ world }: ShippingDesk, ids: number[]): unknown[] {
  const { db } = world.odoo;
  return ids.map((id) => {
    const code = db.read('stock.picking', [id], ['carrier_tracking_ref'])[0]?.['carrier_tracking_ref'];
    return code === false || code === '' || code === undefined ? null : code;
  });
}

const missing = async (desk: ShippingDesk) =>
  ((await desk.api.get('/v1/shipments?delivery=missing')).json['items'] as { id: string }[]).map(
    ({ id }) => id,
  );

const bind = (desk: ShippingDesk, pickingId: number, row = desk.rows[0]) =>
  desk.api.post(`/v1/shipments/${String(row?.['id'])}/delivery`, { pickingId });

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a waybill of Poleepo’s pages is of the delivery that has so many packages', async () => {
    const { desk, parcel, first, rest } = await twoDeliveries(version, 1951, [2, 1]);
    await parcel.made({ parcels: 2 });
    expect(codes(desk, [first, rest])).toEqual(['BRT0001', null]);
    expect(await missing(desk)).toEqual([]);
    await parcel.made({ trackingCode: 'BRT0002' });
    expect(codes(desk, [first, rest])).toEqual(['BRT0001', 'BRT0002']);
  });

  it('one that may be of either is of the one that a person names', async () => {
    const { desk, parcel, first, rest } = await twoDeliveries(version, 1952, [1, 1]);
    await parcel.made();
    expect(codes(desk, [first, rest])).toEqual([null, null]);
    expect(await missing(desk)).toEqual([desk.rows[0]?.['id']]);
    const { status, json } = await bind(desk, rest);
    expect([status, json['pickingId']]).toEqual([200, rest]);
    expect(codes(desk, [first, rest])).toEqual([null, 'BRT0001']);
    expect(await missing(desk)).toEqual([]);
    await desk.world.settle(day);
    expect((await bind(desk, rest)).status).toBe(200);
  });
});

describe('a waybill of Poleepo’s pages', () => {
  it('is of the delivery on which people wrote its code', async () => {
    const { desk, parcel, first, rest } = await twoDeliveries(18, 1953, [1, 1]);
    desk.world.odoo.db.write('stock.picking', [first], { carrier_tracking_ref: 'BRT0001' });
    await parcel.made();
    expect(desk.rows).toMatchObject([{ picking_id: first }]);
    expect(codes(desk, [first, rest])).toEqual(['BRT0001', null]);
  });

  it('is not of the delivery that has another carrier’s code', async () => {
    const { desk, parcel, first, rest } = await twoDeliveries(18, 1954, [1, 1]);
    desk.world.odoo.db.write('stock.picking', [first], { carrier_tracking_ref: 'GLS77' });
    await parcel.made();
    expect(codes(desk, [first, rest])).toEqual(['GLS77', 'BRT0001']);
  });

  it('is left to a person where goods are in no package', async () => {
    const { desk, parcel, first, rest } = await twoDeliveries(18, 1955, [2, 0]);
    await parcel.made({ parcels: 2 });
    expect(codes(desk, [first, rest])).toEqual([null, null]);
    expect(await missing(desk)).toHaveLength(1);
  });

  it('is not said to be of a delivery that has one, that is another order’s, or when it is void', async () => {
    const { desk, parcel, first, rest } = await twoDeliveries(18, 1956, [1, 1]);
    const { id } = await parcel.made();
    expect(refused(await bind(desk, 99_999))).toBe('422 no-such-delivery');
    await bind(desk, first);
    expect(refused(await bind(desk, rest))).toBe('409 shipment-has-delivery');
    desk.world.sqlite.exec('UPDATE shipments SET picking_id = NULL');
    await parcel.made({ trackingCode: 'BRT0002' });
    const [one, other] = desk.rows;
    await bind(desk, rest, other);
    expect(refused(await bind(desk, rest, one))).toBe('409 already-shipped');
    await parcel.goes(id, 'CANCELED');
    expect(refused(await bind(desk, first, one))).toBe('422 shipment-void');
  });
});
