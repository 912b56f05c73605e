import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/kit/clock.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { Parcel } from '../support/world/parcel.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';
import { done, idOf, labelled, statusesOf } from '../support/world/shipping-steps.ts';

const voided = (desk: ShippingDesk) =>
  new Parcel(desk.sale).notes.filter((note) => note.includes('La lettera di vettura è stata annullata'));

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a waybill that no courier has is voided, the chatter says so, and the delivery is free', async () => {
    const desk = await labelled(version, 761);
    expect((await desk.api.delete(`/v1/shipments/${idOf(desk)}`)).status).toBe(202);
    await done(desk);
    expect(desk.rows).toMatchObject([{ state: 'void', status: 'CANCELED' }]);
    expect(statusesOf(desk)).toEqual(['CANCELED']);
    expect(voided(desk)).toHaveLength(1);
    expect(new Parcel(desk.sale).tracking.map((code) => code === '' || code === false)).toEqual([true]);
    expect((await desk.ship()).status).toBe(202);
    await desk.settle();
    expect(desk.rows).toMatchObject([{ state: 'void' }, { state: 'attached' }]);
    expect(new Parcel(desk.sale).tracking).toEqual([desk.rows[1]?.['tracking_code']]);
    expect((await desk.api.delete(`/v1/shipments/${idOf(desk)}`)).status).toBe(202);
    expect(voided(desk)).toHaveLength(1);
  });

  it.each(['kill-after', 'drop-after', 'drop-before', 'hang-after'] as const)(
    'each step struck once by %s ends void, told once',
    async (strike: Strike) => {
      for (let nth = 0; nth < 24; nth += version === 18 ? 1 : 4) {
        const desk = await labelled(version, 762);
        let seen = 0;
        desk.world.plan = ({ what }) => {
          if (strike !== 'kill-after' && what !== 'odoo' && what !== 'poleepo') return null;
          return seen++ === nth ? strike : null;
        };
        const press = () => desk.api.delete(`/v1/shipments/${idOf(desk)}`).catch(() => null);
        if ((await press())?.status !== 202) await press();
        expect(await done(desk)).toBe(true);
        const found = { state: desk.rows[0]?.['state'], at: statusesOf(desk), notes: voided(desk).length };
        expect({ strike, nth, ...found }).toEqual({ strike, nth, state: 'void', at: ['CANCELED'], notes: 1 });
        if (seen <= nth) break;
      }
    },
  );
});

describe('a shipment', () => {
  it('that is not begun is voided without a word to Poleepo', async () => {
    const desk = await ShippingDesk.ready(18, 763);
    desk.world.poleepo.control.setOutage({ down: true });
    await desk.ship();
    await desk.world.time.run(() => false, second);
    desk.world.sqlite.exec("UPDATE shipments SET state = 'requested'");
    desk.world.passed.length = 0;
    expect((await desk.api.delete(`/v1/shipments/${idOf(desk)}`)).json).toMatchObject({ state: 'void' });
    expect(desk.calls('poleepo')).toBe(0);
    desk.world.poleepo.control.setOutage({ down: false });
    await desk.world.settle(hour);
    expect(statusesOf(desk)).toEqual([]);
    expect(desk.rows).toMatchObject([{ state: 'void' }]);
  });

  it.each(['submitting', 'unknown'] as const)('that is %s is not voided yet', async (state) => {
    const desk = await labelled(18, 764);
    desk.world.sqlite.exec(`UPDATE shipments SET state = '${state}'`);
    expect(refused(await desk.api.delete(`/v1/shipments/${idOf(desk)}`))).toBe('409 shipment-under-way');
    expect(statusesOf(desk)).toEqual(['CREATED']);
  });

  it('that the courier has is refused in words, known here or at Poleepo only', async () => {
    const desk = await labelled(18, 765);
    const poleepoId = Number(desk.rows[0]?.['poleepo_id']);
    const shipping = desk.world.poleepo.accounts()[0]?.shippings.get(poleepoId);
    if (shipping !== undefined) shipping.status = 'IN_TRANSIT';
    expect((await desk.api.delete(`/v1/shipments/${idOf(desk)}`)).status).toBe(202);
    await desk.world.settle(day);
    const { json } = await desk.api.get(`/v1/shipments/${idOf(desk)}`);
    expect(json).toMatchObject({
      state: 'handed-over',
      status: 'IN_TRANSIT',
      error: { code: 'too-late-to-void' },
    });
    expect(JSON.stringify(json)).toContain('non si può più annullare');
    expect(refused(await desk.api.delete(`/v1/shipments/${idOf(desk)}`))).toBe('409 too-late-to-void');
    expect(voided(desk)).toEqual([]);
  });

  it('of nobody is not found', async () => {
    const desk = await ShippingDesk.open(18, 766);
    await desk.world.time.run(() => false, minute);
    expect(refused(await desk.api.delete(`/v1/shipments/shp_${'0'.repeat(32)}`))).toBe('404 not-found');
  });
});
