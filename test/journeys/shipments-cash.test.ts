import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

/** An order paid on delivery of which half has left. */
async function halved(
  version: OdooVersion,
  seed: number,
  kind: 'cash-on-delivery' | 'plain' = 'cash-on-delivery',
): Promise<{ desk: ShippingDesk; first: number }> {
  const desk = await ShippingDesk.open(version, seed, kind);
  await desk.mapBox();
  await desk.api.put('/v1/settings/shipments', { partialDeliveries: true });
  const first = desk.deliver({ packages: [{ typeId: desk.boxId, weight: 1 }], quantities: [0.5] });
  return { desk, first };
}

const theRest = (desk: ShippingDesk) => desk.deliver({ packages: [{ typeId: desk.boxId, weight: 1 }] });

async function shipped(desk: ShippingDesk, body: object): Promise<string> {
  const { json } = await desk.ship(body);
  await desk.settle();
  const shown = await desk.api.get(`/v1/shipments/${String(json['id'])}`);
  const error = shown.json['error'] as { code: string } | null;
  return error?.code ?? String(shown.json['state']);
}

const collected = (desk: ShippingDesk) =>
  desk.waybills.map(({ bought }) => bought?.cashOnDelivery?.amount ?? 0);

const total = (desk: ShippingDesk) => desk.sale.order.total_price;

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('what a first delivery does not collect is collected with the last', async () => {
    const { desk, first } = await halved(version, 1901);
    expect(await shipped(desk, { pickingId: first, cashOnDelivery: '10.5' })).toBe('attached');
    expect(await shipped(desk, { pickingId: theRest(desk) })).toBe('attached');
    const rest = Number((total(desk) - 10.5).toFixed(2));
    expect(collected(desk)).toEqual([10.5, rest]);
    const told = desk.notes.map(({ body }) => /contrassegno ([\d.]+) EUR/.exec(body)?.[1]);
    expect(new Set(told)).toEqual(new Set(['10.50', rest.toFixed(2)]));
  });
});

describe('cash on delivery in several deliveries', () => {
  it('may all be left to the last', async () => {
    const { desk, first } = await halved(18, 1902);
    expect(await shipped(desk, { pickingId: first, cashOnDelivery: '0' })).toBe('attached');
    expect(await shipped(desk, { pickingId: theRest(desk) })).toBe('attached');
    expect(collected(desk)).toEqual([0, total(desk)]);
  });

  it('is never more than the order’s total', async () => {
    const { desk, first } = await halved(18, 1903);
    const all = total(desk).toFixed(2);
    expect(await shipped(desk, { pickingId: first, cashOnDelivery: '99999' })).toBe(
      'cash-on-delivery-too-much',
    );
    expect(await shipped(desk, { pickingId: first, cashOnDelivery: all })).toBe('attached');
    const rest = theRest(desk);
    expect(await shipped(desk, { pickingId: rest, cashOnDelivery: '0.01' })).toBe(
      'cash-on-delivery-too-much',
    );
    expect(await shipped(desk, { pickingId: rest })).toBe('attached');
    expect(collected(desk)).toEqual([total(desk), 0]);
  });

  it('is collected with another waybill of a delivery whose first was voided', async () => {
    const { desk, first } = await halved(18, 1904);
    await shipped(desk, { pickingId: first, cashOnDelivery: '10' });
    const rest = theRest(desk);
    await shipped(desk, { pickingId: rest });
    await desk.api.delete(`/v1/shipments/${String(desk.rows[0]?.['id'])}`);
    await desk.settle();
    expect(await shipped(desk, { pickingId: first })).toBe('attached');
    expect(new Set(collected(desk))).toEqual(new Set([10, Number((total(desk) - 10).toFixed(2))]));
  });

  it.each([0, 1, 2, 3])('is not collected twice by two that are asked for at once: %i', async (seed) => {
    const { desk, first } = await halved(18, 1910 + seed);
    const rest = theRest(desk);
    const most = total(desk).toFixed(2);
    const asked = [first, rest].map((pickingId) => desk.ship({ pickingId, cashOnDelivery: most }));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([202, 202]);
    await desk.settle();
    expect(collected(desk)).toEqual([total(desk)]);
    expect(desk.rows.map(({ state }) => String(state)).toSorted()).toEqual(['attached', 'failed']);
    expect(desk.rows.map(({ error }) => String(error)).join()).toContain('cash-on-delivery-too-much');
  });

  it('waits for the shipment that was asked for first where neither is settled', async () => {
    const { desk, first } = await halved(18, 1920);
    await shipped(desk, { pickingId: first, cashOnDelivery: '0' });
    const rest = theRest(desk);
    await shipped(desk, { pickingId: rest });
    await desk.api.delete(`/v1/shipments/${String(desk.rows[0]?.['id'])}`);
    await desk.settle();
    const undecided = JSON.stringify({ undecided: 'last' });
    const { sqlite } = desk.world;
    sqlite.exec(`UPDATE shipments SET cash_on_delivery = '${undecided}' WHERE picking_id = ${rest}`);
    const { json } = await desk.ship({ pickingId: first });
    await desk.world.time.run(() => false, 10_000);
    const shown = await desk.api.get(`/v1/shipments/${String(json['id'])}`);
    expect(shown.json).toMatchObject({ state: 'requested', error: { code: 'CASH_UNDECIDED' } });
    sqlite.exec(`UPDATE shipments SET state = 'void' WHERE picking_id = ${rest}`);
    await desk.settle();
    expect(desk.rows.at(-1)).toMatchObject({ state: 'attached' });
  });

  it('leaves to one that was asked for before what was said of it, settled or not', async () => {
    const { desk, first } = await halved(18, 1924);
    await shipped(desk, { pickingId: first, cashOnDelivery: '0' });
    const rest = theRest(desk);
    await shipped(desk, { pickingId: rest });
    await desk.api.delete(`/v1/shipments/${String(desk.rows[0]?.['id'])}`);
    await desk.settle();
    const said = JSON.stringify({ undecided: 'last', said: '5.00' });
    const { sqlite } = desk.world;
    sqlite.exec(`UPDATE shipments SET cash_on_delivery = '${said}' WHERE picking_id = ${rest}`);
    expect(await shipped(desk, { pickingId: first })).toBe('attached');
    const left = Number((total(desk) - 5).toFixed(2));
    expect(desk.waybills.at(-1)?.bought?.cashOnDelivery).toEqual({ amount: left, currency: 'EUR' });
  });

  it('is said by a person where a parcel of the order was made elsewhere', async () => {
    const desk = await ShippingDesk.ready(18, 1921, 'cash-on-delivery');
    desk.world.sqlite.exec(
      `INSERT INTO shipments (id, tenant_id, origin, state, poleepo_order_id, picking_id, reference, parcels, created_at, updated_at)
       VALUES ('shp_0', '${desk.world.first().id}', 'poleepo', 'attached', ${desk.sale.orderId}, 99999, 'other', '[]', 0, 0)`,
    );
    const goods = { saleOrderId: desk.sale.saleId };
    expect(await shipped(desk, goods)).toBe('cash-on-delivery-in-parts');
    expect(await shipped(desk, { ...goods, cashOnDelivery: '5' })).toBe('attached');
    expect(collected(desk)).toEqual([5]);
  });

  it('is not collected for an order that is paid', async () => {
    const { desk, first } = await halved(18, 1922, 'plain');
    expect(await shipped(desk, { pickingId: first, cashOnDelivery: '5' })).toBe('not-cash-on-delivery');
    expect(await shipped(desk, { pickingId: first, cashOnDelivery: '0' })).toBe('attached');
    expect(collected(desk)).toEqual([0]);
  });

  it('stays as it was said where a shipment is asked for anew', async () => {
    const { desk, first } = await halved(18, 1923);
    const body = { pickingId: first, cashOnDelivery: '7.25', courierId: '4', serviceId: '41' };
    expect(await shipped(desk, body)).toBe('CASH_ON_DELIVERY_NOT_SUPPORTED');
    await desk.api.post(`/v1/shipments/${String(desk.rows[0]?.['id'])}/retry`);
    await desk.settle();
    expect(desk.rows.map((row) => String(row['cash_on_delivery']))).toEqual([
      expect.stringContaining('"said":"7.25"'),
      expect.stringContaining('"said":"7.25"'),
    ]);
  });
});
