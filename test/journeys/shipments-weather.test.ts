import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/kit/clock.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { Parcel } from '../support/world/parcel.ts';
import { World } from '../support/world/world.ts';

const strikes: readonly Strike[] = ['kill-before', 'kill-after', 'drop-after', 'hang-after'];
const steps = ['HANDED_TO_COURIER', 'IN_TRANSIT', 'EXCEPTION', 'IN_TRANSIT', 'DELIVERED'] as const;
const modes = ['ok', 'same-event-id', 'reorder'] as const;

/** Two shipments of Poleepo's own pages on their way, while calls are struck and webhooks come twice, late or never. */
async function onTheirWay(world: World, parcels: readonly Parcel[]): Promise<number[]> {
  const { random, poleepo } = world;
  const ids: number[] = [];
  for (const [at, { sale }] of parcels.entries()) {
    const wanted = { orderId: sale.orderId, trackingCode: `BRT${at}` };
    ids.push((await poleepo.control.makeShipping(wanted)).shipping.id);
  }
  for (const status of steps) {
    for (const shippingId of ids) {
      poleepo.control.advanceShipping(shippingId, { status });
      const news = { shippingId, mode: random.pick(modes), times: 3 };
      if (random.chance(0.5)) void poleepo.control.notify(news).catch(() => undefined);
      await world.time.run(() => false, random.int(2, 90) * second);
    }
  }
  return ids;
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it.each([1, 2])('shipments in bad weather end as Poleepo has them, told once: %i', async (run) => {
    const crons = ['process-webhook-queue', 'poll-orders', 'poll-shippings'] as const;
    const world = await World.open({ seed: 800 + run, version, crons });
    const parcels = [new Parcel(await OneSale.make(world)), new Parcel(await OneSale.make(world))];
    const { random } = world;
    let left = 40;
    world.plan = ({ what }) => {
      if (left === 0 || (what !== 'odoo' && what !== 'poleepo') || !random.chance(0.15)) return null;
      left -= 1;
      return random.pick(strikes);
    };
    const ids = await onTheirWay(world, parcels);
    await world.time.run(() => false, hour);
    expect(left).toBeLessThan(35);
    left = 0;
    await world.time.run(() => false, 11 * minute);
    expect(await world.settle(hour)).toBe(true);
    expect(parcels[0]?.rows).toMatchObject(
      ids.map((id) => ({ poleepo_id: id, state: 'handed-over', status: 'DELIVERED' })),
    );
    for (const [at, { notes, tracking }] of parcels.entries()) {
      const delivered = notes.filter((note) => note === `<p>Consegnato al destinatario (BRT BRT${at}).</p>`);
      expect(delivered).toHaveLength(1);
      expect(new Set(notes).size).toBe(notes.length);
      expect(tracking).toEqual([`BRT${at}`]);
    }
    expect(parcels[0]?.timeline.filter((kind) => kind === 'delivered')).toHaveLength(2);
  });
});
