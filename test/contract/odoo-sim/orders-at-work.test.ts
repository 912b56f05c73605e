import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, simOf, type SimClient } from './client.ts';

const sku = (client: SimClient, code: string) => client.one('product.product', [['default_code', '=', code]]);

async function orderOf(client: SimClient, vals: Record<string, unknown> = {}): Promise<number> {
  return client.sim.db.create('sale.order', {
    partner_id: customerOf(client),
    company_id: 2,
    order_line: [[0, 0, { product_id: sku(client, 'TSHIRT-L'), product_uom_qty: 2 }]],
    ...JSON.parse(JSON.stringify(vals)),
  });
}

const read = async (client: SimClient, id: number, fields: string[]) =>
  client.sim.db.read('sale.order', [id], fields)[0] ?? {};

describe.each(recordedVersions)('an order in the simulated Odoo %i', (version) => {
  test('takes its label, price, unit and taxes from the product', async () => {
    const client = simOf({ version });
    const order = await orderOf(client);

    const [line] = client.sim.db.read(
      'sale.order.line',
      client.sim.db.search('sale.order.line', [['order_id', '=', order]]),
      ['name', 'price_unit', 'price_total', 'price_subtotal'],
    );

    expect(line).toMatchObject({
      name: '[TSHIRT-L] Maglietta L Rossa',
      price_unit: 33,
      price_total: 66,
      price_subtotal: 54.1,
    });
  });

  test('reserves stock when it is confirmed, and gives it back when it is cancelled', async () => {
    const client = simOf({ version });
    const order = await orderOf(client);
    const product = sku(client, 'TSHIRT-L');
    const free = async () => client.sim.db.read('product.product', [product], ['free_qty'])[0]?.['free_qty'];
    const before = Number(await free());

    await client.call('sale.order/action_confirm', [[order]]);
    const reserved = Number(await free());
    const [picking] = client.sim.db.read(
      'stock.picking',
      client.sim.db.search('stock.picking', [['sale_id', '=', order]]),
      ['state'],
    );
    await client.call('sale.order/action_cancel', [[order]], { context: { disable_cancel_warning: true } });

    expect(picking).toMatchObject({ state: 'assigned' });
    expect([reserved, await free()]).toEqual([before - 2, before]);
  });

  test('moves its date to the moment of confirming', async () => {
    const client = simOf({ version });
    const order = await orderOf(client, { date_order: '2026-01-01 00:00:00' });

    await client.call('sale.order/action_confirm', [[order]]);

    expect(await read(client, order, ['date_order'])).toMatchObject({ date_order: '2026-06-03 08:15:00' });
  });

  test('keeps its lines once it is confirmed, and lets their quantities change', async () => {
    const client = simOf({ version });
    const order = await orderOf(client);
    await client.call('sale.order/action_confirm', [[order]]);
    const [line = 0] = client.sim.db.search('sale.order.line', [['order_id', '=', order]]);

    const refusal = await client.refusal('sale.order.line/unlink', [[line]]);
    await client.call('sale.order.line/write', [[line], { product_uom_qty: 3, price_unit: 33 }]);

    expect(refusal).toContain('odoo.exceptions.UserError');
    expect(await read(client, order, ['amount_total'])).toMatchObject({ amount_total: 99 });
  });

  test('is numbered on, and a failed one leaves only a gap', async () => {
    const client = simOf({ version });
    const first = await orderOf(client);
    await client.refusal('sale.order/create', [{ partner_id: 999_999 }]);
    await client.refusal('sale.order/create', [
      { partner_id: customerOf(client), order_line: [[0, 0, { product_id: 999_999 }]] },
    ]);
    const second = await orderOf(client);

    const names = [await read(client, first, ['name']), await read(client, second, ['name'])];

    expect(names[0]).toMatchObject({ name: 'S00001' });
    expect(names[1]?.['name']).toMatch(/^S0000[2-9]$/);
    expect(client.sim.db.count('sale.order')).toBe(2);
    expect(client.sim.db.count('sale.order.line')).toBe(2);
  });

  test('gives all lines the taxes of their products when its company is written again', async () => {
    const client = simOf({ version });
    const field = version >= 19 ? 'tax_ids' : 'tax_id';
    const ten = client.one('account.tax', [['name', '=', '10% inclusa']]);
    const line = { product_id: sku(client, 'TSHIRT-L'), [field]: [[6, 0, [ten]]] };
    const order = await orderOf(client, { order_line: [[0, 0, line]] });
    const taxes = () => client.sim.db.records('sale.order.line').map((row) => row[field]);
    const before = taxes();

    await client.call('sale.order/write', [[order], { client_order_ref: 'R' }]);
    const untouched = taxes();
    await client.call('sale.order/write', [[order], { company_id: 2 }]);

    expect([before, untouched]).toEqual([[[ten]], [[ten]]]);
    expect(taxes()).toEqual([[client.one('account.tax', [['name', '=', '22% inclusa']])]]);
  });

  test('takes sections and notes without a product, and nothing else without one', async () => {
    const client = simOf({ version });
    const note = { display_type: 'line_note', name: 'Regalo' };
    const order = await orderOf(client, { order_line: [[0, 0, note]] });

    expect(await read(client, order, ['amount_total'])).toMatchObject({ amount_total: 0 });
    await expect(orderOf(client, { order_line: [[0, 0, { name: 'Nulla' }]] })).rejects.toThrow(
      'Missing required fields on accountable sale order line.',
    );
  });
});

describe('a quantity that changes', () => {
  test.each([
    [16, 33],
    [17, 33],
    [18, 30],
    [19, 30],
  ] as const)('on %i leaves a line at %d apiece, whatever price was agreed', async (version, price) => {
    const client = simOf({ version });
    const line = { product_id: sku(client, 'TSHIRT-L'), price_unit: 30 };
    await orderOf(client, { order_line: [[0, 0, line]] });
    const [id = 0] = client.sim.db.search('sale.order.line');

    await client.call('sale.order.line/write', [[id], { product_uom_qty: 5 }]);

    expect(client.sim.db.records('sale.order.line')[0]).toMatchObject({
      price_unit: price,
      product_uom_qty: 5,
    });
  });
});

describe('a price', () => {
  test.each([
    [18, 27.05],
    [19, 27.04918],
  ] as const)('on %i is kept as %d', async (version, price) => {
    const client = simOf({ version });
    const line = { product_id: sku(client, 'TSHIRT-L'), price_unit: 27.04918 };
    await orderOf(client, { order_line: [[0, 0, line]] });

    expect(client.sim.db.records('sale.order.line')[0]).toMatchObject({ price_unit: price });
  });
});

describe('an order without a warehouse', () => {
  test('is not confirmed on 19', async () => {
    const client = simOf({ version: 19 });
    const order = await orderOf(client);
    client.sim.db.write('sale.order', [order], { warehouse_id: false });

    expect(await client.refusal('sale.order/action_confirm', [[order]])).toContain(
      'odoo.exceptions.RedirectWarning',
    );
  });
});

describe('a locked order', () => {
  test.each([17, 18, 19] as const)(
    'on %i takes no price and no cancelling, until it is unlocked',
    async (version) => {
      const client = simOf({ version });
      const order = await orderOf(client);
      await client.call('sale.order/action_confirm', [[order]]);
      await client.call('sale.order/action_lock', [[order]]);
      const [line = 0] = client.sim.db.search('sale.order.line');
      const quiet = { context: { disable_cancel_warning: true } };

      const price = await client.refusal('sale.order.line/write', [[line], { price_unit: 1 }]);
      const cancel = await client.refusal('sale.order/action_cancel', [[order]], quiet);
      await client.call('sale.order/action_unlock', [[order]]);
      await client.call('sale.order/action_cancel', [[order]], quiet);

      expect(price).toContain('locked order:\nUnit Price');
      expect(cancel).toContain('Please unlock it first.');
      expect(await read(client, order, ['state'])).toMatchObject({ state: 'cancel' });
    },
  );

  test('refuses a repeated load of its lines, without naming a field', async () => {
    const client = simOf({ version: 18 });
    const fields = [
      'id',
      'partner_id/.id',
      'order_line/id',
      'order_line/product_id/.id',
      'order_line/price_unit',
    ];
    const row = ['b.o', String(customerOf(client)), 'b.l', String(sku(client, 'TSHIRT-L')), '33'];
    await client.call('sale.order/load', [fields, [row]]);
    const order = client.sim.db.ref('b.o') ?? 0;
    await client.call('sale.order/action_confirm', [[order]]);
    await client.call('sale.order/action_lock', [[order]]);

    const answer = await client.call('sale.order/load', [fields, [row]]);

    expect(answer).toMatchObject({
      ids: false,
      messages: [{ message: expect.stringContaining('It is forbidden to modify the following fields') }],
    });
    expect(JSON.stringify(answer)).not.toContain('"field"');
  });
});
