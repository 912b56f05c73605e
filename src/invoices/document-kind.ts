import { fromUtf8 } from '../kit/encoding.ts';

/** What a document's bytes are: how Odoo is to take them, and how the file's name ends. */
export interface DocumentKind {
  mimetype: string;
  ending: string;
}

/** Why a document that Poleepo has cannot be put into an order. */
export const documentProblems = ['no-content', 'not-a-document', 'too-large', 'refused-by-odoo'] as const;
export type DocumentProblem = (typeof documentProblems)[number];

const marks: readonly (readonly [mark: string, mimetype: string, ending: string])[] = [
  ['%PDF-', 'application/pdf', 'pdf'],
  ['\xff\xd8\xff', 'image/jpeg', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'image/png', 'png'],
  ['GIF8', 'image/gif', 'gif'],
  ['II*\0', 'image/tiff', 'tif'],
  ['MM\0*', 'image/tiff', 'tif'],
  ['PK\x03\x04', 'application/zip', 'zip'],
];

/** Of what is signed, in its first bytes: an Italian electronic invoice comes so. */
const signed = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02';
const begin = 1024;

/**
 * What bytes are, whatever `format` calls them; null where they are no document: nothing that is known although Poleepo
 * says PDF, or a page for people that stands in a document's place.
 */
export function documentKindOf(bytes: Uint8Array, format: string | null): DocumentKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, begin));
  const known = marks.find(([mark]) => head.startsWith(mark));
  if (known !== undefined) return { mimetype: known[1], ending: known[2] };
  if (head.startsWith('0') && head.slice(0, 40).includes(signed))
    return { mimetype: 'application/pkcs7-mime', ending: 'p7m' };
  const said = format?.trim().toUpperCase() ?? null;
  const text = textOf(bytes);
  if (text !== null && /^<(!doctype\s+html|html)/i.test(text))
    return said === 'HTML' ? { mimetype: 'text/html', ending: 'html' } : null;
  if (text !== null && /^<[?a-z_]/i.test(text)) return { mimetype: 'application/xml', ending: 'xml' };
  if (said === 'PDF') return null;
  if (text === null) return { mimetype: 'application/octet-stream', ending: 'bin' };
  return said === 'CSV' ? { mimetype: 'text/csv', ending: 'csv' } : { mimetype: 'text/plain', ending: 'txt' };
}

/** The first of a text, without what stands before its first character; null where the bytes are no text. */
function textOf(bytes: Uint8Array): string | null {
  const read = fromUtf8(bytes.subarray(0, begin));
  const text = bytes.byteLength > begin ? read.replace(/\uFFFD{1,3}$/, '') : read;
  const isText = !text.includes('\uFFFD') && !Array.from(text).some((letter) => letter < '\t');
  return isText ? text.replace(/^\uFEFF/, '').trimStart() : null;
}
