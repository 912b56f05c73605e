import { describe, expect, it } from 'vitest';
import { day, minute, second } from '../../src/kit/clock.ts';
import { Parcel } from '../support/world/parcel.ts';
import { World } from '../support/world/world.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { OneSale } from '../support/world/one-sale.ts';

const delivered = '<p>Consegnato al destinatario (BRT BRT0001).</p>';

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a shipment of Poleepo’s own pages becomes a row, and Odoo is told how it goes', async () => {
    const parcel = await Parcel.open(version, 701);
    const { id } = await parcel.made();
    expect(parcel.rows).toMatchObject([
      { origin: 'poleepo', poleepo_id: id, tracking_code: 'BRT0001', courier: 'BRT', status: 'CREATED' },
    ]);
    expect(parcel.tracking).toEqual(['BRT0001']);
    for (const status of ['HANDED_TO_COURIER', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'] as const)
      await parcel.goes(id, status);
    expect(parcel.timeline).toEqual([
      'created',
      'label',
      'attached',
      'handed-over',
      'in-transit',
      'out-for-delivery',
      'delivered',
    ]);
    expect(parcel.rows[0]).toMatchObject({ status: 'DELIVERED' });
    expect(parcel.rows[0]?.['delivered_at']).not.toBeNull();
    expect(parcel.notes.filter((note) => note === delivered)).toHaveLength(1);
  });

  it('the order’s own fields follow where it has some', async () => {
    const parcel = await Parcel.open(version, 702);
    parcel.world.odoo.control.addFields(
      (['shipment_status', 'tracking', 'courier'] as const).map((name) => ({
        model: 'sale.order',
        name: `x_poleepo_${name}`,
        type: 'char' as const,
      })),
    );
    const { id } = await parcel.made();
    await parcel.goes(id, 'EXCEPTION');
    const { db } = parcel.world.odoo;
    const fields = ['x_poleepo_shipment_status', 'x_poleepo_tracking', 'x_poleepo_courier'];
    expect(db.read('sale.order', [parcel.sale.saleId], fields)).toMatchObject([
      { x_poleepo_shipment_status: 'EXCEPTION', x_poleepo_tracking: 'BRT0001', x_poleepo_courier: 'BRT' },
    ]);
    expect(parcel.notes.join('\n')).toContain('Il corriere segnala un problema nella consegna');
  });

  it('each step killed, or cut off, leaves one row, one code and one note', async () => {
    const run = async (strike: Strike | null, nth: number) => {
      const parcel = await Parcel.open(version, 703);
      let seen = 0;
      parcel.world.plan = ({ what }) =>
        (strike !== 'kill-after' && (what === 'd1' || what === 'queue')) || seen++ !== nth ? null : strike;
      const { id } = await parcel.made({ status: 'DELIVERED', notify: false });
      await untilHeard(parcel.world, id);
      return { found: told(parcel), seen };
    };
    const calm = await run(null, 0);
    expect(calm.found).toMatchObject({
      rows: [{ state: 'handed-over' }],
      notes: [expect.anything(), delivered],
    });
    for (const strike of ['kill-after', 'drop-after', 'hang-after'] as const)
      for (let nth = 0; nth < 30; nth += version === 18 ? 1 : 4) {
        const { found, seen } = await run(strike, nth);
        expect({ strike, nth, found }).toEqual({ strike, nth, found: calm.found });
        if (seen <= nth) break;
      }
  });
});

describe('news of a shipment', () => {
  it('that is doubled, late or told again changes nothing', async () => {
    const parcel = await Parcel.open(18, 704);
    const { id } = await parcel.made();
    await parcel.goes(id, 'DELIVERED');
    const [before, notes, timeline] = [parcel.rows, parcel.notes, parcel.timeline];
    parcel.world.passed.length = 0;
    for (const mode of ['ok', 'same-event-id', 'reorder'] as const)
      await parcel.world.poleepo.control.notify({ shippingId: id, mode, times: 3 });
    await parcel.world.settle(day);
    expect(parcel.sale.calls).toEqual([]);
    expect(parcel.rows.map(({ updated_at: _at, ...row }) => row)).toEqual(
      before.map(({ updated_at: _at, ...row }) => row),
    );
    expect([parcel.notes, parcel.timeline]).toEqual([notes, timeline]);
  });

  it('of an order that is not in Odoo is kept, and waits without complaint', async () => {
    const world = await World.open({ seed: 705, version: 18 });
    const { orders } = await world.poleepo.control.makeOrders({
      count: 1,
      kind: 'unknown-sku',
      notify: true,
    });
    await world.time.run(() => false, 10 * second);
    const parcel = new Parcel(new OneSale(world, orders[0]?.id ?? 0));
    await parcel.made();
    expect(parcel.rows).toMatchObject([{ origin: 'poleepo', sale_order_id: null, status: 'CREATED' }]);
    expect(parcel.jobs('take-shipping')).toEqual(['completed']);
  });

  it('of one that we are still asking for waits until that is known', async () => {
    const parcel = await Parcel.open(18, 708);
    const { id, reference } = await parcel.made();
    parcel.world.sqlite.exec(
      `UPDATE shipments SET poleepo_id = NULL, state = 'unknown', reference = '${reference}'`,
    );
    void parcel.world.poleepo.control.notify({ shippingId: id });
    await parcel.world.time.run(() => false, second);
    expect(parcel.jobs('take-shipping')).toEqual(['completed', 'waiting']);
    parcel.world.sqlite.exec(`UPDATE shipments SET poleepo_id = ${id}, state = 'attached'`);
    await parcel.world.settle(day);
    expect(parcel.jobs('take-shipping')).toEqual(['completed', 'completed']);
    expect(parcel.rows).toHaveLength(1);
  });

  it('of one that Poleepo does not have is nothing to be done', async () => {
    const parcel = await Parcel.open(17, 706);
    const { id } = await parcel.made();
    const url = new URL(parcel.world.first().hookUrl);
    expect(url.pathname).toContain('/w/');
    parcel.world.sqlite.exec(`DELETE FROM shipments`);
    parcel.world.poleepo.accounts()[0]?.shippings.delete(id);
    parcel.world.sqlite.exec("UPDATE jobs SET state = 'waiting' WHERE kind = 'take-shipping'");
    await parcel.world.time.run(() => parcel.jobs('take-shipping')[0] === 'skipped', 5 * minute);
    expect(parcel.jobs('take-shipping')).toEqual(['skipped']);
    expect(parcel.rows).toEqual([]);
  });

  it('that it is void empties the delivery’s code and says so, once', async () => {
    const parcel = await Parcel.open(19, 707);
    const { id } = await parcel.made();
    await parcel.goes(id, 'CANCELED');
    expect(parcel.rows).toMatchObject([{ state: 'void', status: 'CANCELED' }]);
    expect(parcel.tracking.map((code) => code === '' || code === false)).toEqual([true]);
    expect(parcel.notes.filter((note) => note.includes('annullata'))).toHaveLength(1);
  });
});

/** One webhook, sent again each minute until it is acknowledged, and what is done about it. */
async function untilHeard(world: World, shippingId: number): Promise<void> {
  let heard = false;
  const knock = async () => {
    const request = await world.poleepo.control.webhookRequest({ shippingId });
    const status = await world.receive(request).then(
      (answer) => answer.status,
      () => 0,
    );
    heard = status === 202;
    if (!heard) world.time.at(world.time.now() + minute, () => void knock());
  };
  void knock();
  await world.time.run(() => heard && world.open() === 0, day);
}

function told({ rows, tracking, notes, timeline, world }: Parcel) {
  const open = world.rows("SELECT subject FROM jobs WHERE state NOT IN ('completed', 'skipped')");
  const shown = rows.map(({ state, status, tracking_code }) => ({ state, status, tracking_code }));
  return { rows: shown, tracking, notes, timeline: timeline.toSorted(), open };
}
