import { fromUtf8 } from '../kit/encoding.ts';

/** For sheets, and for label printers. */
export const labelFormats = ['PDF', 'ZPL'] as const;
export type LabelFormat = (typeof labelFormats)[number];

/** Whether bytes begin as a PDF does. */
export function isPdf(bytes: Uint8Array): boolean {
  return fromUtf8(bytes.subarray(0, 5)) === '%PDF-';
}

const zplBegin = 4096;

/** The format that bytes are in, whatever was asked for or claimed; null where they are no label. */
export function labelFormatOf(bytes: Uint8Array): LabelFormat | null {
  if (isPdf(bytes)) return 'PDF';
  const begin = fromUtf8(bytes.subarray(0, zplBegin)).trimStart();
  return !begin.startsWith('<') && /\^XA/i.test(begin) ? 'ZPL' : null;
}
