import type { LabelFormat } from './couriers.ts';
import type { Shipping } from './shipping.ts';

/** One text per byte: nothing that a label or a document of the simulator holds goes beyond Latin-1. */
function latin(text: string): string {
  return Array.from(text, (character) => (character.charCodeAt(0) < 256 ? character : '?')).join('');
}

function pdfText(line: string): string {
  return latin(line).replaceAll(/[\\()]/g, (character) => `\\${character}`);
}

/** A PDF with a page for each group of lines, as a text of one character per byte. */
export function pdfOf(pages: readonly (readonly string[])[]): string {
  const contents = pages.map((lines) => {
    const shown = lines.map((line) => `(${pdfText(line)}) Tj T*`).join('\n');
    return `BT /F1 12 Tf 14 TL 20 380 Td\n${shown}\nET`;
  });
  const pageId = (index: number) => 4 + index * 2;
  const kids = pages.map((_, index) => `${pageId(index)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageId(index) + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${pdf}xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
}

function linesOf(shipping: Shipping, index: number): string[] {
  const { name, surname, company, address, postcode, city, country_iso } = shipping.delivery_address;
  return [
    shipping.carrier,
    shipping.tracking_code,
    `Collo ${index + 1} di ${shipping.parcels.length}: ${shipping.parcels[index]?.parcel_id ?? ''}`,
    shipping.reference,
    company ?? `${name} ${surname}`,
    address,
    `${postcode} ${city} ${country_iso}`,
  ];
}

function zplOf(lines: readonly string[]): string {
  const fields = lines.map((line, index) => `^FO40,${40 + index * 40}^A0N,32^FD${latin(line)}^FS`).join('\n');
  return `^XA\n${fields}\n^XZ\n`;
}

/** The label of a shipping, a page for each parcel, as a text of one character per byte. */
export function labelOf(shipping: Shipping, format: LabelFormat): string {
  const pages = shipping.parcels.map((_, index) => linesOf(shipping, index));
  return format === 'PDF' ? pdfOf(pages) : pages.map(zplOf).join('');
}

/** The bytes of a text of one character per byte. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
