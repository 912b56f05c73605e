import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, post, simOf } from './client.ts';

describe.each(recordedVersions)('people in the simulated Odoo %i', (version) => {
  async function ordered() {
    const client = simOf({ version });
    const { db } = client.sim;
    const [product = 0] = db.search('product.product', [['default_code', '=', 'TSHIRT-L']]);
    const order = db.create('sale.order', {
      partner_id: customerOf(client),
      company_id: 2,
      client_order_ref: 'POLEEPO-7',
      order_line: [[0, 0, { product_id: product, product_uom_qty: 3 }]],
    });
    await client.call('sale.order/action_confirm', [[order]], { context: { allowed_company_ids: [2] } });
    const control = async (path: string, body: object) => {
      const answer = await post(client.sim, `/_sim/${path}`, body);
      return { status: answer.status, body: (await answer.json()) as unknown };
    };
    return { client, db, order, control };
  }

  test('pack, weigh and send an order that is named by its reference', async () => {
    const { db, order, control } = await ordered();
    const made = await control('package-types', { name: 'M', length: 300 });
    expect(made).toEqual({ status: 200, body: { id: 1 } });

    const packages = [{ typeId: 1, weight: 2.5 }];
    const sent = await control('ship', { order: 'POLEEPO-7', packages, tracking: 'BRT1' });

    const [picking = 0] = db.search('stock.picking', [['sale_id', '=', order]]);
    expect(sent).toEqual({ status: 200, body: { picking } });
    expect(db.read('stock.picking', [picking], ['state', 'carrier_tracking_ref'])).toMatchObject([
      { state: 'done', carrier_tracking_ref: 'BRT1' },
    ]);
    const model = version >= 19 ? 'stock.package' : 'stock.quant.package';
    expect(db.records(model)).toMatchObject([{ package_type_id: 1, shipping_weight: 2.5 }]);
    await control('tracking', { order, code: 'BRT2' });
    expect(db.read('stock.picking', [picking], ['carrier_tracking_ref'])).toMatchObject([
      { carrier_tracking_ref: 'BRT2' },
    ]);
  });

  test('send a part, and later the rest', async () => {
    const { db, order, control } = await ordered();
    await control('ship', { order, quantities: [1] });
    expect(db.read('sale.order', [order], ['delivery_status'])).toMatchObject([
      { delivery_status: 'partial' },
    ]);
    await control('ship', { order });
    expect(db.read('sale.order', [order], ['delivery_status'])).toMatchObject([{ delivery_status: 'full' }]);
  });

  test('can send nothing twice, nor what nobody ordered', async () => {
    const { control, order } = await ordered();
    await control('ship', { order });
    expect(await control('ship', { order })).toMatchObject({ status: 400 });
    expect(await control('ship', { order: 'nessuno' })).toMatchObject({ status: 400 });
    expect(await control('ship', { order, colli: 1 })).toMatchObject({ status: 400 });
  });
});
