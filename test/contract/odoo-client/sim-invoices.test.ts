import { describe, expect, it } from 'vitest';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { fromUtf8 } from '../../../src/kit/encoding.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { confirmedOrder } from './support/shipping.ts';
import type { World } from './support/simulated.ts';
import { shirtDraft, world } from './support/simulated.ts';

/** The buyer of an order has a codice fiscale, without which 16 posts nothing. */
function giveTaxCode({ sim }: World, order: SaleOrderId): void {
  const [row] = sim.db.read('sale.order', [order], ['partner_id', 'partner_invoice_id']);
  for (const link of [row?.['partner_id'], row?.['partner_invoice_id']]) {
    const id = Array.isArray(link) ? link[0] : undefined;
    if (typeof id === 'number')
      sim.db.write('res.partner', [id], { l10n_it_codice_fiscale: 'RSSMRA85T10A562S' });
  }
}

async function postedInvoice(odoo: World): Promise<number> {
  const order = await confirmedOrder(odoo);
  giveTaxCode(odoo, order);
  const created = await odoo.client.invoices.create(order);
  if (created.kind !== 'created') throw new Error(created.kind);
  const posted = await odoo.client.invoices.post(created.id);
  if (posted.kind !== 'posted') throw new Error(posted.kind);
  odoo.calls();
  return created.id;
}

describe.each(odooVersions)('invoices of the simulated Odoo %s', (version) => {
  it('are created of what was ordered, as drafts without a number', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    expect(await odoo.client.invoices.ofOrder(order)).toEqual({
      state: 'sale',
      toInvoice: true,
      invoices: [],
    });
    expect(odoo.calls()).toEqual(['sale.order.read']);
    const created = await odoo.client.invoices.create(order);
    expect(created).toMatchObject({ kind: 'created', already: false, name: null, total: decimal('117.01') });
    expect(odoo.calls()).toEqual([
      'sale.order.read',
      'sale.advance.payment.inv.create',
      'sale.advance.payment.inv.create_invoices',
      'sale.order.read',
      'account.move.read',
    ]);
    expect(await odoo.client.invoices.ofOrder(order)).toMatchObject({
      toInvoice: false,
      invoices: [{ state: 'draft', number: null, kind: 'invoice', currency: 'EUR', paid: false }],
    });
  });

  it('are created once, however often and through whatever loss', async () => {
    for (const kind of ['drop-before', 'drop-after'] as const) {
      const odoo = await world(version);
      const order = await confirmedOrder(odoo);
      const match = { model: 'sale.advance.payment.inv', method: 'create_invoices', times: 1 };
      odoo.sim.control.setFaults([{ match, kind }]);
      const first = await odoo.client.invoices.create(order).catch(() => null);
      expect(first?.kind ?? null).toBe(kind === 'drop-after' ? 'created' : null);
      const again = await odoo.client.invoices.create(order);
      expect(again).toMatchObject({ kind: 'created', already: kind === 'drop-after' });
      expect(odoo.sim.db.count('account.move')).toBe(1);
    }
  });

  it('are nothing where nothing is ordered yet, and not there where the order is gone', async () => {
    const odoo = await world(version);
    const quotation = await odoo.client.orders.upsert({ ...(await shirtDraft(odoo)), confirm: false });
    expect(await odoo.client.invoices.create(quotation.id)).toEqual({ kind: 'nothing' });
    expect(await odoo.client.invoices.ofOrder(99_999 as SaleOrderId)).toBeNull();
    await expect(odoo.client.invoices.create(99_999 as SaleOrderId)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('are of what has left where the products say so, one for each delivery', async () => {
    const odoo = await world(version);
    const policy = { invoice_policy: 'delivery' };
    for (const sku of ['TSHIRT-L', 'POLO-M', 'Delivery_007']) odoo.sim.control.changeProduct({ sku }, policy);
    const order = await confirmedOrder(odoo);
    const { invoices } = odoo.client;
    expect(await invoices.create(order)).toEqual({ kind: 'nothing' });
    odoo.sim.control.ship(order, { quantities: [1, 0] });
    const first = await invoices.create(order);
    expect(first).toMatchObject({ kind: 'created', already: false, total: decimal(33) });
    expect(await invoices.create(order)).toMatchObject({ ...first, already: true });
    odoo.sim.control.ship(order);
    const second = await invoices.create(order);
    expect(second).toMatchObject({ kind: 'created', already: false, total: decimal('77.91') });
    expect((await invoices.ofOrder(order))?.invoices).toHaveLength(2);
  });

  it('get their number when they are posted, once', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    giveTaxCode(odoo, order);
    const created = await odoo.client.invoices.create(order);
    if (created.kind !== 'created') throw new Error(created.kind);
    odoo.calls();
    const posted = await odoo.client.invoices.post(created.id);
    expect(odoo.calls()).toEqual(['account.move.read', 'account.move.action_post', 'account.move.read']);
    const number = expect.stringMatching(/^INV\/\d{4}\/00001$/) as string;
    expect(posted).toMatchObject({ kind: 'posted', already: false, invoice: { state: 'posted', number } });
    expect(await odoo.client.invoices.post(created.id)).toMatchObject({ kind: 'posted', already: true });
  });

  it('are posted though the answer was lost', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    giveTaxCode(odoo, order);
    const created = await odoo.client.invoices.create(order);
    if (created.kind !== 'created') throw new Error(created.kind);
    const match = { model: 'account.move', method: 'action_post', times: 1 };
    odoo.sim.control.setFaults([{ match, kind: 'drop-after' }]);
    expect(await odoo.client.invoices.post(created.id)).toMatchObject({ kind: 'posted' });
  });

  it('are paid to a journal, once', async () => {
    const odoo = await world(version);
    const id = await postedInvoice(odoo);
    const { invoices } = odoo.client;
    const journals = await invoices.journals();
    expect(journals).toMatchObject([
      { name: 'Bank', kind: 'bank' },
      { name: 'Cash', kind: 'cash' },
    ]);
    const payment = { id, journalId: journals[0]?.id ?? 0, reference: 'POLEEPO-918273' };
    expect(await invoices.registerPayment(payment)).toEqual({ kind: 'paid', already: false });
    expect(await invoices.registerPayment(payment)).toEqual({ kind: 'paid', already: true });
    expect(odoo.calls()).toEqual([
      'account.journal.search_read',
      'account.move.read',
      'account.payment.register.create',
      'account.payment.register.action_create_payments',
      'account.move.read',
    ]);
    expect(odoo.sim.db.count('account.payment')).toBe(1);
    const memo = version >= 18 ? 'memo' : 'ref';
    expect(odoo.sim.db.records('account.payment')).toMatchObject([
      { amount: 117.01, [memo]: 'POLEEPO-918273' },
    ]);
  });

  it('are not paid as drafts', async () => {
    const odoo = await world(version);
    const created = await odoo.client.invoices.create(await confirmedOrder(odoo));
    if (created.kind !== 'created') throw new Error(created.kind);
    const refused = await odoo.client.invoices.registerPayment({ id: created.id, journalId: 1 });
    expect(refused).toMatchObject({ kind: 'refused', code: 'odoo.exceptions.UserError' });
    expect(odoo.sim.db.count('account.payment')).toBe(0);
  });

  it('are refused to who may not post, with the group that is missing', async () => {
    const odoo = await world(version);
    const created = await odoo.client.invoices.create(await confirmedOrder(odoo));
    if (created.kind !== 'created') throw new Error(created.kind);
    const { login, apiKey } = demoAccess.sales;
    const sales = await odoo.another({ login, apiKey });
    await expect(sales.invoices.post(created.id)).rejects.toMatchObject({
      code: 'forbidden',
      hint: { it: expect.stringContaining('Fatturazione') },
    });
  });
});

describe('Odoo 16', () => {
  it('posts no invoice of a buyer without fiscal data, and says what to complete', async () => {
    const odoo = await world(16);
    const created = await odoo.client.invoices.create(await confirmedOrder(odoo));
    if (created.kind !== 'created') throw new Error(created.kind);
    const refused = await odoo.client.invoices.post(created.id);
    expect(refused).toMatchObject({
      kind: 'refused',
      code: 'odoo.exceptions.UserError',
      message: expect.stringContaining('tax code (Codice Fiscale)'),
      hint: { it: expect.stringContaining('codice fiscale') },
    });
  });
});

describe.each(odooVersions)('the PDF of an invoice of the simulated Odoo %s', (version) => {
  it('comes from the portal, and its token stays out of the log', async () => {
    const odoo = await world(version);
    const id = await postedInvoice(odoo);
    const { bytes, official } = await odoo.client.invoices.pdf(id);
    expect(fromUtf8(bytes)).toMatch(/^%PDF-.*INV\//s);
    expect(official).toBe(false);
    expect(odoo.calls()).toEqual(['account.move.read', 'account.move.get_portal_url', `/my/invoices/${id}`]);
    const [token] = odoo.sim.db.read('account.move', [id], ['access_token']);
    expect(token?.['access_token']).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(odoo.observed)).not.toContain(token?.['access_token']);
  });

  it('is asked for of posted invoices only', async () => {
    const odoo = await world(version);
    const created = await odoo.client.invoices.create(await confirmedOrder(odoo));
    if (created.kind !== 'created') throw new Error(created.kind);
    await expect(odoo.client.invoices.pdf(created.id)).rejects.toMatchObject({ code: 'refused' });
    await expect(odoo.client.invoices.pdf(99_999)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is never a page of HTML', async () => {
    const odoo = await world(version);
    const id = await postedInvoice(odoo);
    odoo.sim.control.breakPrinter(true);
    await expect(odoo.client.invoices.pdf(id)).rejects.toMatchObject({
      code: 'unreadable',
      hint: { en: expect.stringContaining('wkhtmltopdf') },
    });
  });
});

describe.each([17, 18, 19] as const)(
  'the PDF of an invoice that the simulated Odoo %s has sent',
  (version) => {
    it('is the official one', async () => {
      const odoo = await world(version);
      const id = await postedInvoice(odoo);
      odoo.sim.control.sendInvoice(id);
      const { bytes, official } = await odoo.client.invoices.pdf(id);
      expect(official).toBe(true);
      expect(fromUtf8(bytes)).toContain('official');
      expect(odoo.calls()).toEqual(['account.move.read']);
    });
  },
);
