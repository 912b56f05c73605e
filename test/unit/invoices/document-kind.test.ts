import { describe, expect, test } from 'vitest';
import { documentKindOf } from '../../../src/invoices/document-kind.ts';
import { utf8 } from '../../../src/kit/encoding.ts';

/** One byte for each character. */
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('the kind of a document', () => {
  test.each([
    ['%PDF-1.7\n', 'application/pdf', 'pdf'],
    ['\xff\xd8\xff\xe0', 'image/jpeg', 'jpg'],
    ['\x89PNG\r\n\x1a\n', 'image/png', 'png'],
    ['GIF89a', 'image/gif', 'gif'],
    ['II*\0', 'image/tiff', 'tif'],
    ['MM\0*', 'image/tiff', 'tif'],
    ['PK\x03\x04', 'application/zip', 'zip'],
    ['<?xml version="1.0"?><a/>', 'application/xml', 'xml'],
    ['\xef\xbb\xbf\n<p:FatturaElettronica/>', 'application/xml', 'xml'],
    ['0\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02', 'application/pkcs7-mime', 'p7m'],
  ])('that begins with %j is %s, even where Poleepo says PDF', (begin, mimetype, ending) => {
    for (const format of ['PDF', null, 'XML'])
      expect(documentKindOf(bytes(begin), format)).toEqual({ mimetype, ending });
  });

  test.each(['Riprova più tardi', 'aGVsbG8', '\x01\x02\x03'])(
    'that is none where Poleepo says PDF and sends %j',
    (content) => {
      expect(documentKindOf(utf8(content), ' pdf ')).toBeNull();
    },
  );

  test('of a text is that of a text, where it is said to be none else', () => {
    expect(documentKindOf(utf8('Scontrino n. 5: 12 €'), null)).toMatchObject({ mimetype: 'text/plain' });
    expect(documentKindOf(utf8('a;b'), 'CSV')).toMatchObject({ mimetype: 'text/csv', ending: 'csv' });
  });

  test('of what is neither known nor a text is that of bytes', () => {
    for (const content of ['\x00\x01\x02', '\xff\xfe\xfa', '0 and no signature\x00'])
      expect(documentKindOf(bytes(content), 'EDI')).toEqual({
        mimetype: 'application/octet-stream',
        ending: 'bin',
      });
  });

  test('of a text that is cut in the middle of a letter is still that of a text', () => {
    expect(documentKindOf(utf8(`${'a'.repeat(1023)}è e altro`), null)?.ending).toBe('txt');
  });

  test('of a page for people is none, unless it was said to be one', () => {
    for (const page of ['<!DOCTYPE html><title>Accedi</title>', ' <html>', '<!doctype  HTML>']) {
      expect(documentKindOf(utf8(page), 'PDF')).toBeNull();
      expect(documentKindOf(utf8(page), null)).toBeNull();
      expect(documentKindOf(utf8(page), 'html')).toEqual({ mimetype: 'text/html', ending: 'html' });
    }
  });
});
