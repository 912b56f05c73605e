/** Countries of the European Union, by ISO code, whose VAT numbers begin with it; Greece's with `EL`. */
const union = 'AT BE BG CY CZ DE DK EE ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK';
const prefixByCountry = new Map([
  ...union.split(' ').map((code) => [code, code] as const),
  ['GR', 'EL'] as const,
]);
const countryByPrefix = new Map([...prefixByCountry].map(([country, prefix]) => [prefix, country]));

/** A VAT number as it was told, taken apart. */
export interface VatNumber {
  /** How it is written: with its prefix inside the Union, else as it came. */
  written: string;
  /** Whose it is, by its prefix or else by the address; null where neither says. */
  country: string | null;
  /** Letters and digits behind the prefix. */
  number: string;
}

/**
 * Takes a VAT number apart: blanks, dots and dashes do not matter, nor whether the country's prefix is there.
 * `country` is the ISO code of the address, if known. Says nothing of whether the number is valid. Null for what cannot be
 * one: other signs, too long, or no digit but zero, as stands in forms for "none".
 */
export function vatNumber(told: string | null, country: string | null): VatNumber | null {
  const plain = (told ?? '').toUpperCase().replaceAll(/[\s./-]/g, '');
  if (told === null || !/^[A-Z0-9]{1,20}$/.test(plain) || !/[1-9]/.test(plain)) return null;
  const [, prefix = '', rest = ''] = /^([A-Z]{2})(.+)$/.exec(plain) ?? [];
  const named = countryByPrefix.get(prefix) ?? (prefix === 'GR' ? 'GR' : undefined);
  if (named !== undefined && /\d/.test(rest)) return inUnion(named, rest);
  const [only] = country === null && /^\d{11}$/.test(plain) ? ['IT'] : [country];
  if (only != null && prefixByCountry.has(only)) return inUnion(only, plain);
  return { written: told.trim(), country, number: plain };
}

function inUnion(country: string, number: string): VatNumber {
  return { written: `${prefixByCountry.get(country) ?? ''}${number}`, country, number };
}

/** Whether both are the same number of the same country; an unknown country is no contradiction. */
export function sameVatNumber(left: VatNumber, right: VatNumber): boolean {
  const sameCountry = left.country === null || right.country === null || left.country === right.country;
  return sameCountry && left.number === right.number;
}
