import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { loadedAs, notLoaded, orderDraft, orderRow, serialization } from './support/drafts.ts';
import { clientOf, type Heard, type Script } from './support/scripted-odoo.ts';

const id = 81 as SaleOrderId;
const head = (changes: Record<string, unknown> = {}) => ({
  ...orderRow({ state: 'sale' }),
  client_order_ref: 'R-1',
  note: '<p>Suonare&nbsp;due <b>volte</b> &amp; basta</p>',
  team_id: [4, 'Sales'],
  invoice_ids: [],
  picking_ids: [],
  ...changes,
});
const line = { product_id: [46, 'Lamp'], product_uom_qty: 2, price_unit: 122, discount: 0 };

function standing(version: OdooVersion, script: Script) {
  return clientOf(version, { 'sale.order.line.search_read': { result: [line] }, ...script });
}

/** The table that a `load` was sent. */
function tableOf({ args }: Heard): { fields: string[]; data: string[][] } {
  if (!Array.isArray(args)) return args as { fields: string[]; data: string[][] };
  const [fields, data] = args as [string[], string[][]];
  return { fields, data };
}

describe.each(odooVersions)('how an order stands in Odoo %i', (version) => {
  it('is read in two calls where it has neither transfers nor invoices', async () => {
    const odoo = standing(version, { 'sale.order.read': { result: [head()] } });
    expect(await odoo.client.orders.standing(id)).toEqual({
      id,
      name: 'S00081',
      state: 'sale',
      locked: false,
      total: decimal('275.7'),
      parties: { customer: 48, invoice: 48, delivery: 50 },
      reference: 'R-1',
      note: 'Suonare due volte & basta',
      userId: 7,
      teamId: 4,
      lines: [{ productId: 46, quantity: decimal(2), unitPrice: decimal(122), discount: decimal(0) }],
      delivery: 'none',
      invoiced: false,
    });
    expect(odoo.heard).toHaveLength(2);
  });

  it('is nothing where it was deleted', async () => {
    const odoo = standing(version, { 'sale.order.read': { result: [] } });
    expect(await odoo.client.orders.standing(id)).toBeNull();
  });

  const picked = version === 16 ? { quantity_done: 1 } : { picked: true };
  const unpicked = version === 16 ? { quantity_done: 0 } : { picked: false };
  it.each([
    ['none', [{ state: 'assigned', ...unpicked }]],
    [
      'begun',
      [
        { state: 'assigned', ...unpicked },
        { state: 'assigned', ...picked },
      ],
    ],
    [
      'done',
      [
        { state: 'done', ...picked },
        { state: 'assigned', ...unpicked },
      ],
    ],
    ['none', [{ state: 'cancel', ...picked }]],
  ])('tells of its delivery: %s', async (expected, moves) => {
    const odoo = standing(version, {
      'sale.order.read': { result: [head({ picking_ids: [5] })] },
      'stock.move.search_read': { result: moves },
    });
    expect((await odoo.client.orders.standing(id))?.delivery).toBe(expected);
  });

  it.each([
    [[{ state: 'draft' }], false],
    [[{ state: 'draft' }, { state: 'posted' }], true],
    [[{ state: 'cancel' }], false],
  ])('tells whether an invoice is posted: %j', async (moves, expected) => {
    const odoo = standing(version, {
      'sale.order.read': { result: [head({ invoice_ids: [31] })] },
      'account.move.read': { result: moves },
    });
    expect((await odoo.client.orders.standing(id))?.invoiced).toBe(expected);
  });

  it('is locked by the mark or the state of the version', async () => {
    const locked = version === 16 ? { state: 'done' } : { locked: true };
    const odoo = standing(version, { 'sale.order.read': { result: [head(locked)] } });
    expect((await odoo.client.orders.standing(id))?.locked).toBe(true);
  });

  it('is read without transfers where Odoo has no stock', async () => {
    const { picking_ids: _none, ...bare } = head();
    const odoo = standing(version, {
      'sale.order.read': [{ fault: 'builtins.ValueError' }, { result: [bare] }],
    });
    expect((await odoo.client.orders.standing(id))?.delivery).toBe('none');
  });
});

describe.each(odooVersions)('a change of an order in Odoo %i', (version) => {
  const change = {
    draft: orderDraft({ note: 'Nota' }),
    lineKeys: ['line_t1_2'],
    addresses: false,
    reference: false,
    note: false,
  };

  it('sends the lines that differ and nothing else of the order', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ state: 'sale' })] },
    });
    const done = await odoo.client.orders.change(change);
    expect(done).toMatchObject({ outcome: 'changed', id: 81, total: decimal('275.7') });
    const { fields, data } = tableOf(odoo.nth(0));
    expect(fields.filter((field) => !field.startsWith('order_line/'))).toEqual(['id']);
    expect(data).toHaveLength(1);
    expect(data[0]?.[fields.indexOf('id')]).toBe('ponte.order_t1_918273');
    expect(data[0]?.[fields.indexOf('order_line/id')]).toBe('ponte.line_t1_2');
    expect(odoo.nth(0).context).toMatchObject({ update_delivery_shipping_partner: true });
  });

  it('sends addresses, reference and notes without any line', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ state: 'sale' })] },
    });
    await odoo.client.orders.change({
      ...change,
      lineKeys: [],
      addresses: true,
      reference: true,
      note: true,
    });
    const { fields, data } = tableOf(odoo.nth(0));
    expect(fields).toEqual([
      'id',
      'partner_invoice_id/.id',
      'partner_shipping_id/id',
      'client_order_ref',
      'note',
    ]);
    expect(data).toHaveLength(1);
  });

  it('says so where the total is another one then', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ state: 'sale', amount_total: 275.71 })] },
    });
    expect(await odoo.client.orders.change(change)).toMatchObject({ outcome: 'total-differs' });
  });

  it('that Odoo refuses leaves everything as it was, with its words', async () => {
    const odoo = clientOf(version, { 'sale.order.load': notLoaded('It is forbidden', 'order_line') });
    const refused = await odoo.client.orders.change(change);
    const words = 'sale.order.load: It is forbidden';
    expect(refused).toEqual({ outcome: 'refused', words, unknownContact: false });
  });

  it('that names a contact which is gone says so', async () => {
    const gone = notLoaded('No matching record found', 'partner_shipping_id');
    const { client } = clientOf(version, { 'sale.order.load': gone });
    expect(await client.orders.change(change)).toMatchObject({ outcome: 'refused', unknownContact: true });
  });

  it('is tried again where others are writing', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': [notLoaded(serialization), loadedAs(81)],
      'sale.order.read': { result: [orderRow({ state: 'sale' })] },
    });
    expect(await odoo.client.orders.change(change)).toMatchObject({ outcome: 'changed' });
  });
});

describe.each(odooVersions)('the cancellation of an order in Odoo %i', (version) => {
  const cancelled = { result: [orderRow({ state: 'cancel' })] };
  const standsStill = { result: [orderRow({ state: 'sale' })] };

  it('asks not to be asked back, and counts only once it is read', async () => {
    const odoo = clientOf(version, {
      'sale.order.action_cancel': { result: true },
      'sale.order.read': cancelled,
    });
    expect(await odoo.client.orders.cancel(id)).toBe(true);
    expect(odoo.nth(0).context).toMatchObject({ disable_cancel_warning: true });
  });

  it.each([
    ['is asked back all the same', { result: { res_model: 'sale.order.cancel' } }],
    ['is refused', { fault: 'odoo.exceptions.UserError' }],
  ])('that %s did not happen', async (_what, reply) => {
    const odoo = clientOf(version, { 'sale.order.action_cancel': reply, 'sale.order.read': standsStill });
    expect(await odoo.client.orders.cancel(id)).toBe(false);
  });

  it('of an order that is gone, or was cancelled by another, has happened', async () => {
    const refusal = { fault: 'odoo.exceptions.UserError' };
    const gone = clientOf(version, {
      'sale.order.action_cancel': { fault: 'odoo.exceptions.MissingError' },
      'sale.order.read': { result: [] },
    });
    expect(await gone.client.orders.cancel(id)).toBe(true);
    const raced = clientOf(version, { 'sale.order.action_cancel': refusal, 'sale.order.read': cancelled });
    expect(await raced.client.orders.cancel(id)).toBe(true);
  });
});

describe.each(odooVersions)('a to-do in Odoo %i', (version) => {
  const draft = {
    key: 'activity_t1_918273_0_abc',
    saleOrderId: id,
    summary: 'Ordine modificato',
    note: 'Quantità: 1 → 2\n<b>',
    userId: 7,
    dueAt: Date.UTC(2026, 5, 3, 8),
  };

  it('is loaded by its key, on the order, with its text escaped', async () => {
    const odoo = clientOf(version, { 'mail.activity.load': loadedAs(5) });
    await odoo.client.activities.put(draft);
    const { fields, data } = tableOf(odoo.nth(0));
    expect(Object.fromEntries(fields.map((field, at) => [field, data[0]?.[at]]))).toEqual({
      id: 'ponte.activity_t1_918273_0_abc',
      'res_model_id/id': 'sale.model_sale_order',
      res_id: '81',
      'activity_type_id/id': 'mail.mail_activity_data_todo',
      summary: 'Ordine modificato',
      note: '<p>Quantità: 1 → 2<br/>&lt;b&gt;</p>',
      'user_id/.id': '7',
      date_deadline: '2026-06-03',
    });
  });

  it('leaves no word of it in the log', async () => {
    const odoo = clientOf(version, { 'mail.activity.load': loadedAs(5) });
    await odoo.client.activities.put({ ...draft, note: 'Via Roma 1 → Via Po 2' });
    expect(JSON.stringify(odoo.observed)).not.toContain('Via');
  });

  it('is tried again where others are writing, and throws where Odoo refuses it', async () => {
    const patient = clientOf(version, { 'mail.activity.load': [notLoaded(serialization), loadedAs(5)] });
    await patient.client.activities.put(draft);
    expect(patient.heard).toHaveLength(2);
    const refused = clientOf(version, { 'mail.activity.load': notLoaded('No such user', 'user_id') });
    await expect(refused.client.activities.put(draft)).rejects.toMatchObject({ code: 'refused' });
  });

  it('may be for the leader of a team', async () => {
    const odoo = clientOf(version, {
      'crm.team.read': [{ result: [{ user_id: [9, 'Ada'] }] }, { result: [{ user_id: false }] }],
    });
    expect(await odoo.client.teamLeader(4)).toBe(9);
    expect(await odoo.client.teamLeader(4)).toBeNull();
  });
});
