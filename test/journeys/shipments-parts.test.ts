import { describe, expect, it } from 'vitest';
import { refused, ShippingDesk } from '../support/world/shipments.ts';

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  async function allowingParts(seed: number): Promise<ShippingDesk> {
    const desk = await ShippingDesk.open(version, seed, 'several-rates');
    await desk.mapBox();
    await desk.api.put('/v1/settings/shipments', { partialDeliveries: true });
    return desk;
  }

  it('each delivery of an order has a waybill of its own where the settings allow parts', async () => {
    const desk = await allowingParts(681);
    const packages = [{ typeId: desk.boxId, weight: 1 }];
    const first = desk.deliver({ packages, quantities: [0] });
    expect((await desk.ship()).status).toBe(202);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    expect(refused(await desk.ship())).toBe('409 already-shipped');
    const rest = desk.deliver({ packages });
    const { json } = await desk.ship({ pickingId: rest });
    expect(json).toMatchObject({ pickingId: rest });
    await desk.settle();
    expect(desk.complaints(2)).toEqual([]);
    expect(desk.rows.map((row) => row['picking_id'])).toEqual([first, rest]);
  });

  it('two deliveries that wait are told apart by whoever asks', async () => {
    const desk = await allowingParts(682);
    const packages = [{ typeId: desk.boxId, weight: 1 }];
    const one = desk.deliver({ packages, quantities: [0] });
    const other = desk.deliver({ packages });
    const answer = await desk.ship();
    expect(refused(answer)).toBe('422 several-deliveries');
    const { saleId: saleOrderId } = desk.sale;
    for (const pickingId of [one, other])
      expect((await desk.ship({ saleOrderId, pickingId })).status).toBe(202);
    await desk.settle();
    expect(desk.complaints(2)).toEqual([]);
  });

  it('what was dropped is not delivered: it is shipped without only where the settings allow parts', async () => {
    const desk = await ShippingDesk.open(version, 683, 'several-rates');
    await desk.mapBox();
    desk.deliver({ packages: [{ typeId: desk.boxId, weight: 1 }], quantities: [0], drop: true });
    expect(refused(await desk.ship())).toBe('422 not-all-delivered');
    await desk.api.put('/v1/settings/shipments', { partialDeliveries: true });
    expect((await desk.ship()).status).toBe(202);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
  });

  it('several parcels go with one waybill, each with its weight', async () => {
    const desk = await ShippingDesk.open(version, 684, 'several-rates');
    await desk.mapBox();
    desk.deliver({
      packages: [
        { typeId: desk.boxId, weight: 2.5 },
        { typeId: desk.boxId, weight: 1.25 },
      ],
    });
    await desk.ship();
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    expect(desk.waybills[0]?.bought?.parcels.map(({ weight }) => weight)).toEqual([2.5, 1.25]);
    expect(desk.waybills[0]?.parcels).toHaveLength(2);
    expect(desk.notes[0]?.body).toContain('2 colli');
  });

  it('a delivery that is not done yet is named as such, and one of another order as none', async () => {
    const desk = await ShippingDesk.open(version, 685);
    await desk.mapBox();
    const [pickingId] = desk.sale.sale['picking_ids'] as number[];
    const { saleId: saleOrderId } = desk.sale;
    expect(refused(await desk.ship({ saleOrderId, pickingId }))).toBe('422 nothing-delivered');
    expect(refused(await desk.ship({ saleOrderId, pickingId: 99_999 }))).toBe('422 no-such-delivery');
    expect(refused(await desk.ship({ pickingId: 99_999 }))).toBe('422 not-a-poleepo-order');
  });
});
