import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { Parcel } from '../support/world/parcel.ts';
import { World } from '../support/world/world.ts';

async function open(version: OdooVersion, seed: number): Promise<Parcel> {
  const crons = ['process-webhook-queue', 'poll-orders', 'poll-shippings'] as const;
  const world = await World.open({ seed, version, crons });
  return new Parcel(await OneSale.make(world));
}

const pass = ({ world }: Parcel, ms: number) => world.time.run(() => false, ms);

/** Without a word to our webhooks. */
function silently(
  { world }: Parcel,
  id: number,
  { status, at = world.time.now() }: { status: 'IN_TRANSIT' | 'DELIVERED'; at?: number },
): void {
  const shipping = world.poleepo.accounts()[0]?.shippings.get(id);
  if (shipping === undefined) throw new Error(`no shipping ${id}`);
  shipping.status = status;
  shipping.update_date = new Date(at).toISOString();
}

const listings = ({ world }: Parcel) =>
  world.passed.filter(({ what, name }) => what === 'poleepo' && name === 'GET /shippings').length;

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a shipment that no webhook told of is found by the next poll, and so is its delivery', async () => {
    const parcel = await open(version, 721);
    const { shipping } = await parcel.world.poleepo.control.makeShipping({
      orderId: parcel.sale.orderId,
      trackingCode: 'BRT0001',
    });
    await pass(parcel, 6 * minute);
    expect(parcel.rows).toMatchObject([{ origin: 'poleepo', state: 'attached', tracking_code: 'BRT0001' }]);
    expect(parcel.tracking).toEqual(['BRT0001']);
    silently(parcel, shipping.id, { status: 'DELIVERED' });
    await pass(parcel, 6 * minute);
    expect(parcel.rows).toMatchObject([{ state: 'handed-over', status: 'DELIVERED' }]);
    expect(parcel.notes.filter((note) => note.includes('Consegnato al destinatario'))).toHaveLength(1);
  });
});

describe('polls of shipments', () => {
  it('that find nothing new make no work, and ask Odoo once', async () => {
    const parcel = await open(18, 722);
    await parcel.world.poleepo.control.makeShipping({ orderId: parcel.sale.orderId });
    await pass(parcel, 16 * minute);
    parcel.world.passed.length = 0;
    const before = parcel.jobs('take-shipping');
    await pass(parcel, 20 * minute);
    expect(listings(parcel)).toBe(4);
    expect(parcel.sale.calls).toEqual(Array.from({ length: 4 }, () => 'stock.picking.search_read'));
    expect(parcel.jobs('take-shipping')).toEqual(before);
  });

  it('make no work of what a webhook told already', async () => {
    const parcel = await open(18, 727);
    await parcel.made();
    await pass(parcel, 16 * minute);
    expect(listings(parcel)).toBeGreaterThanOrEqual(3);
    expect(parcel.jobs('take-shipping')).toEqual(['completed']);
  });

  it('take in a shipment whose order came into Odoo later', async () => {
    const parcel = await open(18, 723);
    const { orders } = await parcel.world.poleepo.control.makeOrders({
      count: 1,
      kind: 'unknown-sku',
      notify: true,
    });
    const held = new Parcel(new OneSale(parcel.world, orders[0]?.id ?? 0));
    await parcel.world.poleepo.control.makeShipping({ orderId: held.sale.orderId, trackingCode: 'BRT0001' });
    await pass(parcel, 6 * minute);
    expect(held.rows).toMatchObject([{ sale_order_id: null }]);
    parcel.world.sqlite.exec(
      `UPDATE order_links SET sale_order_id = ${parcel.sale.saleId}, sale_order_name = 'S00001'
        WHERE poleepo_order_id = ${held.sale.orderId}`,
    );
    await pass(parcel, 6 * minute);
    expect(held.rows).toMatchObject([{ sale_order_id: parcel.sale.saleId, state: 'attached' }]);
    expect(parcel.tracking).toEqual(['BRT0001']);
  });

  it('find within a day what was listed long after it changed', async () => {
    const parcel = await open(18, 724);
    const { shipping } = await parcel.world.poleepo.control.makeShipping({ orderId: parcel.sale.orderId });
    await pass(parcel, 3 * hour);
    silently(parcel, shipping.id, { status: 'DELIVERED', at: parcel.world.time.now() - 2 * hour });
    await pass(parcel, 20 * minute);
    expect(parcel.rows).toMatchObject([{ status: 'CREATED' }]);
    parcel.world.sqlite.exec(`UPDATE connections SET connected_at = connected_at - ${day}`);
    await pass(parcel, 6 * minute);
    expect(parcel.rows).toMatchObject([{ status: 'DELIVERED' }]);
  });

  it('beside webhooks that come twice, late or never leave one row and one note', async () => {
    const parcel = await open(18, 725);
    const shipping = await parcel.made();
    for (const status of ['IN_TRANSIT', 'DELIVERED'] as const) {
      silently(parcel, shipping.id, { status });
      if (status === 'DELIVERED')
        void parcel.world.poleepo.control.notify({ shippingId: shipping.id, mode: 'reorder', times: 4 });
      await pass(parcel, 6 * minute);
    }
    await pass(parcel, hour);
    expect(parcel.rows).toMatchObject([{ status: 'DELIVERED', state: 'handed-over' }]);
    expect(parcel.notes.filter((note) => note.includes('Consegnato al destinatario'))).toHaveLength(1);
    expect(parcel.timeline.filter((kind) => kind === 'delivered')).toEqual(['delivered']);
  });

  it('read a long list to its end, and all of it after a kill in the midst', async () => {
    const parcel = await open(17, 726);
    const { control } = parcel.world.poleepo;
    for (let made = 0; made < 230; made += 1)
      await control.makeShipping({ orderId: parcel.sale.orderId, status: 'CANCELED' });
    let killed = false;
    parcel.world.plan = ({ what, name }) => {
      if (killed || what !== 'poleepo' || name !== 'GET /shippings' || listings(parcel) < 2) return null;
      killed = true;
      return 'kill-after';
    };
    await pass(parcel, 12 * minute);
    await parcel.world.settle(hour);
    expect(killed).toBe(true);
    expect(parcel.rows).toHaveLength(230);
  });
});
