import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { customerDraft, loadedAs, notLoaded, orderDraft, orderRow } from './support/drafts.ts';
import { clientOf, secretKey } from './support/scripted-odoo.ts';

describe.each(odooVersions)('what the log learns of a call to Odoo %s', (version) => {
  it('is when, what, how long and how it ended', async () => {
    const odoo = clientOf(version, { 'account.tax.search_read': { result: [] } });
    await odoo.client.taxes.forSales();
    expect(odoo.observed).toEqual([
      {
        at: odoo.clock.now(),
        direction: 'out',
        side: 'odoo',
        method: 'POST',
        endpoint: 'account.tax.search_read',
        status: 200,
        durationMs: 0,
        error: null,
        request: expect.stringContaining('type_tax_use') as string,
        response: '[]',
      },
    ]);
  });

  it('names the exception of Odoo', async () => {
    const odoo = clientOf(version, { 'account.tax.search_read': { fault: 'odoo.exceptions.AccessError' } });
    await expect(odoo.client.taxes.forSales()).rejects.toThrow('account.tax.search_read');
    expect(odoo.observed).toMatchObject([
      { status: version === 19 ? 403 : 200, error: 'odoo.exceptions.AccessError' },
    ]);
  });

  it('has no status where no answer came', async () => {
    const odoo = clientOf(version, { 'res.partner.load': { lost: true } });
    await expect(odoo.client.customers.upsert(customerDraft())).rejects.toThrow('res.partner.load');
    expect(odoo.observed).toMatchObject([{ status: null, error: 'unreachable' }]);
  });

  it('never is the key, nor who the buyer is or where they live', async () => {
    const odoo = clientOf(version, {
      'res.partner.load': loadedAs(54),
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    await odoo.client.customers.upsert(customerDraft({ vat: 'IT12345670017', comment: 'Second bell' }));
    await odoo.client.orders.upsert(orderDraft());
    const log = JSON.stringify(odoo.observed);
    for (const secret of [
      secretKey(),
      'Giulia',
      'giulia@example.com',
      '0000000',
      'Via Roma',
      'Via Po',
      '20121',
      'Torino',
    ]) {
      expect(log).not.toContain(secret);
    }
    for (const personal of ['IT12345670017', 'Second bell']) expect(log).not.toContain(personal);
    expect(log).toContain('ponte.customer_t1_55');
    expect(log).toContain('402-1234567');
  });

  it('is not who the buyer is where the words of Odoo repeat it', async () => {
    const words = 'The VAT number [IT12345670017] for partner [Giulia Prova] does not seem to be valid.';
    const odoo = clientOf(version, { 'res.partner.load': notLoaded(words, 'vat') });
    await expect(odoo.client.customers.upsert(customerDraft({ vat: 'IT12345670017' }))).rejects.toThrow(
      'VAT number',
    );
    const responses = odoo.observed.map(({ response }) => response).join();
    expect(responses).toContain('The VAT number [[personal]] for partner [[personal]]');
  });

  it('is never the traceback', async () => {
    const odoo = clientOf(version, { 'account.tax.search_read': { fault: 'builtins.ValueError' } });
    await expect(odoo.client.taxes.forSales()).rejects.toThrow('account.tax.search_read');
    expect(JSON.stringify(odoo.observed)).not.toContain('Traceback');
  });

  it('is cut where it is long', async () => {
    const lines = Array.from({ length: 200 }, (_, at) => ({ ...orderDraft().lines[0], key: `line_${at}` }));
    const odoo = clientOf(version, {
      'sale.order.load': notLoaded('no', 'order_line'),
      'ir.model.data.check_object_reference': { fault: 'builtins.ValueError' },
    });
    const draft = orderDraft({ lines: lines as ReturnType<typeof orderDraft>['lines'] });
    await expect(odoo.client.orders.upsert(draft)).rejects.toThrow('sale.order.load');
    expect(odoo.observed[0]?.request?.length).toBeLessThan(2100);
  });
});
