import { describe, expect, it } from 'vitest';
import { orderSheet } from '../../../src/odoo/order-sheet.ts';
import { dialectOf } from '../../../src/odoo/versions.ts';
import type { CompanyId, TaxId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { orderDraft } from './support/drafts.ts';

const options = { companyId: 3 as CompanyId, dialect: dialectOf(18), markDelivery: true };

function cell(sheet: ReturnType<typeof orderSheet>, column: string): (string | undefined)[] {
  const at = sheet.columns.indexOf(column);
  return sheet.rows.map((row) => (at < 0 ? undefined : row[at]));
}

describe('the sheet of an order', () => {
  it('keys the order and every line', () => {
    const sheet = orderSheet(orderDraft(), options);
    expect(cell(sheet, 'id')).toEqual(['ponte.order_t1_918273', '', '']);
    expect(cell(sheet, 'order_line/id')).toEqual(['ponte.line_t1_1', 'ponte.line_t1_2', 'ponte.line_t1_3']);
  });

  it('names the company, so that no version puts it elsewhere', () => {
    expect(cell(orderSheet(orderDraft(), options), 'company_id/.id')).toEqual(['3', '', '']);
  });

  it('ships to an address by its key, and bills the customer where no address is given', () => {
    const sheet = orderSheet(orderDraft(), options);
    expect(cell(sheet, 'partner_shipping_id/id')[0]).toBe('ponte.address_t1_55_d');
    expect(cell(sheet, 'partner_invoice_id/.id')[0]).toBe('48');
    expect(sheet.columns).not.toContain('partner_invoice_id/id');
  });

  it('keeps the order of the lines', () => {
    expect(cell(orderSheet(orderDraft(), options), 'order_line/sequence')).toEqual(['10', '20', '30']);
  });

  it('writes amounts exactly and without exponents', () => {
    const exact = { quantity: decimal('1e21'), unitPrice: decimal('0.0000001') };
    const lines = orderDraft().lines.map((line) => ({ ...line, ...exact }));
    const sheet = orderSheet(orderDraft({ lines }), options);
    expect(cell(sheet, 'order_line/product_uom_qty')[0]).toBe('1000000000000000000000');
    expect(cell(sheet, 'order_line/price_unit')[0]).toBe('0.0000001');
  });

  it('marks the shipping line only where that is known to Odoo', () => {
    expect(cell(orderSheet(orderDraft(), options), 'order_line/is_delivery')).toEqual(['0', '0', '1']);
    const without = orderSheet(orderDraft(), { ...options, markDelivery: false });
    expect(without.columns).not.toContain('order_line/is_delivery');
  });

  it('gives a line several taxes', () => {
    const lines = orderDraft().lines.map((line) => ({ ...line, taxIds: [94 as TaxId, 95 as TaxId] }));
    expect(cell(orderSheet(orderDraft({ lines }), options), 'order_line/tax_id/.id')[0]).toBe('94,95');
  });

  it('says that a line has no taxes, so that Odoo adds none of its own', () => {
    const lines = orderDraft().lines.map((line) => ({ ...line, taxIds: [] }));
    expect(cell(orderSheet(orderDraft({ lines }), options), 'order_line/tax_id/.id')).toEqual(['', '', '']);
  });

  it('says nothing of taxes that are left to Odoo', () => {
    const lines = orderDraft().lines.map((line) => ({ ...line, taxIds: null }));
    const { columns } = orderSheet(orderDraft({ lines }), options);
    expect(columns.some((column) => column.startsWith('order_line/tax_id'))).toBe(false);
  });

  it('names warehouse, team, payment term, price list and source only where they are chosen', () => {
    const fields = ['warehouse', 'team', 'payment_term', 'pricelist', 'source'].map((one) => `${one}_id/.id`);
    const { columns } = orderSheet(orderDraft(), options);
    expect(columns.filter((column) => fields.includes(column))).toEqual([]);
    const chosen = { warehouseId: 1, teamId: 2, paymentTermId: 3, pricelistId: 4, sourceId: 5 };
    const sheet = orderSheet(orderDraft(chosen), options);
    expect(fields.map((column) => cell(sheet, column)[0])).toEqual(['1', '2', '3', '4', '5']);
  });

  it('calls the taxes of a line by the name of the version', () => {
    expect(orderSheet(orderDraft(), { ...options, dialect: dialectOf(19) }).columns).toContain(
      'order_line/tax_ids/.id',
    );
  });

  it("escapes the buyer's note", () => {
    const sheet = orderSheet(orderDraft({ note: 'Ring <twice>' }), options);
    expect(cell(sheet, 'note')[0]).toBe('<p>Ring &lt;twice&gt;</p>');
  });

  it('never loads the salesperson', () => {
    expect(orderSheet(orderDraft(), options).columns.some((column) => column.startsWith('user_id'))).toBe(
      false,
    );
  });

  it.each(['order 1', 'order.1', '', 'ordine/1', 'è'])(
    'refuses the key %j, which Odoo would not take',
    (key) => {
      expect(() => orderSheet(orderDraft({ key }), options)).toThrow(
        expect.objectContaining({ code: 'invalid' }) as Error,
      );
    },
  );
});
