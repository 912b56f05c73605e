import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

describe.each(versions)('a Poleepo order on Odoo %i', (version) => {
  it('becomes one confirmed sale order with the same total, by OdooBot, of the day of the order', async () => {
    const world = await World.open({ seed: 1, version });
    const { orders, deliveries } = await world.poleepo.control.makeOrders({
      count: 1,
      kind: 'plain',
      notify: true,
    });
    expect(deliveries.map((delivery) => delivery.status)).toEqual([202]);
    expect(await world.settle(hour)).toBe(true);
    expect(complaints(world)).toEqual([]);
    const [order] = orders;
    const id = world.odoo.db.ref(`ponte.order_${world.first().key}_${order?.id}`);
    const [sale] = world.odoo.db.read('sale.order', [id ?? 0], ['origin', 'client_order_ref', 'company_id']);
    expect(sale?.client_order_ref).toBe(order?.reference_id);
    expect(sale?.origin).toBe(`${order?.source.name} ${order?.source_id}`);
    expect(sale?.company_id).toEqual([2, expect.any(String)]);
  });

  it('is unchanged by the same news, and costs Odoo no call then', async () => {
    const world = await World.open({ seed: 2, version });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    await world.settle(hour);
    world.passed.length = 0;
    await world.poleepo.control.notify({ orderId: orders[0]?.id ?? 0 });
    await world.settle(hour);
    expect(complaints(world)).toEqual([]);
    expect(world.passed.filter((point) => point.what === 'odoo')).toEqual([]);
    expect(world.rows('SELECT state FROM jobs')).toHaveLength(2);
  });

  it('costs seven calls to Odoo for a new customer', async () => {
    const world = await World.open({ seed: 3, version });
    const first = await world.poleepo.control.makeOrders({ count: 2, kind: 'plain', notify: true });
    await world.settle(hour);
    world.passed.length = 0;
    await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
    await world.settle(hour);
    const calls = world.passed.filter((point) => point.what === 'odoo').map((point) => point.name);
    const onceForAChannel = 'utm.source.load';
    expect(calls.filter((name) => name !== onceForAChannel)).toEqual([
      'product.product.search_read',
      'res.partner.search_read',
      'res.partner.load',
      'sale.order.load',
      'sale.order.read',
      'sale.order.action_confirm',
      'sale.order.write',
    ]);
    expect(first.orders).toHaveLength(2);
    expect(complaints(world)).toEqual([]);
  });
});
