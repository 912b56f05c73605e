import { describe, expect, test } from 'vitest';
import { documentProblems } from '../../../src/invoices/document-kind.ts';
import { documentFileName, documentNote, problemWords } from '../../../src/invoices/document-words.ts';
import { isOurs } from '../../../src/invoices/take-documents.ts';
import type { PoleepoDocumentId } from '../../../src/trade/ids.ts';

const invoice = { id: '601', type: 'INVOICE', number: 'FPR 7/26', date: '2026-06-03' };
const italian = { ending: 'pdf', locale: 'it' } as const;

describe('the name of a document’s file', () => {
  test('is its type and its number in the tenant’s language', () => {
    expect(documentFileName(invoice, italian)).toBe('fattura-FPR-7-26.pdf');
    expect(documentFileName(invoice, { ending: 'xml', locale: 'en' })).toBe('invoice-FPR-7-26.xml');
    const note = { ...invoice, type: 'credit-note' };
    expect(documentFileName(note, italian)).toBe('nota-di-credito-FPR-7-26.pdf');
  });

  test('is its date where it has no number, and its id where it has neither', () => {
    expect(documentFileName({ ...invoice, number: null }, italian)).toBe('fattura-2026-06-03.pdf');
    expect(documentFileName({ ...invoice, number: ' / ', date: null }, italian)).toBe('fattura-601.pdf');
  });

  test('keeps the word of a type that we do not know, and has one where there is none', () => {
    expect(documentFileName({ ...invoice, type: 'Bolla_DDT' }, italian)).toBe('bolla-ddt-FPR-7-26.pdf');
    expect(documentFileName({ ...invoice, type: ' ' }, italian)).toBe('documento-FPR-7-26.pdf');
    expect(documentFileName({ ...invoice, type: null }, { ...italian, locale: 'en' })).toBe(
      'document-FPR-7-26.pdf',
    );
  });

  test('leads nowhere and is of a bearable length, whatever Poleepo sends', () => {
    expect(documentFileName({ ...invoice, number: '../../Perché?\0<b>' }, italian)).toBe(
      'fattura-Perche-b.pdf',
    );
    expect(documentFileName({ ...invoice, number: 'x'.repeat(500) }, italian).length).toBeLessThan(100);
  });
});

describe('the note of a document', () => {
  test('says what it is', () => {
    expect(documentNote(invoice)).toEqual({
      it: 'Documento da Poleepo: fattura FPR 7/26 del 03/06/2026.',
      en: 'Document from Poleepo: invoice FPR 7/26 of 2026-06-03.',
    });
  });

  test('says no more than is known', () => {
    expect(documentNote({ type: null, number: null, date: null })).toEqual({
      it: 'Documento da Poleepo: documento.',
      en: 'Document from Poleepo: document.',
    });
  });
});

test.each(documentProblems)('%s has words in both languages', (problem) => {
  expect(problemWords[problem].it).toMatch(/\w+ \w+/);
  expect(problemWords[problem].en).toMatch(/\w+ \w+/);
});

describe('a document', () => {
  const id = '601' as PoleepoDocumentId;
  const none = { documentId: null, number: null };

  test('is ours by the id under which we offered it, or by our number', () => {
    expect(isOurs({ id, type: 'INVOICE', number: 'X' }, [none, { documentId: '601', number: 'F1' }])).toBe(
      true,
    );
    expect(isOurs({ id: null, type: null, number: ' f1 ' }, [{ documentId: null, number: 'F1' }])).toBe(true);
  });

  test('is not ours where nothing is known of it, or where it is a credit note of the same number', () => {
    expect(isOurs({ id: null, type: 'INVOICE', number: null }, [none])).toBe(false);
    expect(isOurs({ id: null, type: 'INVOICE', number: ' ' }, [{ documentId: null, number: '' }])).toBe(
      false,
    );
    expect(isOurs({ id, type: 'CREDIT_NOTE', number: 'F1' }, [{ documentId: null, number: 'F1' }])).toBe(
      false,
    );
    expect(isOurs({ id, type: 'INVOICE', number: 'F2' }, [{ documentId: '602', number: 'F1' }])).toBe(false);
  });
});
