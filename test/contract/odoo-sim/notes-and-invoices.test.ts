import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { recordedVersions, type RecordedVersion, recordings } from '../../support/recordings.ts';
import { customerOf, simOf } from './client.ts';

const context = { allowed_company_ids: [2] };
const file = ['id', 'name', 'datas', 'mimetype', 'res_model', 'res_id'];
const note = ['id', 'model', 'res_id', 'body', 'message_type', 'subtype_id/id', 'attachment_ids/id'];
const loaded = z.object({
  ids: z.union([z.array(z.number()), z.literal(false)]),
  messages: z.array(z.unknown()),
});

const fileRow = (order: number) => [
  'ponte.label_1',
  'A.pdf',
  'JVBERi0xLjQK',
  'application/pdf',
  'sale.order',
  `${order}`,
];
const noteRow = (order: number) => {
  const subtype = 'mail.mt_note';
  return ['ponte.label_1_note', 'sale.order', `${order}`, '<p>A</p>', 'comment', subtype, 'ponte.label_1'];
};

/** The message that a real server gave to a `load`. */
function refusedAs(version: RecordedVersion, name: string): unknown {
  const entry = recordings(version, 'deliveries').find((one) => one.note === name);
  return z.object({ messages: z.array(z.looseObject({ message: z.string() })) }).parse(entry?.result)
    .messages[0]?.message;
}

/** A confirmed order, as the integration's user has it. */
async function ordered(version: RecordedVersion) {
  const client = simOf({ version });
  const { db } = client.sim;
  const [product = 0] = db.search('product.product', [['default_code', '=', 'TSHIRT-L']]);
  const order = db.create('sale.order', {
    partner_id: customerOf(client),
    company_id: 2,
    order_line: [[0, 0, { product_id: product, product_uom_qty: 1, price_unit: 20 }]],
  });
  await client.call('sale.order/action_confirm', [[order]], { context });
  const { login, apiKey } = demoAccess.ponte;
  const ponte = client.as(login, apiKey);
  const load = async (model: string, columns: string[], row: string[]) =>
    loaded.parse(await ponte.call(`${model}/load`, [columns, [row]], { context }));
  const invoice = async () => {
    const vals = { advance_payment_method: 'delivered', sale_order_ids: [[6, 0, [order]]] };
    const wizard = Number(await ponte.call('sale.advance.payment.inv/create', [vals], { context }));
    const answer = await ponte.call('sale.advance.payment.inv/create_invoices', [[wizard]], { context });
    return { answer, id: db.search('account.move', []).at(0) ?? 0 };
  };
  return { client, ponte, db, order, load, invoice };
}

describe.each(recordedVersions)('notes of the simulated Odoo %i', (version) => {
  test('are keyed with their file, and written again until 17 only', async () => {
    const { load, order, ponte } = await ordered(version);
    const first = await load('ir.attachment', file, fileRow(order));
    expect(await load('ir.attachment', file, fileRow(order))).toEqual(first);
    const written = await load('mail.message', note, noteRow(order));
    expect(written).toMatchObject({ ids: [expect.any(Number)], messages: [] });

    const again = await load('mail.message', note, noteRow(order));

    const refused = { ids: false, messages: [{ message: refusedAs(version, 'note again') }] };
    expect(again).toMatchObject(version <= 17 ? written : refused);
    const [id] = written.ids === false ? [] : written.ids;
    expect(await ponte.call('ir.model.data/check_object_reference', ['ponte', 'label_1_note'])).toEqual([
      'mail.message',
      id,
    ]);
  });

  test('of an order that is gone are refused; its files are from 19 on', async () => {
    const { load } = await ordered(version);
    const kept = await load('ir.attachment', file, fileRow(99_999_999));
    const message = refusedAs(version, 'label of an order that is gone');
    expect(kept).toMatchObject(version <= 18 ? { messages: [] } : { ids: false, messages: [{ message }] });
    await load('ir.attachment', file, fileRow(0));
    const refused = await load('mail.message', note, noteRow(99_999_999));
    const said = z.array(z.looseObject({ message: z.string() })).parse(refused.messages)[0]?.message ?? '';
    const recorded = String(refusedAs(version, 'note of an order that is gone'));
    expect(said.replace(/User: \d+/, '')).toBe(recorded.replace(/User: \d+/, ''));
  });
});

describe.each(recordedVersions)('invoices of the simulated Odoo %i', (version) => {
  test('are made of an order once, and refused then in the recorded words', async () => {
    const { invoice, db, order } = await ordered(version);
    const { answer, id } = await invoice();
    expect(answer).toMatchObject({
      type: version === 16 ? 'ir.actions.act_window_close' : 'ir.actions.act_window',
    });
    expect(db.read('account.move', [id], ['state', 'amount_total'])).toMatchObject([
      { state: 'draft', amount_total: 20 },
    ]);
    expect(db.read('sale.order', [order], ['invoice_status', 'invoice_ids'])).toMatchObject([
      { invoice_status: 'invoiced', invoice_ids: [id] },
    ]);
    await expect(invoice()).rejects.toThrow(
      version === 16
        ? 'UserError: There is nothing to invoice!'
        : 'UserError: Cannot create an invoice. No items',
    );
  });

  test('count what is invoiced anew where a draft is deleted', async () => {
    const { invoice, db, order, ponte } = await ordered(version);
    const { id } = await invoice();
    await ponte.call('account.move/unlink', [[id]], { context });
    expect(db.read('sale.order', [order], ['invoice_status', 'invoice_ids'])).toMatchObject([
      { invoice_status: 'to invoice', invoice_ids: [] },
    ]);
  });

  test('show a PDF to who knows their token, and to nobody else', async () => {
    const { invoice, client, ponte } = await ordered(version);
    const { id } = await invoice();
    const portal = { report_type: 'pdf', download: true };
    const address = async () =>
      z.string().parse(await ponte.call('account.move/get_portal_url', [[id]], { ...portal, context }));
    const path = await address();
    const open = async (at: string) => client.sim.fetch(new Request(`http://odoo.test${at}`));
    expect((await (await open(path)).text()).startsWith('%PDF-')).toBe(true);
    expect((await open(path.replace('access_token=', 'access_token=x'))).status).toBe(303);
    expect((await open(path.replace('&report_type=pdf', ''))).headers.get('content-type')).toContain(
      'text/html',
    );
    expect(await address()).toBe(path);
  });

  test('are paid after they are posted, and only once', async () => {
    const { invoice, db, client } = await ordered(version);
    const { id } = await invoice();
    const register = { context: { ...context, active_model: 'account.move', active_ids: [id] } };
    expect(await client.refusal('account.payment.register/create', [{}], register)).toContain(
      'You can only register payment for posted journal entries.',
    );
    db.write('res.partner', db.search('res.partner', []), {
      vat: false,
      l10n_it_codice_fiscale: 'RSSMRA85T10A562S',
    });
    expect(await client.call('account.move/action_post', [[id]], { context })).toBe(false);
    expect(await client.refusal('account.move/action_post', [[id]], { context })).toContain(
      'must be in draft.',
    );
    const wizard = Number(await client.call('account.payment.register/create', [{}], register));
    await client.call('account.payment.register/action_create_payments', [[wizard]], register);
    expect(db.read('account.move', [id], ['payment_state', 'amount_residual'])).toMatchObject([
      { payment_state: 'paid', amount_residual: 0 },
    ]);
    expect(await client.refusal('account.payment.register/create', [{}], register)).toContain(
      'nothing left to pay',
    );
  });
});
