import { z } from 'zod';
import type { Session } from './session.ts';
import type { Cells } from './sheet.ts';

/** Where Odoo's Italian electronic invoicing keeps what it needs of a customer; the module may be missing. */
const fieldNames = {
  taxCode: 'l10n_it_codice_fiscale',
  pec: 'l10n_it_pec_email',
  recipientCode: 'l10n_it_pa_index',
} as const;

/** Codice fiscale, certified e-mail (PEC), and the code of the recipient (codice destinatario). */
export type FiscalCode = keyof typeof fieldNames;

export const fiscalCodeNames = Object.keys(fieldNames) as FiscalCode[];

export type FiscalCodes = Record<FiscalCode, string | null>;

export const taxCodeField = fieldNames.taxCode;

const described = z.record(z.string(), z.unknown());

/** Which of these codes this Odoo has a field for. One call; meant to be kept. */
export async function fiscalFields(session: Session): Promise<ReadonlySet<FiscalCode>> {
  const args = { allfields: Object.values(fieldNames) };
  const call = { model: 'res.partner', method: 'fields_get', args, kwargs: { attributes: ['type'] } };
  const known = await session.ask(call, described);
  return new Set(fiscalCodeNames.filter((code) => Object.hasOwn(known, fieldNames[code])));
}

export function fiscalCells(codes: FiscalCodes): Cells {
  return Object.fromEntries(fiscalCodeNames.map((code) => [fieldNames[code], codes[code]]));
}

const labels = {
  vat: 'Partita IVA / VAT',
  taxCode: 'Codice fiscale',
  pec: 'PEC',
  recipientCode: 'Codice destinatario',
} as const satisfies Record<FiscalCode | 'vat', string>;

/** What could not be written into a field, a line each, for the comment; null where that is nothing. */
export function fiscalNote(values: Partial<Record<keyof typeof labels, string | null>>): string | null {
  const lines = (Object.keys(labels) as (keyof typeof labels)[]).flatMap((name) => {
    const value = values[name] ?? null;
    return value === null ? [] : [`${labels[name]}: ${value}`];
  });
  return lines.length === 0 ? null : lines.join('\n');
}
