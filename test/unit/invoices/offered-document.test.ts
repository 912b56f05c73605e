import { describe, expect, test } from 'vitest';
import { documentOfInvoice } from '../../../src/invoices/offered-document.ts';
import { inOfferWords } from '../../../src/invoices/offer-refusals.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import type { PoleepoDocument } from '../../../src/poleepo/documents.ts';

const document = (told: Partial<PoleepoDocument>): PoleepoDocument => ({
  id: null,
  type: 'INVOICE',
  number: null,
  date: null,
  format: 'PDF',
  bytes: null,
  ...told,
});

describe('the document of an invoice', () => {
  test.each([
    ['INV/2026/00001', 'INVOICE'],
    [' inv/2026/00001 ', 'INVOICE'],
    ['INV/2026/00001', null],
    ['INV/2026/00001', 'RECEIPT'],
  ])('is one of its number, as people may have written it: %j, %j', (number, type) => {
    const its = document({ number, type });
    expect(documentOfInvoice([document({ number: 'other' }), its], 'INV/2026/00001')).toBe(its);
  });

  test.each([
    document({ number: 'INV/2026/000011' }),
    document({ number: null }),
    document({ number: '' }),
    document({ number: 'INV/2026/00001', type: 'CREDIT_NOTE' }),
  ])('is none of another number, and no credit note: %j', (other) => {
    expect(documentOfInvoice([other], 'INV/2026/00001')).toBeNull();
  });
});

describe('an error of an offer', () => {
  const thrownBy = (error: unknown): unknown => {
    try {
      inOfferWords(error);
    } catch (thrown) {
      return thrown;
    }
    throw new Error('nothing was thrown');
  };

  test('that Poleepo does not find the order says what to do', () => {
    const told = thrownBy(new SyncError('404', { code: 'not-found', side: 'poleepo' }));
    expect(told).toMatchObject({
      code: 'not-found',
      advice: 'give-up',
      mayHaveHappened: false,
      vendorCode: 'order-gone-at-poleepo',
      hint: { it: expect.stringContaining('riprovare'), en: expect.stringContaining('try again') },
    });
  });

  test('of any other kind stays as it is', () => {
    const others = [
      new SyncError('gone', { code: 'not-found', side: 'odoo' }),
      new SyncError('no', { code: 'refused', side: 'poleepo' }),
      new Error('a defect'),
    ];
    for (const error of others) expect(thrownBy(error)).toBe(error);
  });
});
