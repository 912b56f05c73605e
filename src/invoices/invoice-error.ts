import type { ErrorCode, SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';

/** Why an invoice does not go on, as its row keeps it. A type, since a column of JSON takes no interface. */
export type InvoiceError = {
  /** One word for programs: ours, or Odoo's own. */
  code: string;
  /** What kind of error it is, where it is one. */
  kind?: ErrorCode;
  side?: string | null;
  /** What it means and what to do about it; null where its kind says it all. */
  hint: Bilingual | null;
  /** In Odoo's own words. */
  said?: string;
};

export function errorOf({ code, vendorCode, hint, side }: SyncError): InvoiceError {
  return { code: vendorCode ?? code, kind: code, side: side ?? null, hint: hint ?? null };
}
