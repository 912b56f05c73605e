import { describe, expect, test } from 'vitest';
import { bridgeFields, vendorFields } from '../../../sim/odoo/control/manual-fields.ts';
import { pictureOf } from '../../../sim/odoo/seed/picture.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, post, simOf } from './client.ts';

const byHand = { sku: 'MOKA-3' };

describe.each(recordedVersions)('a person in the simulated Odoo %i', (version) => {
  test('changes a product, and the change is seen', () => {
    const { sim } = simOf({ version });
    const [id = 0] = sim.db.search('product.product', [['default_code', '=', 'MOKA-3']]);

    sim.control.changeProduct(byHand, { list_price: 31.5, name: 'Moka nuova' });

    expect(sim.db.read('product.product', [id], ['lst_price', 'name'])).toEqual([
      { id, lst_price: 31.5, name: 'Moka nuova' },
    ]);
  });

  test('changes one in a transaction that takes a while: dated by its start, seen after its end', async () => {
    const clock = { ms: Date.parse('2026-06-03T08:00:00Z') };
    const client = simOf({ version, now: () => clock.ms });
    const [id = 0] = client.sim.db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    clock.ms += 60_000;
    client.sim.control.changeProduct(byHand, { barcode: '8000000000024' }, { commitAfterMs: 5600 });
    const ask = () => client.call('product.product/read', [[id], ['barcode', 'write_date']]);

    clock.ms += 5000;
    const during = await ask();
    clock.ms += 1000;
    const after = await ask();

    expect(during).toEqual([{ id, barcode: false, write_date: '2026-06-03 08:00:00' }]);
    expect(after).toEqual([{ id, barcode: '8000000000024', write_date: '2026-06-03 08:01:00' }]);
    expect(
      await client.call('product.product/search', [[['write_date', '>=', '2026-06-03 08:01:01']]]),
    ).toEqual([]);
  });

  test('counts, archives, brings back and removes products', async () => {
    const client = simOf({ version });
    const { control, db } = client.sim;
    const [id = 0] = db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    control.setStock(byHand, { quantity: 3 });
    const counted = db.read('product.product', [id], ['qty_available']);

    control.archive(byHand);
    const archived = await client.call('product.product/search', [[['id', '=', id]]]);
    const template = db.read('product.product', [id], ['product_tmpl_id', 'active']);
    control.unarchive(byHand);

    expect(counted).toEqual([{ id, qty_available: 3 }]);
    expect(archived).toEqual([]);
    expect(template).toMatchObject([{ active: false }]);
    expect(await client.call('product.product/search', [[['id', '=', id]]])).toEqual([id]);
    expect(() => control.remove(byHand)).toThrow('another model requires the record being deleted');
    const gone = db.create('product.product', { name: 'Effimero', default_code: 'EFF' });
    control.remove({ sku: 'EFF' });
    expect(db.count('product.product', [['id', '=', gone]])).toBe(0);
    expect(db.count('product.template', [['name', '=', 'Effimero']])).toBe(0);
    expect(() => control.archive({ sku: 'EFF' })).toThrow('No product');
  });

  test('delivers an order', async () => {
    const client = simOf({ version });
    const { control, db } = client.sim;
    const [id = 0] = db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    control.setStock(byHand, { quantity: 3 });
    const order = db.create('sale.order', {
      partner_id: customerOf(client),
      company_id: 2,
      order_line: [[0, 0, { product_id: id, product_uom_qty: 2 }]],
    });
    await client.call('sale.order/action_confirm', [[order]]);

    control.deliver(order);

    expect(db.read('product.product', [id], ['qty_available', 'free_qty'])).toEqual([
      { id, qty_available: 1, free_qty: 1 },
    ]);
    expect(
      db.read('stock.picking', db.search('stock.picking', [['sale_id', '=', order]]), ['state']),
    ).toMatchObject([{ state: 'done' }]);
  });

  test('adds fields, which are then described, written and read', async () => {
    const client = simOf({ version });
    const [id = 0] = client.sim.db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    const admin = client.as('admin', 'admin');
    const before = await client.refusal('product.product/read', [[id], ['x_poleepo_published']]);

    client.sim.control.addFields([
      { model: 'product.template', name: 'x_poleepo_published', type: 'boolean' },
      ...vendorFields,
    ]);
    await admin.call('product.product/write', [[id], { x_poleepo_published: true, poleepo_sku: 'MK3' }]);

    const names = ['x_poleepo_published', 'poleepo_sku', 'poleepo_ean'];
    expect(before).toContain("Invalid field 'x_poleepo_published'");
    expect(
      await client.call('product.product/fields_get', [names], { attributes: ['type', 'manual'] }),
    ).toEqual({
      x_poleepo_published: { type: 'boolean', manual: true },
      poleepo_sku: { type: 'char', manual: false },
      poleepo_ean: { type: 'char', manual: false },
    });
    expect(
      await client.call('product.product/search_read', [[['x_poleepo_published', '=', true]]], {
        fields: names,
      }),
    ).toEqual([{ id, x_poleepo_published: true, poleepo_sku: 'MK3', poleepo_ean: false }]);
    expect(() => client.sim.control.addFields(vendorFields)).toThrow('must be unique per model');
  });

  test('who manages products updates many of them in one load by their ids', async () => {
    const client = simOf({ version, fields: bridgeFields });
    const { db } = client.sim;
    const ids = db.search('product.product', [['default_code', '=like', 'MOKA%']]);
    const rows = ids.map((id) => [String(id), `R${id}`, '2026-06-03 08:00:00']);
    const columns = ['.id', 'x_poleepo_ref', 'x_poleepo_last_sync'];

    const answer = await client
      .as('admin', 'admin')
      .call('product.product/load', [columns, rows], { context: { tz: 'UTC' } });
    const unknown = await client
      .as('admin', 'admin')
      .call('product.product/load', [columns, [['999999', 'R', '']]]);
    const refused = await client.call('product.product/load', [columns, rows]);

    expect(answer).toMatchObject({ ids, messages: [] });
    expect(db.read('product.product', ids, ['x_poleepo_ref', 'x_poleepo_last_sync'])).toEqual(
      ids.map((id) => ({ id, x_poleepo_ref: `R${id}`, x_poleepo_last_sync: '2026-06-03 08:00:00' })),
    );
    expect(unknown).toMatchObject({ ids: false });
    expect(refused).toMatchObject({ ids: false });
  });
});

test('the control works over HTTP as well', async () => {
  const { sim } = simOf({ version: 18 });
  const send = async (path: string, body: unknown) => (await post(sim, `/_sim${path}`, body)).json();
  const product = byHand;
  const [id = 0] = sim.db.search('product.product', [['default_code', '=', 'MOKA-3']]);

  expect(await send('/products/add', { templates: 2, variants: 3, sku: 'H' })).toMatchObject({
    templates: 2,
    variants: 6,
  });
  expect(await send('/fields', vendorFields)).toEqual({ ok: true });
  expect(await send('/products/change', { product, vals: { poleepo_mpn: 'M3' } })).toEqual({ ok: true });
  expect(await send('/products/stock', { product, quantity: 4 })).toEqual({ ok: true });
  expect(await send('/products/image', { product, image: pictureOf(1) })).toEqual({ ok: true });
  expect(await send('/products/archive', { product: { sku: 'H-1-1' } })).toEqual({ ok: true });
  expect(await send('/products/unarchive', { product: { sku: 'H-1-1' } })).toEqual({ ok: true });
  expect(await send('/products/remove', { product: { sku: 'H-9-9' } })).toMatchObject({
    error: expect.stringContaining('No product'),
  });
  expect(await send('/products/change', { product: 'MOKA-3', vals: {} })).toMatchObject({
    error: expect.any(String),
  });
  expect(sim.db.read('product.product', [id], ['poleepo_mpn', 'qty_available', 'image_1920'])).toEqual([
    { id, poleepo_mpn: 'M3', qty_available: 4, image_1920: pictureOf(1) },
  ]);
});
