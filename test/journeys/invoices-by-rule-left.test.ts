import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { invoicesIn, look, movesIn, ruled } from '../support/world/invoice-rule.ts';
import type { ShippingDesk } from '../support/world/shipments.ts';

const callsIn = (desk: ShippingDesk) => desk.sale.calls;

/** People invoice the order in Odoo, as its own dialogue does. */
async function invoiceInOdoo(desk: ShippingDesk): Promise<void> {
  const before = await desk.api.put('/v1/settings/invoices', { rule: 'never' });
  expect(before.status).toBe(200);
  await desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });
  await desk.settle();
  desk.world.sqlite.exec('DELETE FROM invoices');
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version: OdooVersion) => {
  it('nothing is asked of Odoo where no rule is and nothing waits', async () => {
    const desk = await ruled({ version }, 851, { rule: 'never' });
    desk.deliver();
    await look(desk);
    expect(callsIn(desk)).toEqual([]);
    expect(invoicesIn(desk)).toEqual([]);
  });

  it('an order is invoiced on request only once its customer wishes it', async () => {
    const desk = await ruled({ version }, 852, { rule: 'on-request' });
    desk.deliver();
    await look(desk);
    expect(callsIn(desk)).toEqual([]);
    expect(invoicesIn(desk)).toEqual([]);
    await desk.sale.change({ invoice_requested: true });
    expect(callsIn(desk)).toEqual([]);
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ state: 'posted', requested_by: null }]);
  });

  it('an invoice that people made is taken as the order’s', async () => {
    const desk = await ruled({ version }, 853);
    desk.deliver();
    await invoiceInOdoo(desk);
    await desk.api.put('/v1/settings/invoices', { rule: 'on-delivery', ruleFrom: '2020-01-01T00:00:00Z' });
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ state: 'posted', origin: 'odoo' }]);
    expect(movesIn(desk)).toHaveLength(1);
  });

  it('an order that came in before the rule is left alone', async () => {
    const desk = await ruled({ version }, 854, { ruleFrom: '2099-01-01T00:00:00Z' });
    desk.deliver();
    await look(desk);
    expect(callsIn(desk)).toEqual([]);
  });

  it('a refused invoice goes on once it is delivered, whoever asked for it', async () => {
    const desk = await ruled({ version }, 855, { rule: 'never' });
    await desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });
    await desk.settle();
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ state: 'refused' }]);
    desk.deliver();
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ state: 'posted' }]);
  });
});

it('a customer without a tax number holds the invoice up until people mend it in Odoo', async () => {
  const desk = await ruled({ version: 16 }, 856);
  const { db } = desk.world.odoo;
  const partners = db.search('res.partner', []);
  const before = db.read('res.partner', partners, ['vat', 'l10n_it_codice_fiscale']);
  for (const id of partners) db.write('res.partner', [id], { vat: false, l10n_it_codice_fiscale: false });
  desk.deliver();
  await look(desk);
  await look(desk);
  expect(invoicesIn(desk)).toMatchObject([{ state: 'refused' }]);
  desk.world.passed.length = 0;
  await look(desk);
  expect(callsIn(desk)).toHaveLength(1);
  expect(before.length).toBeGreaterThan(0);
  const [buyer] = db.read('sale.order', [desk.sale.saleId], ['partner_id']);
  const partner = Array.isArray(buyer?.['partner_id']) ? Number(buyer['partner_id'][0]) : 0;
  db.write('res.partner', [partner], { vat: 'IT12345670017' });
  await look(desk);
  expect(invoicesIn(desk)).toMatchObject([{ state: 'posted' }]);
  expect(movesIn(desk)).toHaveLength(1);
});
