import { z } from 'zod';
import { fromIso, toIsoSeconds } from '../kit/clock.ts';
import type { CompanyId, PartnerId, ProductId, SaleOrderId, TaxId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { parseDecimal } from '../trade/money.ts';

/** Odoo's way of writing values in JSON: `false` stands for an empty one of any type but boolean. */

const id = z.number().int().positive();

export const recordId = id;
export const productId = id.transform((value) => value as ProductId);
export const partnerId = id.transform((value) => value as PartnerId);
export const taxId = id.transform((value) => value as TaxId);
export const saleOrderId = id.transform((value) => value as SaleOrderId);
export const companyId = id.transform((value) => value as CompanyId);

/** A text, null where Odoo has none. */
export const text = z
  .union([z.string(), z.literal(false)])
  .transform((value) => (value === false ? null : value));

/** A text that Odoo requires. */
export const requiredText = z.string();

const link = z.union([z.tuple([id, z.unknown()]), z.literal(false)]);

/** The id behind a many2one, null where it is empty. */
export const many2one = link.transform((value) => (value === false ? null : value[0]));

export const companyLink = link.transform((value) => (value === false ? null : (value[0] as CompanyId)));

/** The code of the currency behind a many2one, which Odoo shows it by; null where it is empty. */
export const currencyCode = z
  .union([z.tuple([id, z.string()]), z.literal(false)])
  .transform((value) => (value === false ? null : value[1].toUpperCase()));

/** The code of the currency behind a many2one that Odoo requires. */
export const requiredCurrencyCode = z.tuple([id, z.string()]).transform(([, code]) => code.toUpperCase());

/** The id behind a many2one that Odoo requires. */
export const requiredMany2one = z.tuple([id, z.unknown()]).transform(([first]) => first);

/** A float as the exact decimal that it was meant to be. */
export const amount = z.number().transform((value, check): Decimal => {
  const exact = parseDecimal(value);
  if (exact !== null) return exact;
  check.addIssue({ code: 'custom', message: 'not a finite number' });
  return z.NEVER;
});

/** `YYYY-MM-DD HH:MM:SS` in UTC as milliseconds, null where Odoo has none. */
export const instant = z.union([z.string(), z.literal(false)]).transform((value, check): number | null => {
  if (value === false) return null;
  const ms = fromIso(`${value.replace(' ', 'T')}Z`);
  if (ms === null) check.addIssue({ code: 'custom', message: 'not a date and time' });
  return ms;
});

/** How Odoo wants an instant: `YYYY-MM-DD HH:MM:SS`, UTC. */
export function odooInstant(ms: number): string {
  return toIsoSeconds(ms).slice(0, 19).replace('T', ' ');
}

/** How Odoo wants a day: `YYYY-MM-DD`. */
export function odooDate(ms: number): string {
  return toIsoSeconds(ms).slice(0, 10);
}

/** The text of a field that Odoo keeps as HTML: without tags, blanks drawn together. */
export function plainText(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&(?:quot|#34);/g, '"')
    .replaceAll(/&(?:apos|#39);/g, "'")
    .replaceAll('&amp;', '&');
  return blanksDrawnTogether(text);
}

export function blanksDrawnTogether(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Plain text for a field that Odoo keeps as HTML. */
export function htmlText(plain: string): string {
  const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll(/\r?\n/g, '<br/>')}</p>`;
}
