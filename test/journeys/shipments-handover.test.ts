import { describe, expect, it } from 'vitest';
import { day, hour, second } from '../../src/kit/clock.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';
import { done, idOf, labelled, statusesOf } from '../support/world/shipping-steps.ts';

const codeOf = (desk: ShippingDesk) => String(desk.rows[0]?.['tracking_code']);

const puts = (desk: ShippingDesk) =>
  desk.world.passed.filter(({ what, name }) => what === 'poleepo' && name.startsWith('PUT /shippings'))
    .length;

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a parcel is handed over by a press, and its order follows to shipped', async () => {
    const desk = await labelled(version, 741);
    await desk.world.poleepo.control.patchOrder(desk.sale.orderId, { status: 'IN_PROCESS' });
    await desk.settle();
    const answer = await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`);
    expect(answer.status).toBe(202);
    await done(desk);
    expect(desk.rows).toMatchObject([{ state: 'handed-over', status: 'HANDED_TO_COURIER' }]);
    expect(desk.rows[0]?.['handed_over_at']).not.toBeNull();
    expect(statusesOf(desk)).toEqual(['HANDED_TO_COURIER']);
    expect(desk.sale.order.status.id).toBe('SHIPPED');
    const { json } = await desk.api.get(`/v1/shipments/${idOf(desk)}`);
    const kinds = (json['events'] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'handed-over')).toEqual(['handed-over']);
  });

  it.each(['kill-after', 'drop-after', 'drop-before', 'hang-after'] as const)(
    'each step struck once by %s ends handed over, told once',
    async (strike: Strike) => {
      for (let nth = 0; nth < 24; nth += version === 18 ? 1 : 4) {
        const desk = await labelled(version, 742);
        let seen = 0;
        desk.world.plan = ({ what }) => {
          if (strike !== 'kill-after' && what !== 'odoo' && what !== 'poleepo') return null;
          return seen++ === nth ? strike : null;
        };
        const press = () => desk.api.post(`/v1/shipments/${idOf(desk)}/handover`).catch(() => null);
        if ((await press())?.status !== 202) await press();
        expect(await done(desk)).toBe(true);
        const [row] = desk.rows;
        expect({ strike, nth, state: row?.['state'], at: statusesOf(desk) }).toEqual({
          strike,
          nth,
          state: 'handed-over',
          at: ['HANDED_TO_COURIER'],
        });
        if (seen <= nth) break;
      }
    },
  );
});

describe('parcels', () => {
  it('are handed over by the codes on their labels, with one result each', async () => {
    const desk = await labelled(18, 743);
    const answer = await desk.api.post('/v1/shipments/handover', {
      ids: [`shp_${'0'.repeat(32)}`],
      trackingCodes: [codeOf(desk), 'NOBODY'],
    });
    expect(answer.status).toBe(202);
    const results = answer.json['results'] as {
      shipment: { id: string } | null;
      error: { code: string } | null;
    }[];
    expect(results.map(({ shipment, error }) => shipment?.id ?? error?.code)).toEqual([
      'not-found',
      idOf(desk),
      'unknown-tracking-code',
    ]);
    await done(desk);
    expect(statusesOf(desk)).toEqual(['HANDED_TO_COURIER']);
  });

  it('are known by the code that their delivery has in Odoo', async () => {
    const desk = await labelled(17, 744);
    desk.world.odoo.control.setTracking(desk.sale.saleId, 'FROM-ODOO-1');
    const { json } = await desk.api.post('/v1/shipments/handover', { trackingCodes: ['FROM-ODOO-1'] });
    expect(json['results']).toMatchObject([{ shipment: { id: idOf(desk) }, error: null }]);
  });

  it('that were handed over are told to Poleepo once, however often it is pressed', async () => {
    const desk = await labelled(18, 745);
    for (let presses = 0; presses < 3; presses += 1)
      expect((await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`)).status).toBe(202);
    await done(desk);
    expect((await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`)).status).toBe(202);
    await done(desk);
    expect(puts(desk)).toBe(1);
  });

  it('that the courier has already, as Poleepo knows, are fine', async () => {
    const desk = await labelled(18, 746);
    desk.world.poleepo.control.advanceShipping(Number(desk.rows[0]?.['poleepo_id']), {
      status: 'IN_TRANSIT',
    });
    expect((await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`)).status).toBe(202);
    await done(desk);
    expect(desk.rows).toMatchObject([{ state: 'handed-over', status: 'IN_TRANSIT', error: null }]);
  });

  it('that Poleepo has voided become void instead', async () => {
    const desk = await labelled(18, 747);
    const shipping = desk.world.poleepo.accounts()[0]?.shippings.get(Number(desk.rows[0]?.['poleepo_id']));
    if (shipping !== undefined) shipping.status = 'CANCELED';
    await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`);
    await desk.world.settle(day);
    expect(desk.rows).toMatchObject([{ state: 'void', status: 'CANCELED' }]);
    const again = await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`);
    expect(refused(again)).toBe('409 shipment-void');
  });

  it('that have no waybill yet are not handed over', async () => {
    const desk = await ShippingDesk.ready(18, 748);
    desk.world.poleepo.control.setOutage({ down: true });
    await desk.ship();
    await desk.world.time.run(() => false, second);
    const answer = await desk.api.post(`/v1/shipments/${idOf(desk)}/handover`);
    expect(refused(answer)).toBe('409 shipment-not-issued');
    expect(refused(await desk.api.post('/v1/shipments/handover', {}))).toMatch(/^400 /);
    desk.world.poleepo.control.setOutage({ down: false });
    expect(await desk.world.settle(hour)).toBe(true);
  });
});
