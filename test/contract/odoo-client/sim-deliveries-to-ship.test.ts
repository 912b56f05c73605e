import { describe, expect, it } from 'vitest';
import { isDelivered } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { confirmedOrder, pickingsOf } from './support/shipping.ts';
import { world } from './support/simulated.ts';

const box = { name: 'Scatola M', length: 300, width: 200, height: 100, maxWeight: 5, baseWeight: 0.2 };

describe.each(odooVersions)('what can be shipped by the simulated Odoo %s', (version) => {
  it('is read in two calls, three on 16, and is what the whole reading tells of it', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const typeId = odoo.sim.control.addPackageType(box);
    odoo.sim.control.ship(order, { packages: [{ typeId, weight: 1.5, name: 'COLLO-1' }], quantities: [1] });
    const found = await odoo.client.deliveries.toShip(order);
    expect(odoo.calls()).toHaveLength(version === 16 ? 3 : 2);
    const whole = await odoo.client.deliveries.ofOrder(order);
    expect(found?.lines).toEqual(whole?.lines);
    expect(found?.state).toBe('sale');
    const told = whole?.pickings.map(({ id, name, state, kind, packages, loose }) => ({
      id,
      name,
      state,
      kind,
      packages,
      loose,
    }));
    expect(found?.pickings).toHaveLength(2);
    expect(found?.pickings).toMatchObject(told ?? []);
    expect(found !== null && isDelivered(found)).toBe(false);
  });

  it('is open until it is done, and nothing of an order that is not there', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const [picking] = pickingsOf(odoo, order);
    const before = await odoo.client.deliveries.toShip(order);
    expect(before?.pickings).toMatchObject([{ id: picking, state: 'assigned', kind: 'outgoing' }]);
    odoo.sim.control.ship(order);
    const after = await odoo.client.deliveries.toShip(order);
    expect(after?.pickings).toMatchObject([{ id: picking, state: 'done', packages: [] }]);
    expect(await odoo.client.deliveries.toShip(99_999 as SaleOrderId)).toBeNull();
  });

  it('gets its courier by the delivery method that is known, in one call', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const pickingIds = pickingsOf(odoo, order);
    const methods = await odoo.client.deliveries.methods();
    const standard = methods.find(({ name }) => name === 'Standard delivery');
    expect(standard).toBeDefined();
    odoo.calls();
    await odoo.client.deliveries.setTracking({ pickingIds, trackingRef: 'A', carrierId: standard?.id ?? 0 });
    expect(odoo.calls()).toEqual(['stock.picking.write']);
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(found?.pickings[0]).toMatchObject({ trackingRef: 'A', carrier: 'Standard delivery' });
  });
});
