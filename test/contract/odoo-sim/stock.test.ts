import { describe, expect, test } from 'vitest';
import type { SimDatabase } from '../../../sim/odoo/app.ts';
import { storable } from '../../../sim/odoo/models/products.ts';
import { recordedVersions, recordings, type RecordedVersion } from '../../support/recordings.ts';
import { customerOf, simOf } from './client.ts';

const amounts = ['qty_available', 'free_qty', 'virtual_available'];

/** A shelf of the Italian company with ten pieces, an hour after they were put there. */
function shelf(version: RecordedVersion) {
  const clock = { ms: Date.parse('2026-06-03T08:00:00Z') };
  const client = simOf({ version, now: () => clock.ms });
  const { db } = client.sim;
  const product = db.create('product.product', { name: 'Scaffale', list_price: 10, ...storable(version) });
  const place = stockOf(db, 2);
  const quant = db.create('stock.quant', { product_id: product, location_id: place, quantity: 10 });
  clock.ms += 3_600_000;
  const order = async (quantity: number) => {
    const id = db.create('sale.order', {
      partner_id: customerOf(client),
      company_id: 2,
      order_line: [[0, 0, { product_id: product, product_uom_qty: quantity }]],
    });
    await client.call('sale.order/action_confirm', [[id]]);
    const [picking = 0] = db.search('stock.picking', [['sale_id', '=', id]]);
    return { id, picking };
  };
  const read = async (context: Record<string, unknown> = {}) => {
    const kwargs = { context: JSON.parse(JSON.stringify(context)) };
    return client.call('product.product/read', [[product], amounts], kwargs);
  };
  return { client, db, clock, product, place, quant, order, read };
}

function stockOf(db: SimDatabase, company: number): number {
  const [id = 0] = db.search('stock.location', [
    ['usage', '=', 'internal'],
    ['company_id', '=', company],
  ]);
  return id;
}

const shown = (product: number, [quantity, free, forecast]: [number, number, number]) => [
  { id: product, qty_available: quantity, free_qty: free, virtual_available: forecast },
];

describe.each(recordedVersions)('stock of the simulated Odoo %i', (version) => {
  test('is reserved by an order, and dated by it', async () => {
    const at = shelf(version);

    await at.order(4);

    expect(await at.read()).toEqual(shown(at.product, [10, 6, 6]));
    expect(at.db.read('stock.quant', [at.quant], ['quantity', 'reserved_quantity', 'write_date'])).toEqual([
      { id: at.quant, quantity: 10, reserved_quantity: 4, write_date: '2026-06-03 09:00:00' },
    ]);
  });

  test('is reserved as far as it goes; the forecast falls below nothing', async () => {
    const at = shelf(version);

    const { picking } = await at.order(13);

    expect(await at.read()).toEqual(shown(at.product, [10, 0, -3]));
    expect(at.db.read('stock.picking', [picking], ['state'])).toEqual([{ id: picking, state: 'assigned' }]);
    expect(at.db.records('stock.move').map((row) => row['state'])).toEqual(['partially_available']);
  });

  test('is given back when the order is cancelled', async () => {
    const at = shelf(version);
    const { id } = await at.order(4);

    await at.client.call('sale.order/action_cancel', [[id]], { context: { disable_cancel_warning: true } });

    expect(await at.read()).toEqual(shown(at.product, [10, 10, 10]));
  });

  test('goes to the customers when the transfer is validated', async () => {
    const at = shelf(version);
    const { picking, id } = await at.order(4);
    const moves = at.db.search('stock.move', [['picking_id', '=', picking]]);
    if (version === 16) at.db.write('stock.move', moves, { quantity_done: 4 });
    at.clock.ms += 60_000;

    const answer = await at.client.call('stock.picking/button_validate', [[picking]]);

    expect(answer).toBe(true);
    expect(await at.read()).toEqual(shown(at.product, [6, 6, 6]));
    const there = at.db.search('stock.quant', [
      ['product_id', '=', at.product],
      ['location_id.usage', '=', 'customer'],
    ]);
    expect(at.db.read('stock.quant', there, ['quantity', 'company_id'])).toMatchObject([
      { quantity: 4, company_id: false },
    ]);
    expect(at.db.read('stock.quant', [at.quant], ['write_date'])).toMatchObject([
      { write_date: '2026-06-03 09:01:00' },
    ]);
    expect(at.db.read('stock.move', moves, ['state', 'write_date'])).toMatchObject([
      { state: 'done', write_date: '2026-06-03 09:01:00' },
    ]);
    const [line = 0] = at.db.search('sale.order.line', [['order_id', '=', id]]);
    expect(at.db.read('sale.order.line', [line], ['qty_delivered'])).toEqual([
      { id: line, qty_delivered: 4 },
    ]);
  });

  test('finds products whose quants or moves changed since', async () => {
    const at = shelf(version);
    const since = (field: string, time: string) =>
      at.client.call('product.product/search', [[[field, '>=', time]]], { order: 'id' });
    const before = await since('stock_quant_ids.write_date', '2026-06-03 09:00:00');

    await at.order(1);

    expect(before).toEqual([]);
    expect(await since('stock_quant_ids.write_date', '2026-06-03 09:00:00')).toEqual([at.product]);
    expect(await since('stock_move_ids.write_date', '2026-06-03 09:00:00')).toEqual([at.product]);
    expect(await since('stock_quant_ids.write_date', '2026-06-03 09:00:01')).toEqual([]);
  });

  test('is counted in the warehouse or at the place that the context names', async () => {
    const at = shelf(version);
    const second = at.db.create('stock.warehouse', { name: 'Secondo', code: 'SE', company_id: 2 });
    const [row] = at.db.read('stock.warehouse', [second], ['lot_stock_id']);
    const place = Array.isArray(row?.['lot_stock_id']) ? Number(row['lot_stock_id'][0]) : 0;
    const shelf2 = at.db.create('stock.location', { name: 'Ripiano', location_id: place, company_id: 2 });
    at.db.create('stock.quant', { product_id: at.product, location_id: shelf2, quantity: 3 });
    const key = version >= 18 ? 'warehouse_id' : 'warehouse';
    const other = version >= 18 ? 'warehouse' : 'warehouse_id';

    expect(await at.read()).toEqual(shown(at.product, [13, 13, 13]));
    expect(await at.read({ [key]: second })).toEqual(shown(at.product, [3, 3, 3]));
    expect(await at.read({ [other]: second })).toEqual(shown(at.product, [13, 13, 13]));
    expect(await at.read({ location: at.place })).toEqual(shown(at.product, [10, 10, 10]));
    expect(await at.read({ location: place })).toEqual(shown(at.product, [3, 3, 3]));
    const inside = await at.client.call('stock.quant/search_count', [[['location_id', 'child_of', place]]]);
    expect(inside).toBe(1);
  });

  test('of another company is not counted and not seen', async () => {
    const at = shelf(version);
    at.db.create('stock.quant', { product_id: at.product, location_id: stockOf(at.db, 1), quantity: 7 });
    const admin = at.client.as('admin', 'admin');
    const ask = (companies: number[]) =>
      admin.call('product.product/read', [[at.product], ['qty_available']], {
        context: { allowed_company_ids: companies },
      });

    expect(await at.read()).toEqual(shown(at.product, [10, 10, 10]));
    expect(await ask([1])).toEqual([{ id: at.product, qty_available: 7 }]);
    expect(await ask([1, 2])).toEqual([{ id: at.product, qty_available: 17 }]);
    expect(await at.client.call('stock.quant/search_count', [[['product_id', '=', at.product]]])).toBe(1);
  });

  test('is set to what was counted by a stock manager, with a move', async () => {
    const at = shelf(version);
    const admin = at.client.as('admin', 'admin');
    const mine = await at.client.call('stock.quant/create', [
      { product_id: at.product, location_id: at.place, inventory_quantity: 2 },
    ]);
    const refused = await at.client.refusal('stock.quant/action_apply_inventory', [[mine ?? 0]]);

    await admin.call('stock.quant/write', [[at.quant], { inventory_quantity: 25 }]);
    const answer = await admin.call('stock.quant/action_apply_inventory', [[at.quant]]);

    expect(refused).toContain('Only a stock manager');
    expect(answer).toBeUndefined();
    expect(at.db.read('stock.quant', [at.quant], ['quantity', 'inventory_quantity_set'])).toEqual([
      { id: at.quant, quantity: 25, inventory_quantity_set: false },
    ]);
    expect(at.db.records('stock.move').map((row) => [row['product_uom_qty'], row['state']])).toEqual([
      [15, 'done'],
    ]);
  });

  test('is summed by company and product as recorded', async () => {
    const at = shelf(version);
    await at.order(4);
    const entry = recordings(version, 'extras').find((one) => one.note === 'free stock by quants');
    const call = entry?.call;
    const domain = [
      ['location_id.usage', '=', 'internal'],
      ['product_id', '=', at.product],
    ];

    const answer = await at.client.call(
      'stock.quant/read_group',
      [domain, ...(call?.args.slice(1) ?? [])],
      call?.kwargs,
    );

    const terms = [
      ['company_id', '=', 2],
      ['product_id', '=', at.product],
    ];
    const whole =
      version === 16 ? ['&', '&', ...terms, '&', ...domain] : ['&', '&', '&', ...domain, ...terms];
    expect(answer).toEqual([
      {
        company_id: [2, 'Demo Italia S.r.l.'],
        product_id: [at.product, 'Scaffale'],
        __count: 1,
        quantity: 10,
        reserved_quantity: 4,
        __domain: whole,
      },
    ]);
    const [first] = Array.isArray(entry?.result) ? entry.result : [];
    expect(Object.keys(first ?? {})).toEqual(
      Object.keys((Array.isArray(answer) ? answer[0] : undefined) ?? {}),
    );
  });

  test('keeps a product that has some from being deleted', async () => {
    const at = shelf(version);

    const refusal = await at.client.as('admin', 'admin').refusal('product.product/unlink', [[at.product]]);

    expect(refusal).toContain('another model requires the record being deleted');
    expect(at.db.count('product.product', [['id', '=', at.product]])).toBe(1);
  });
});

test('19 sums in its new way too', async () => {
  const at = shelf(19);

  const answer = await at.client.call(
    'stock.quant/formatted_read_group',
    [[['product_id', '=', at.product]]],
    {
      groupby: ['company_id', 'product_id'],
      aggregates: ['quantity:sum', 'reserved_quantity:sum', '__count'],
    },
  );

  expect(answer).toEqual([
    {
      company_id: [2, 'Demo Italia S.r.l.'],
      product_id: [at.product, 'Scaffale'],
      __extra_domain: ['&', ['company_id', '=', 2], ['product_id', '=', at.product]],
      'quantity:sum': 10,
      'reserved_quantity:sum': 0,
      __count: 1,
    },
  ]);
});
