import type { OdooVersion } from '../engine/value.ts';

const shapes: Record<string, { shape: RegExp; example: string }> = {
  AT: { shape: /^U\d{8}$/, example: 'ATU12345675' },
  BE: { shape: /^[01]\d{9}$/, example: 'BE0477472701' },
  DE: { shape: /^\d{9}$/, example: 'DE123456788' },
  ES: { shape: /^[A-Z0-9]\d{7}[A-Z0-9]$/, example: 'ES12345674A' },
  FR: { shape: /^[A-Z0-9]{2}\d{9}$/, example: 'FR23334175221' },
  IT: { shape: /^\d{11}$/, example: 'IT12345670017' },
  NL: { shape: /^\d{9}B\d{2}$/, example: 'NL123456782B90' },
};

/**
 * The complaint about a VAT number, or undefined when it may stand.
 * Checked as far as the shape goes, and the check digit for Italy.
 */
export function vatComplaint(
  version: OdooVersion,
  what: { vat: string; country: string; partner: string },
): string | undefined {
  const rule = shapes[what.country];
  if (rule === undefined || what.vat.length <= 1) return undefined;
  const vat = what.vat.toUpperCase().replaceAll(/[\s.-]/g, '');
  const number = vat.startsWith(what.country) ? vat.slice(2) : vat;
  if (rule.shape.test(number) && (what.country !== 'IT' || luhn(number))) return undefined;
  const shown = version >= 19 ? number : what.vat;
  const gap = version >= 19 ? '  ' : ' ';
  return `\nThe VAT number [${shown}] for partner [${what.partner}] does not seem to be valid.${gap}\nNote: the expected format is ${rule.example}`;
}

export function luhn(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
