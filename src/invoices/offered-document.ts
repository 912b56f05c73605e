import type { PoleepoDocument } from '../poleepo/documents.ts';

/** The document of an order that has an invoice's number, whoever put it there; null where there is none. */
export function documentOfInvoice(
  documents: readonly PoleepoDocument[],
  number: string,
): PoleepoDocument | null {
  return documents.find((one) => one.type !== 'CREDIT_NOTE' && plain(one.number) === plain(number)) ?? null;
}

const plain = (number: string | null) => number?.trim().toLowerCase() ?? '';
