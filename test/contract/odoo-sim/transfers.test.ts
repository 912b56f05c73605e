import { describe, expect, test } from 'vitest';
import { recordedVersions, type Recorded, type RecordedVersion } from '../../support/recordings.ts';
import { storable } from '../../../sim/odoo/models/products.ts';
import { customerOf, simOf } from './client.ts';

const context = { allowed_company_ids: [2] };

/** A confirmed order of three pieces of each of two storable articles. */
async function delivery(version: RecordedVersion) {
  const client = simOf({ version });
  const { db } = client.sim;
  const made = (name: string) => {
    const id = db.create('product.product', { name, list_price: 10, weight: 1.5, ...storable(version) });
    client.sim.control.setStock({ id }, { quantity: 10 });
    return id;
  };
  const products = [made('Uno'), made('Due')];
  const order = db.create('sale.order', {
    partner_id: customerOf(client),
    company_id: 2,
    order_line: products.map((product_id) => [0, 0, { product_id, product_uom_qty: 3 }]),
  });
  await client.call('sale.order/action_confirm', [[order]], { context });
  const [picking = 0] = db.search('stock.picking', [['sale_id', '=', order]]);
  const [first = 0, second = 0] = db
    .search('stock.move', [['picking_id', '=', picking]])
    .toSorted((a, b) => a - b);
  const set = (move: number, quantity: number) =>
    client.call(
      'stock.move/write',
      [[move], version === 16 ? { quantity_done: quantity } : { quantity, picked: true }],
      { context },
    );
  const validate = (ids: number[], more: Record<string, Recorded> = {}) =>
    client.call('stock.picking/button_validate', [ids], { context: { ...context, ...more } });
  return { client, db, order, picking, first, second, products, set, validate };
}

describe.each(recordedVersions)('transfers of the simulated Odoo %i', (version) => {
  test('ask about the rest, and do nothing until somebody answers', async () => {
    const at = await delivery(version);
    await at.set(at.first, 2);

    const dialogue = await at.validate([at.picking]);

    expect(dialogue).toMatchObject({
      name: 'Create Backorder?',
      res_model: 'stock.backorder.confirmation',
      context: { button_validate_picking_ids: [at.picking], default_pick_ids: [[4, at.picking]] },
    });
    expect(at.db.read('stock.picking', [at.picking], ['state'])).toMatchObject([{ state: 'assigned' }]);
    const wizard = await at.client.call('stock.backorder.confirmation/create', [
      { pick_ids: [[6, 0, [at.picking]]] },
    ]);
    expect(await at.client.call('stock.backorder.confirmation/process', [[Number(wizard)]])).toBe(true);
    const [done] = at.db.read('stock.picking', [at.picking], ['state', 'backorder_ids']);
    expect(done).toMatchObject({ state: 'done', backorder_ids: [at.picking + 1] });
    expect(at.db.read('sale.order', [at.order], ['delivery_status'])).toMatchObject([
      { delivery_status: 'partial' },
    ]);
    const lines = at.db.search('sale.order.line', [['order_id', '=', at.order]]);
    expect(
      at.db.read('sale.order.line', lines, ['qty_delivered']).map((line) => line['qty_delivered']),
    ).toEqual([2, 0]);
    const open = at.db.search('stock.move', [['picking_id', '=', at.picking + 1]]);
    const amounts = at.db.read('stock.move', open, ['product_uom_qty', 'state']);
    expect(new Set(amounts.map((move) => move['product_uom_qty']))).toEqual(new Set([1, 3]));
    expect(amounts.map((move) => move['state'])).toEqual(['assigned', 'assigned']);
  });

  test('drop the rest where they are told so, and give it back', async () => {
    const at = await delivery(version);
    await at.set(at.first, 2);

    const more = { skip_backorder: true, picking_ids_not_to_backorder: [at.picking] };
    expect(await at.validate([at.picking], more)).toBe(true);

    expect(at.db.count('stock.picking', [['sale_id', '=', at.order]])).toBe(1);
    const [order] = at.db.read('sale.order', [at.order], ['delivery_status', 'effective_date']);
    expect(order).toMatchObject({ delivery_status: 'full', effective_date: expect.any(String) });
    const quantities = await at.client.call(
      'product.product/read',
      [at.products, ['qty_available', 'free_qty']],
      {
        context,
      },
    );
    expect(quantities).toMatchObject([
      { qty_available: 8, free_qty: 8 },
      { qty_available: 10, free_qty: 10 },
    ]);
  });

  test('put into a package what is set as done', async () => {
    const at = await delivery(version);
    await at.set(at.first, 2);

    const answer = await at.client.call('stock.picking/action_put_in_pack', [[at.picking]]);

    expect(answer).toEqual(version >= 19 ? [1] : 'stock.quant.package(1,)');
    const lines = at.db
      .search('stock.move.line', [['picking_id', '=', at.picking]])
      .toSorted((a, b) => a - b);
    const packed = at.db.read('stock.move.line', lines, ['result_package_id']);
    expect(packed.map((line) => line['result_package_id'])).toEqual([[1, 'PACK0000001'], false]);
  });

  test('weigh a package by its box until it is done, or asked for with its transfer', async () => {
    const at = await delivery(version);
    const model = version >= 19 ? 'stock.package' : 'stock.quant.package';
    const type = at.client.sim.control.addPackageType({ name: 'M', baseWeight: 0.2 });
    await at.set(at.first, 2);
    await at.client.call('stock.picking/action_put_in_pack', [[at.picking]]);
    await at.client.call(`${model}/write`, [[1], { package_type_id: type }]);
    const weight = async (more: Record<string, Recorded> = {}) =>
      at.client.call(`${model}/read`, [[1], ['weight', 'weight_uom_name']], {
        context: { ...context, ...more },
      });

    expect(await weight()).toEqual([{ id: 1, weight: 0.2, weight_uom_name: 'kg' }]);
    expect(await weight({ picking_id: at.picking })).toMatchObject([{ weight: 3.2 }]);
    await at.validate([at.picking], { skip_backorder: true });
    expect(await weight()).toMatchObject([{ weight: 3.2 }]);
  });

  test('give back what a smaller quantity leaves', async () => {
    const at = await delivery(version);
    await at.set(at.first, 1);

    const [product = 0] = at.products;
    const read = await at.client.call('product.product/read', [[product], ['free_qty']], { context });

    expect(read).toEqual([{ id: product, free_qty: version === 16 ? 7 : 9 }]);
  });
});

describe('transfers of the simulated Odoo 16', () => {
  test('ask whether to take what is reserved where nothing is set', async () => {
    const at = await delivery(16);
    const state = () => at.db.read('stock.picking', [at.picking], ['state'])[0]?.['state'];

    const answer = await at.validate([at.picking]);

    expect(answer).toMatchObject({ name: 'Immediate Transfer?', res_model: 'stock.immediate.transfer' });
    expect(await at.validate([at.picking], { skip_immediate: true })).toBe(true);
    expect(state()).toBe('assigned');
    const lines = [[0, 0, { to_immediate: true, picking_id: at.picking }]];
    const vals = { pick_ids: [[6, 0, [at.picking]]], immediate_transfer_line_ids: lines };
    const wizard = await at.client.call('stock.immediate.transfer/create', [vals]);
    expect(await at.client.call('stock.immediate.transfer/process', [[Number(wizard)]])).toBe(true);
    expect(state()).toBe('done');
  });
});

describe.each([17, 18, 19] as const)('transfers of the simulated Odoo %i', (version) => {
  test('take what is reserved where nothing is set', async () => {
    const at = await delivery(version);

    expect(await at.validate([at.picking])).toBe(true);

    expect(at.db.read('stock.picking', [at.picking], ['state'])).toMatchObject([{ state: 'done' }]);
    expect(at.db.read('sale.order', [at.order], ['delivery_status'])).toMatchObject([
      { delivery_status: 'full' },
    ]);
  });

  test('are read with what they hold', async () => {
    const at = await delivery(version);
    const held = { fields: { product_id: {}, result_package_id: { fields: { name: {} } } } };
    const specification = { backorder_id: {}, move_line_ids: held };

    const read = await at.client.call('stock.picking/web_search_read', [
      [['id', '=', at.picking]],
      specification,
    ]);

    const lines = [{ product_id: at.products[0], result_package_id: false }, {}];
    expect(read).toMatchObject({
      length: 1,
      records: [{ id: at.picking, backorder_id: false, move_line_ids: lines }],
    });
  });
});
