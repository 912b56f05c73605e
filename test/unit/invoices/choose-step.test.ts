import { describe, expect, test } from 'vitest';
import { chooseStep, type InvoiceQuestion, odooLimit } from '../../../src/invoices/choose-step.ts';
import type { OrderInvoice } from '../../../src/odoo/invoice.ts';
import { decimal } from '../../../src/trade/money.ts';

const now = 1_000_000_000;

const invoice = (id: number, given: Partial<OrderInvoice> = {}): OrderInvoice => ({
  id,
  number: null,
  kind: 'invoice',
  state: 'draft',
  date: null,
  total: decimal('10'),
  residual: decimal('10'),
  currency: 'EUR',
  paid: false,
  ...given,
});

interface Given {
  toInvoice?: boolean;
  invoices?: OrderInvoice[];
  asked?: InvoiceQuestion['row']['asked'];
  requestedBy?: string | null;
  known?: number[];
  partialDeliveries?: boolean;
}

function chosen({ toInvoice = true, invoices = [], known = [], ...given }: Given) {
  const { asked = null, requestedBy = 'Anna', partialDeliveries = false } = given;
  return chooseStep({
    row: { asked, requestedBy },
    standing: { state: 'sale', toInvoice, invoices },
    known: new Set(known),
    partialDeliveries,
    now,
  });
}

const askedAt = (at: number, ...before: number[]) => ({ create: { at, before } });

describe('an order that nothing was asked for yet', () => {
  test('is invoiced where Odoo has something to invoice', () => {
    expect(chosen({})).toEqual({ kind: 'create' });
    expect(chosen({ invoices: [invoice(3)] })).toEqual({ kind: 'create' });
  });

  test('has nothing to be done where Odoo has nothing to invoice, or only what is known, cancelled or credited', () => {
    expect(chosen({ toInvoice: false })).toEqual({ kind: 'nothing' });
    const invoices = [invoice(3), invoice(4, { state: 'cancel' }), invoice(5, { kind: 'credit-note' })];
    expect(chosen({ toInvoice: false, invoices, known: [3] })).toEqual({ kind: 'nothing' });
  });

  test('takes in the newest that people made', () => {
    const invoices = [invoice(3), invoice(4, { state: 'posted' })];
    expect(chosen({ toInvoice: false, invoices })).toEqual({
      kind: 'take',
      invoice: invoices[1],
      origin: 'odoo',
    });
  });
});

describe('an order whose invoice was asked for and not heard of', () => {
  test('takes what came of it for ours', () => {
    const invoices = [invoice(3), invoice(4)];
    const asked = askedAt(now - 1, 3);
    for (const toInvoice of [true, false])
      expect(chosen({ toInvoice, invoices, asked })).toEqual({
        kind: 'take',
        invoice: invoices[1],
        origin: 'ponte',
      });
  });

  test('does not take an earlier one of people’s for ours', () => {
    const asked = askedAt(now - odooLimit, 3);
    expect(chosen({ invoices: [invoice(3)], asked })).toEqual({ kind: 'create' });
    expect(chosen({ toInvoice: false, invoices: [invoice(3)], asked })).toMatchObject({ origin: 'odoo' });
  });

  test('is asked for again only once Odoo must have given it up', () => {
    expect(chosen({ asked: askedAt(now - odooLimit + 1) })).toEqual({ kind: 'wait' });
    expect(chosen({ asked: askedAt(now - odooLimit) })).toEqual({ kind: 'create' });
  });

  test('is not waited for where Odoo has nothing left to invoice', () => {
    expect(chosen({ toInvoice: false, asked: askedAt(now) })).toEqual({ kind: 'nothing' });
  });
});

describe('a rule', () => {
  const rule = { requestedBy: null };

  test('invoices what nobody has invoiced', () => {
    expect(chosen(rule)).toEqual({ kind: 'create' });
  });

  test('leaves what people have begun to invoice, or have credited, to people', () => {
    const left = { kind: 'left-to-people' };
    expect(chosen({ ...rule, invoices: [invoice(3)] })).toEqual(left);
    expect(chosen({ ...rule, invoices: [invoice(3)], partialDeliveries: true })).toEqual(left);
    const credited = [invoice(3), invoice(4, { kind: 'credit-note' })];
    expect(chosen({ ...rule, invoices: credited, known: [3, 4], partialDeliveries: true })).toEqual(left);
  });

  test('invoices a further delivery where parts are invoiced, and else leaves it', () => {
    const ours = { ...rule, invoices: [invoice(3, { state: 'posted' })], known: [3] };
    expect(chosen({ ...ours, partialDeliveries: true })).toEqual({ kind: 'create' });
    expect(chosen(ours)).toEqual({ kind: 'left-to-people' });
  });

  test('is no hindrance to a person', () => {
    const credited = [invoice(3), invoice(4, { kind: 'credit-note' })];
    expect(chosen({ invoices: credited, known: [3] })).toEqual({ kind: 'create' });
  });
});
