import { describe, expect, it } from 'vitest';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { isDelivered } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { administrator } from './support/catalogue.ts';
import { confirmedOrder, pickingsOf } from './support/shipping.ts';
import { world } from './support/simulated.ts';

const box = { name: 'Scatola M', length: 300, width: 200, height: 100, maxWeight: 5, baseWeight: 0.2 };

describe.each(odooVersions)('deliveries of the simulated Odoo %s', (version) => {
  it('are read before anything has left, in few calls', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const [picking] = pickingsOf(odoo, order);
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(found).toMatchObject({
      saleOrderId: order,
      state: 'sale',
      pickings: [
        {
          id: picking,
          state: 'assigned',
          kind: 'outgoing',
          backorderOf: null,
          trackingRef: null,
          packages: [],
        },
      ],
    });
    expect(found?.lines.map(({ isGoods }) => isGoods)).toEqual([true, true, false]);
    expect(found !== null && isDelivered(found)).toBe(false);
    expect(odoo.calls().toSorted()).toEqual(
      version === 16
        ? ['sale.order.line.search_read', 'stock.move.line.search_read', 'stock.picking.search_read']
        : ['sale.order.line.search_read', 'stock.picking.web_search_read'],
    );
  });

  it('show their packages, with type and weight, once they are done', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const typeId = odoo.sim.control.addPackageType(box);
    odoo.sim.control.ship(order, {
      packages: [{ typeId, weight: 1.5, name: 'COLLO-1' }, {}],
      tracking: 'BRT1',
    });
    const found = await odoo.client.deliveries.ofOrder(order);
    const [delivery] = found?.pickings ?? [];
    expect(delivery).toMatchObject({ state: 'done', trackingRef: 'BRT1', loose: [] });
    expect(delivery?.packages).toMatchObject([
      { name: 'COLLO-1', typeId, typeName: 'Scatola M', shippingWeight: decimal('1.5') },
      { typeId: null, typeName: null, shippingWeight: null },
    ]);
    expect(delivery?.packages[0]?.lines).toMatchObject([{ quantity: decimal(2) }]);
    expect(found !== null && isDelivered(found)).toBe(true);
    expect(odoo.calls()).toHaveLength(version === 16 ? 4 : 2);
  });

  it('weigh what is in a package and the box', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    odoo.sim.control.changeProduct({ sku: 'TSHIRT-L' }, { weight: 0.25 });
    odoo.sim.control.changeProduct({ sku: 'POLO-M' }, { weight: 0.4 });
    const typeId = odoo.sim.control.addPackageType(box);
    odoo.sim.control.ship(order, { packages: [{ typeId }] });
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(found?.pickings[0]?.packages[0]?.weight).toEqual(decimal('1.1'));
  });

  it('tell the goods that are in no package', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    odoo.sim.control.ship(order);
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(found?.pickings[0]?.packages).toEqual([]);
    expect(found?.pickings[0]?.loose).toMatchObject([{ quantity: decimal(2) }, { quantity: decimal(1) }]);
  });

  it('carry the rest on in a transfer of its own', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const first = odoo.sim.control.ship(order, { quantities: [1, 0], packages: [{}] });
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(found?.pickings).toMatchObject([
      { id: first, state: 'done', backorderOf: null, packages: [{ lines: [{ quantity: decimal(1) }] }] },
      { state: 'assigned', backorderOf: first, packages: [] },
    ]);
    expect(found?.lines.map(({ delivered }) => delivered.toNumber())).toEqual([1, 0, 0]);
    expect(found !== null && isDelivered(found)).toBe(false);
    odoo.sim.control.ship(order);
    const after = await odoo.client.deliveries.ofOrder(order);
    expect(after !== null && isDelivered(after)).toBe(true);
  });

  it('are not complete where the rest was dropped, whatever Odoo calls it', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    odoo.sim.control.ship(order, { quantities: [1, 1], drop: true });
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(odoo.sim.db.read('sale.order', [order], ['delivery_status'])).toMatchObject([
      { delivery_status: 'full' },
    ]);
    expect(found !== null && isDelivered(found)).toBe(false);
    expect(found?.pickings).toHaveLength(1);
  });

  it('name the order of a transfer, and none of one that is gone', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const [picking = 0] = pickingsOf(odoo, order);
    expect(await odoo.client.deliveries.ofPicking(picking)).toBe(order);
    expect(await odoo.client.deliveries.ofPicking(99_999)).toBeNull();
    expect(await odoo.client.deliveries.ofOrder(99_999 as SaleOrderId)).toBeNull();
  });

  it('are refused to who may not see transfers, with the group that is missing', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const { login, apiKey } = demoAccess.internal;
    const plain = await odoo.another({ login, apiKey });
    const [picking = 0] = pickingsOf(odoo, order);
    const tracking = { pickingIds: [picking], trackingRef: 'X' };
    await expect(plain.deliveries.setTracking(tracking)).rejects.toMatchObject({
      code: 'forbidden',
      hint: { en: expect.stringContaining('Inventory / User') },
    });
  });
});

describe.each(odooVersions)('tracking codes in the simulated Odoo %s', (version) => {
  it('are written on several transfers at once, done ones too', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    odoo.sim.control.ship(order, { quantities: [1] });
    const pickingIds = pickingsOf(odoo, order);
    expect(await odoo.client.deliveries.setTracking({ pickingIds, trackingRef: 'BRT7' })).toBe('written');
    expect(odoo.calls()).toEqual(['stock.picking.write']);
    const read = odoo.sim.db.read('stock.picking', pickingIds, ['carrier_tracking_ref', 'carrier_id']);
    expect(read.map((row) => row['carrier_tracking_ref'])).toEqual(['BRT7', 'BRT7']);
    expect(read.map((row) => row['carrier_id'])).toEqual([false, false]);
  });

  it('come with a delivery method where Odoo has one of that name', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const pickingIds = pickingsOf(odoo, order);
    const { deliveries } = odoo.client;
    await deliveries.setTracking({ pickingIds, trackingRef: 'A', carrierName: 'Standard delivery' });
    expect(odoo.calls()).toEqual(['delivery.carrier.search_read', 'stock.picking.write']);
    await deliveries.setTracking({ pickingIds, trackingRef: 'B', carrierName: 'Nessuno' });
    const [found] = (await deliveries.ofOrder(order))?.pickings ?? [];
    expect(found).toMatchObject({ trackingRef: 'B', carrier: 'Standard delivery' });
  });

  it('find their deliveries, and the page after the last one nothing', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const before = odoo.clock.now();
    const picking = odoo.sim.control.ship(order, { tracking: 'GLS9', quantities: [1] });
    const { deliveries } = odoo.client;
    const page = { since: before - 1000, after: 0, limit: 10 };
    const shipped = {
      pickingId: picking,
      saleOrderId: order,
      trackingRef: 'GLS9',
      state: 'done',
      carrier: null,
    };
    expect(await deliveries.shippedSince(page)).toMatchObject([shipped]);
    expect(await deliveries.shippedSince({ ...page, after: picking })).toEqual([]);
    expect(await deliveries.shippedSince({ ...page, since: before + 3_600_000 })).toEqual([]);
    expect(await deliveries.byTracking('GLS9')).toMatchObject([shipped]);
    expect(await deliveries.byTracking('GLS')).toEqual([]);
    expect(odoo.calls()).toHaveLength(5);
  });

  it('are nowhere to be kept without the app of delivery methods', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const pickingIds = pickingsOf(odoo, order);
    odoo.sim.db.dropField('stock.picking', 'carrier_tracking_ref');
    const { deliveries } = odoo.client;
    expect(await deliveries.setTracking({ pickingIds, trackingRef: 'X' })).toBe('no-field');
    const hint = { en: expect.stringContaining('stock_delivery') };
    await expect(deliveries.ofOrder(order)).rejects.toMatchObject({ code: 'refused', hint });
    await expect(deliveries.byTracking('X')).rejects.toMatchObject({ code: 'refused', hint });
  });

  it('are told to the order where it has fields for them', async () => {
    const bare = await world(version);
    const nothing = await bare.client.deliveries.shipmentFields();
    expect(nothing).toEqual({ status: null, tracking: null, courier: null });
    const kinds = { shipment_status: 'char', tracking: 'char', courier: 'char' } as const;
    const fields = Object.entries(kinds).map(([name, type]) => ({
      model: 'sale.order',
      name: `x_poleepo_${name}`,
      type,
    }));
    const odoo = await world(version, { fields });
    const id = await confirmedOrder(odoo);
    const { deliveries } = odoo.client;
    const known = await deliveries.shipmentFields();
    const news = { status: 'IN_TRANSIT', tracking: 'BRT1' };
    expect(await deliveries.tellShipment({ id, news }, nothing)).toBe('no-fields');
    expect(await deliveries.tellShipment({ id, news }, known)).toBe('written');
    expect(odoo.calls()).toEqual(['sale.order.fields_get', 'sale.order.write']);
    expect(
      odoo.sim.db.read(
        'sale.order',
        [id],
        fields.map(({ name }) => name),
      ),
    ).toMatchObject([
      { x_poleepo_shipment_status: 'IN_TRANSIT', x_poleepo_tracking: 'BRT1', x_poleepo_courier: false },
    ]);
  });
});

describe.each(odooVersions)('package types of the simulated Odoo %s', (version) => {
  it('are read in centimetres and kilograms', async () => {
    const odoo = await world(version);
    const id = odoo.sim.control.addPackageType({ ...box, maxWeight: 0 });
    odoo.calls();
    expect(await odoo.client.packageTypes.all()).toEqual([
      {
        id,
        name: 'Scatola M',
        length: decimal(30),
        width: decimal(20),
        height: decimal(10),
        maxWeight: null,
        baseWeight: decimal('0.2'),
      },
    ]);
    expect(odoo.calls()).toEqual(['stock.package.type.search_read']);
  });

  it('are created once by who may, and by nobody else', async () => {
    const odoo = await world(version);
    const draft = {
      key: 'package_type_ab12_7',
      name: 'Poleepo S',
      length: decimal('20.05'),
      width: decimal(15),
      height: decimal(10),
      maxWeight: decimal('2.5'),
    };
    expect(await odoo.client.packageTypes.create(draft)).toBe('not-allowed');
    const admin = await administrator(odoo);
    const id = await admin.packageTypes.create(draft);
    expect(await admin.packageTypes.create({ ...draft, name: 'Poleepo S2' })).toBe(id);
    expect(await admin.packageTypes.all()).toMatchObject([
      { id, name: 'Poleepo S2', length: decimal('20.1'), maxWeight: decimal('2.5') },
    ]);
  });
});
