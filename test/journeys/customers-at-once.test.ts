import { describe, expect, it } from 'vitest';
import { day } from '../../src/kit/clock.ts';
import type { Plan } from '../support/world/incarnation.ts';
import { newOrder, orderOfSame, partiesOf, tell } from '../support/world/parties.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

/** Every order's addresses in Odoo are the ones that Poleepo tells of it. */
function straying(world: World): string[] {
  return world.poleepo.control.orders(world.first().clientId).flatMap((order) => {
    const { partner, invoice, shipping } = partiesOf(world, order);
    const { billing_address: billing, delivery_address: delivery } = order;
    const family = [invoice, shipping].every(
      ({ id, parent_id }) => id === partner.id || (Array.isArray(parent_id) && parent_id[0] === partner.id),
    );
    const right =
      family &&
      invoice.street === billing.address &&
      invoice.zip === billing.postcode &&
      shipping.street === delivery.address &&
      shipping.zip === delivery.postcode;
    return right ? [] : [`order ${order.id} has ${JSON.stringify({ partner, invoice, shipping })}`];
  });
}

/** Four orders of one new buyer, to four places. */
async function fourPlaces(world: World, kind: 'plain' | 'guest') {
  const first = await newOrder(world, kind);
  const orders = [first];
  for (const number of [2, 3, 4]) {
    const order = await orderOfSame(world, first, kind);
    order.billing_address.address = `Via Fattura ${number}`;
    order.delivery_address.address = `Via Consegna ${number}`;
    orders.push(order);
  }
  return orders;
}

/** Strikes the n-th point of the run, once. */
function killAt(nth: number): Plan {
  let count = 0;
  return () => (count++ === nth ? 'kill-after' : null);
}

/** One order of a company that has it sent elsewhere: a contact with two addresses. */
async function twoAddresses(version: (typeof versions)[number], plan: Plan) {
  const world = await World.open({ seed: 75, version });
  const order = await newOrder(world, 'company');
  order.delivery_address.address = 'Via Consegna 2';
  world.plan = plan;
  await world.notifyUntilHeard(order.id);
  const settled = await world.time.run(() => isConfirmed(world, order.id) && world.open() === 0, day);
  return { world, settled };
}

function isConfirmed(world: World, orderId: number): boolean {
  const { db } = world.odoo;
  const id = db.ref(`ponte.order_${world.first().key}_${orderId}`);
  return id !== undefined && db.read('sale.order', [id], ['state'])[0]?.state === 'sale';
}

describe.each(versions)('on Odoo %i', (version) => {
  it.each(['plain', 'guest'] as const)(
    'several orders at once of one new buyer (%s) make one contact, and each goes where it is to go',
    async (kind) => {
      const world = await World.open({ seed: 74, version });
      const before = world.odoo.db.count('res.partner', [['parent_id', '=', false]]);
      await tell(world, ...(await fourPlaces(world, kind)));
      expect(world.odoo.db.count('res.partner', [['parent_id', '=', false]])).toBe(before + 1);
      expect(straying(world)).toEqual([]);
      expect(complaints(world)).toEqual([]);
    },
  );

  it('so do two objects of one tenant at once', async () => {
    const world = await World.open({ seed: 76, version });
    const twin = world.twin(world.first().id);
    const orders = await fourPlaces(world, 'guest');
    for (let knock = 0; knock < 40; knock += 1)
      world.time.at(world.time.now() + knock * 25, () => void twin.door().wake());
    await tell(world, ...orders);
    expect(world.rows('SELECT * FROM customer_links')).toHaveLength(1);
    expect(straying(world)).toEqual([]);
    expect(complaints(world)).toEqual([]);
  });

  it('a process killed after any step leaves one contact with its two addresses', async () => {
    const calm = await twoAddresses(version, () => null);
    const steps = calm.world.passed.length;
    expect(steps).toBeGreaterThan(25);
    const people = calm.world.odoo.db.count('res.partner');
    for (let step = 0; step < steps; step += 1) {
      const { world, settled } = await twoAddresses(version, killAt(step));
      const where = `${calm.world.passed[step]?.what} ${calm.world.passed[step]?.name}`;
      expect({
        where,
        settled,
        people: world.odoo.db.count('res.partner'),
        complaints: [...complaints(world), ...straying(world)],
      }).toEqual({ where, settled: true, people, complaints: [] });
    }
  });
});
