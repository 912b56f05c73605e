import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { argument, named } from '../../unit/odoo/support/catalogue.ts';
import { clientOf } from '../../unit/odoo/support/scripted-odoo.ts';
import { recorded } from './support/recorded.ts';

const told = (version: OdooVersion, note: string) => recorded(version, 'deliveries', note);
const result = (version: OdooVersion, note: string) => ({ result: told(version, note).result ?? null });
const refusal = (version: OdooVersion, file: string, note: string) => {
  const { data } = z
    .object({ data: z.object({ name: z.string(), message: z.string() }) })
    .parse(recorded(version, file, note).error);
  return { fault: data.name, message: data.message };
};
/** The newest version answers a list to a list, which the recorded calls did not send. */
const dialogue = (version: OdooVersion, note: string) => ({ result: [told(version, note).result ?? 0] });
const portal = /^\/my\/invoices\/\d+\?access_token=[0-9a-f-]{36}&report_type=pdf&download=true$/;

describe.each(odooVersions)('the recorded invoices of Odoo %s', (version) => {
  const order = 7 as SaleOrderId;

  it('are created by the dialogue that was recorded', async () => {
    const odoo = clientOf(version, {
      'sale.order.read': [
        result(version, 'order before invoicing'),
        result(version, 'order after invoicing'),
      ],
      'sale.advance.payment.inv.create': dialogue(version, 'wizard'),
      'sale.advance.payment.inv.create_invoices': result(version, 'create_invoices'),
      'account.move.read': result(version, 'invoices'),
    });
    const created = await odoo.client.invoices.create(order);
    expect(created).toMatchObject({ kind: 'created', already: false, name: null, total: decimal('60.39') });
    const [theirs] = told(version, 'wizard').call.args;
    const [ours] = argument(version, odoo.nth(1), ['vals_list', 0]) as object[];
    const { sale_order_ids: orders, ...rest } = z.looseObject({ sale_order_ids: z.unknown() }).parse(theirs);
    expect(ours).toEqual({ ...rest, sale_order_ids: [[6, 0, [order]]] });
    expect(orders).toEqual([[6, 0, [expect.any(Number)]]]);
    expect(odoo.nth(2).context).toMatchObject({
      active_model: 'sale.order',
      active_ids: [order],
      active_id: order,
    });
  });

  it('are refused where nothing is left, with what to do', async () => {
    const odoo = clientOf(version, {
      'sale.order.read': result(version, 'order before invoicing'),
      'sale.advance.payment.inv.create': dialogue(version, 'wizard'),
      'sale.advance.payment.inv.create_invoices': refusal(
        version,
        'invoice-and-payment',
        '  create_invoices',
      ),
    });
    expect(await odoo.client.invoices.create(order)).toMatchObject({
      kind: 'refused',
      code: 'odoo.exceptions.UserError',
      message: expect.stringMatching(/^(There is nothing|Cannot create)/),
      hint: { it: expect.stringContaining('consegnare la merce') },
    });
  });

  it('name their address in the portal as a path', async () => {
    expect(told(version, 'portal address').result).toMatch(portal);
    expect(told(version, 'portal address').call.kwargs).toMatchObject({ report_type: 'pdf', download: true });
    const odoo = clientOf(version, {
      'account.move.read': { result: [{ state: 'posted', invoice_pdf_report_file: false }] },
      'account.move.get_portal_url': result(version, 'portal address'),
    });
    // The scripted Odoo has no portal: what is asked of it is what counts.
    await expect(odoo.client.invoices.pdf(3)).rejects.toMatchObject({ side: 'odoo' });
    expect(odoo.observed.at(-1)?.endpoint).toBe(String(told(version, 'portal address').result).split('?')[0]);
    expect(named(version, odoo.nth(1), 'report_type')).toBe('pdf');
  });

  it.each([
    'https://evil.example/my/invoices/1',
    '//evil.example/x',
    '/\\evil.example/x',
    '@evil.example/x',
    'my/invoices/1',
    'https://odoo.example.com.evil.example/x',
  ])('are fetched from no address but Odoo’s own: %s', async (address) => {
    const odoo = clientOf(version, {
      'account.move.read': { result: [{ state: 'posted', invoice_pdf_report_file: false }] },
      'account.move.get_portal_url': { result: address },
    });
    await expect(odoo.client.invoices.pdf(3)).rejects.toMatchObject({ code: 'address-refused' });
    expect(odoo.observed.filter(({ method }) => method === 'GET')).toEqual([]);
  });
});

describe('a recorded refusal to post', () => {
  it('says on 16 what the electronic invoice lacks', async () => {
    const odoo = clientOf(16, {
      'account.move.read': result(16, 'invoices'),
      'account.move.action_post': refusal(16, 'deliveries', 'post'),
    });
    expect(await odoo.client.invoices.post(2)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('codice fiscale number'),
      hint: { en: expect.stringContaining('tax system') },
    });
  });

  it.each([17, 18, 19] as const)(
    'is of an invoice that is posted already on %s: it is posted then',
    async (version) => {
      const odoo = clientOf(version, {
        'account.move.read': [result(version, 'invoices'), result(version, 'invoice paid')],
        'account.move.action_post': refusal(version, 'invoice-and-payment', 'action_post again'),
      });
      expect(await odoo.client.invoices.post(3)).toMatchObject({ kind: 'posted', invoice: { paid: true } });
    },
  );
});

describe.each([17, 18, 19] as const)('a recorded payment of Odoo %s', (version) => {
  it('is made by the dialogue that was recorded', async () => {
    const [draft] = z.array(z.record(z.string(), z.unknown())).parse(told(version, 'invoices').result);
    const odoo = clientOf(version, {
      'account.move.read': { result: [{ ...draft, state: 'posted' }] },
      'account.payment.register.create': dialogue(version, 'payment wizard'),
      'account.payment.register.action_create_payments': result(version, 'pay'),
    });
    const paid = await odoo.client.invoices.registerPayment({ id: 3, journalId: 6, reference: 'POLEEPO-1' });
    expect(paid).toEqual({ kind: 'paid', already: false });
    const { call } = recorded(version, 'invoice-and-payment', 'payment wizard');
    expect(argument(version, odoo.nth(1), ['vals_list', 0])).toEqual([call.args[0]]);
    expect(odoo.nth(1).context).toMatchObject({ active_model: 'account.move', active_ids: [3] });
  });

  it('of a paid invoice is refused, which is why the invoice is read first', async () => {
    const again = refusal(version, 'invoice-and-payment', 'payment wizard again on a paid invoice');
    expect(again.fault).toBe('odoo.exceptions.UserError');
    const odoo = clientOf(version, { 'account.move.read': result(version, 'invoice paid') });
    const paid = await odoo.client.invoices.registerPayment({ id: 3, journalId: 6 });
    expect(paid).toEqual({ kind: 'paid', already: true });
  });
});
