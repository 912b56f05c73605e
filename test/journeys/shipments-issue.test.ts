import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('one press of the button ends with the label in the chatter and the code on the delivery', async () => {
    const desk = await ShippingDesk.ready(version, 621);
    const { status, json } = await desk.ship();
    expect([status, json['state'], json['origin']]).toEqual([202, 'requested', 'ponte']);
    expect(await desk.settle()).toBe(true);
    expect(desk.complaints()).toEqual([]);
    const [waybill] = desk.waybills;
    const shown = await desk.api.get(`/v1/shipments/${String(json['id'])}`);
    expect(shown.json).toMatchObject({
      state: 'attached',
      poleepoId: waybill?.id,
      trackingCode: waybill?.tracking_code,
      courier: 'BRT',
      attached: true,
      cashOnDelivery: null,
      labelFormat: 'PDF',
      parcels: [{ weight: '2.5' }],
    });
    const kinds = (shown.json['events'] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'created')).toEqual([
      'requested',
      'submitting',
      'issued',
      'label',
      'attached',
    ]);
    expect(desk.notes[0]?.body).toContain(`Etichetta di spedizione BRT ${waybill?.tracking_code}, 1 collo.`);
  });

  it('from the button to the code on the delivery there are at most 6 calls to Odoo after its quotes', async () => {
    const desk = await ShippingDesk.ready(version, 622);
    await desk.quotes();
    // What the quotes have read outlives the object that read it.
    await desk.world.cell(desk.world.first().id).evict();
    await desk.world.time.run(() => false, 14 * minute);
    expect(await pressed(desk)).toBe(version === 16 ? 6 : 5);
  });

  it('without quotes there are at most 6 once delivery methods are known, on 16 one more', async () => {
    const first = await ShippingDesk.ready(version, 624);
    const cell = first.world.cell(first.world.first().id);
    cell.storage.clear();
    // Nothing at all is known of this Odoo.
    expect(await pressed(first)).toBe(version === 16 ? 8 : 7);
    await first.world.time.run(() => false, 2 * hour);
    const later = await first.another();
    later.deliver();
    await cell.evict();
    expect(await pressed(later)).toBe(version === 16 ? 7 : 6);
    const next = await first.another();
    next.deliver();
    expect(await pressed(next)).toBe(version === 16 ? 6 : 5);
  });
});

/** Somebody presses the button; answers how many calls to Odoo it took until all is done. */
async function pressed(desk: ShippingDesk): Promise<number> {
  desk.world.passed.length = 0;
  expect((await desk.ship()).status).toBe(202);
  await desk.settle(hour);
  expect(desk.complaints()).toEqual([]);
  return desk.sale.calls.filter(isOfShipping).length;
}

/** Where Odoo has fields of ours for shipments is asked by the news that Poleepo sends meanwhile. */
const isOfShipping = (name: string) => name !== 'sale.order.fields_get';

describe('a waybill', () => {
  it('is asked for once however many press at once', async () => {
    const desk = await ShippingDesk.ready(18, 623);
    const answers = await Promise.all([desk.ship(), desk.ship(), desk.ship()]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['202', '409', '409']);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    const again = await desk.ship();
    expect(refused(again)).toBe('409 already-shipped');
    expect(JSON.stringify(again.json)).toContain(desk.waybills[0]?.tracking_code);
  });
});
