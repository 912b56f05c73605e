import { z } from 'zod';
import { fromIso } from '../kit/clock.ts';
import type { Decimal } from '../trade/money.ts';
import { parseDecimal } from '../trade/money.ts';

/** Readers of single members of Poleepo's answers: tolerant in the form, never guessing at what was meant. */

function reader<T>(problem: string, read: (value: unknown) => T | undefined) {
  return z
    .unknown()
    .optional()
    .transform((value, context): T => {
      const understood = read(value);
      if (understood !== undefined) return understood;
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && trimmed(value) === '');
}

function optional<T>(read: (value: unknown) => T | undefined) {
  return (value: unknown) => (isAbsent(value) ? null : read(value));
}

/** PostgreSQL, and so Odoo, cannot keep the character 0 in a text. */
function trimmed(value: string): string {
  return value.replaceAll('\0', '').trim();
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return trimmed(value);
  return typeof value === 'number' ? String(value) : undefined;
}

function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,16}$/.test(value.trim()) ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

// Beyond 10^12, or finer than 10^-12, it is no amount of a shop, and writing it out could fill the memory.
const largestExponent = 12;

function decimalOf(value: unknown): Decimal | undefined {
  const short = typeof value === 'number' || (typeof value === 'string' && value.length <= 40);
  const parsed = short ? parseDecimal(value) : null;
  return parsed !== null && Math.abs(parsed.e) <= largestExponent ? parsed : undefined;
}

const flags = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
  ['true', true],
  ['false', false],
]);

function flagOf(value: unknown): boolean | undefined {
  return flags.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}

function instantOf(value: unknown): number | undefined {
  return typeof value === 'string' ? (fromIso(value.trim()) ?? undefined) : undefined;
}

/** Trimmed and without the character 0; null where it is missing or blank. */
export const text = reader('is no text', optional(textOf));

/** A positive whole number, also as a text. */
export const id = reader('is no id', idOf);

/** As `id`; null where it is missing, blank or 0. */
export const optionalId = reader(
  'is no id',
  optional((value) => (value === 0 || value === '0' ? null : idOf(value))),
);

/** An exact decimal out of a number or a text with a decimal point. */
export const number = reader('is no number', decimalOf);

/** As `number`; null where it is missing or blank. */
export const optionalNumber = reader('is no number', optional(decimalOf));

/** `true`, `false`, 1, 0, also as texts; null where it is missing or blank. */
export const flag = reader('is neither true nor false', optional(flagOf));

/** Milliseconds of an RFC 3339 text; null where it is missing or blank. A time without zone is not understood. */
export const instant = reader('is no time with a zone', optional(instantOf));

/** Something with an id and a name: the object, the id alone (`IN_PROCESS`) or the name alone (`In lavorazione`). */
export const named = z.preprocess(
  (value) => {
    if (isAbsent(value)) return {};
    if (typeof value !== 'string') return value;
    return /^[A-Z0-9_]+$/.test(value.trim()) ? { id: value } : { name: value };
  },
  z.object({ id: text, name: text }),
);

/** A list; empty where it is missing. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}
