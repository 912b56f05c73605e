import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import { bilingual, type Locale } from '../../kit/text.ts';
import { type InvoiceRow, invoiceStates } from '../../store/invoice-store.ts';
import { isErrorCode, wordsOf } from '../../tenants/error-words.ts';

const text = z.string().nullable();

const invoiceError = z.object({ code: z.string(), message: text, said: text });

export const invoiceView = z.object({
  id: z.string(),
  state: z.enum(invoiceStates),
  poleepoOrderId: z.int(),
  saleOrderId: z.int(),
  saleOrder: text,
  /** `odoo`: people made it there, and it was taken in. */
  origin: z.enum(['ponte', 'odoo']),
  /** Odoo’s account.move. */
  moveId: z.int().nullable(),
  number: text,
  /** Taxes included, as a decimal text. */
  total: text,
  currency: text,
  /** `2026-11-22` */
  issuedOn: text,
  /** What keeps it from going on: what it means and what to mend, and what Odoo itself says. */
  error: invoiceError.nullable(),
  /** When it was registered as paid. */
  paidAt: z.iso.datetime().nullable(),
  /** When its PDF came to Poleepo, and what keeps it from there. */
  offeredAt: z.iso.datetime().nullable(),
  offerError: invoiceError.nullable(),
  /** Null where a rule asked for it. */
  requestedBy: text,
  jobId: text,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const kept = z.object({
  code: z.string(),
  kind: z.string().optional(),
  side: z.string().nullish(),
  hint: bilingual.nullish().catch(null),
  said: z.string().nullish().catch(null),
});

/** An invoice as people see it. */
export function viewInvoice(row: InvoiceRow, locale: Locale): z.output<typeof invoiceView> {
  return {
    ...row,
    saleOrder: row.saleOrderName,
    error: viewError(row.error, locale),
    offerError: viewError(row.offerError, locale),
    paidAt: row.paidAt === null ? null : toIso(row.paidAt),
    offeredAt: row.offeredAt === null ? null : toIso(row.offeredAt),
    createdAt: toIso(row.createdAt),
    updatedAt: toIso(row.updatedAt),
  };
}

function viewError(error: InvoiceRow['error'], locale: Locale): z.output<typeof invoiceView>['error'] {
  const read = kept.safeParse(error);
  if (!read.success) return null;
  const { code, kind = '', side, hint, said = null } = read.data;
  if (hint != null) return { code, message: hint[locale], said };
  if (!isErrorCode(kind)) return { code, message: null, said };
  const words = wordsOf({ code: kind, side: side ?? undefined });
  return { code, message: `${words.message[locale]} ${words.hint[locale]}`, said };
}
