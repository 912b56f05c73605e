import { describe, expect, it } from 'vitest';
import { hour, second } from '../../src/kit/clock.ts';
import type { SeededTenant } from '../support/world/seed-tenant.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

describe('a burst', () => {
  it.each([51, 52])('of 500 webhooks on 50 orders makes no more than 100 runs (seed %i)', async (seed) => {
    const world = await World.open({ seed, version: 18 });
    const { orders } = await world.poleepo.control.makeOrders({ count: 50, kind: 'plain', notify: false });
    const wanted = world.random.shuffle(
      orders.flatMap((order) => Array.from({ length: 10 }, () => order.id)),
    );
    let answered = 0;
    for (const [index, orderId] of wanted.entries()) {
      const request = await world.poleepo.control.webhookRequest({ orderId });
      world.time.at(
        world.time.now() + index * 2,
        () => void world.receive(request).then(() => (answered += 1)),
      );
    }
    await world.time.run(() => answered === wanted.length, hour);
    expect(await world.settle(hour)).toBe(true);
    expect(complaints(world)).toEqual([]);
    const [runs] = world.rows<{ n: number }>('SELECT count(*) AS n FROM job_runs');
    expect(runs?.n).toBeGreaterThanOrEqual(50);
    expect(runs?.n).toBeLessThanOrEqual(100);
    const [told] = world.rows<{ n: number }>('SELECT sum(news) AS n FROM jobs');
    expect(told?.n).toBe(500);
  });
});

/** Milliseconds of virtual time from the webhook to the confirmed order, one order after another. */
async function latencies(world: World, tenant: SeededTenant, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let made = 0; made < count; made += 1) {
    const began = world.time.now();
    const { orders } = await world.poleepo.control.makeOrders({
      account: tenant.clientId,
      count: 1,
      kind: 'plain',
      notify: true,
    });
    const key = `ponte.order_${tenant.key}_${orders[0]?.id}`;
    const isConfirmed = () => {
      const id = world.odoo.db.ref(key);
      return id !== undefined && world.odoo.db.read('sale.order', [id], ['state'])[0]?.state === 'sale';
    };
    expect(await world.time.run(isConfirmed, hour)).toBe(true);
    found.push(world.time.now() - began);
    await world.time.run(() => false, 5 * second);
  }
  return found.toSorted((a, b) => a - b);
}

describe('a tenant whose Odoo hangs', () => {
  it('does not delay another tenant by more than a tenth', async () => {
    const calm = await World.open({ seed: 53, version: 18, tenants: 2 });
    const [, other] = calm.tenants;
    if (other === undefined) throw new Error('two tenants are needed');
    const alone = await latencies(calm, other, 20);
    const world = await World.open({ seed: 53, version: 18, tenants: 2 });
    const [hanging, neighbour] = world.tenants;
    if (hanging === undefined || neighbour === undefined) throw new Error('two tenants are needed');
    world.hangOdooOf(hanging);
    await world.poleepo.control.makeOrders({
      account: hanging.clientId,
      count: 30,
      kind: 'plain',
      notify: true,
    });
    const beside = await latencies(world, neighbour, 20);
    expect(world.open()).toBe(30);
    expect(beside[10]).toBeLessThanOrEqual((alone[10] ?? 0) * 1.1);
    expect(beside.at(-1)).toBeLessThanOrEqual((alone.at(-1) ?? 0) * 1.1);
  });
});
