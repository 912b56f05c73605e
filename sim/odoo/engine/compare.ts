import { type Json, type Stored, shown } from './value.ts';

/** Whether a plain value fulfils a domain's term. */
export function compare(value: Stored, operator: string, wanted: Json): boolean {
  switch (operator) {
    case '=':
      return Array.isArray(wanted) ? wanted.some((one) => same(value, one)) : same(value, wanted);
    case '!=':
      return !compare(value, '=', wanted);
    case '=?':
      return empty(wanted) || same(value, wanted);
    case 'in':
      return Array.isArray(wanted) ? wanted.some((one) => same(value, one)) : same(value, wanted);
    case 'not in':
      return !compare(value, 'in', wanted);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return ordered(value, operator, wanted);
    case 'like':
    case 'ilike':
    case '=like':
    case '=ilike':
      return like(value, operator, wanted);
    case 'not like':
    case 'not ilike':
      return !like(value, operator.slice(4), wanted);
    default:
      return false;
  }
}

const empty = (value: Json) => value === false || value === null;

function same(value: Stored, wanted: Json): boolean {
  if (empty(wanted)) return value === null || value === false;
  return value === wanted;
}

function ordered(value: Stored, operator: string, wanted: Json): boolean {
  if (value === null || typeof value !== typeof wanted) return false;
  if (typeof value === 'number' && typeof wanted === 'number') {
    return decide(value - wanted, operator);
  }
  const left = String(value);
  const right = shown(wanted);
  return decide(left === right ? 0 : left < right ? -1 : 1, operator);
}

function decide(difference: number, operator: string): boolean {
  if (operator === '<') return difference < 0;
  if (operator === '>') return difference > 0;
  return operator === '<=' ? difference <= 0 : difference >= 0;
}

function like(value: Stored, operator: string, wanted: Json): boolean {
  if (typeof value !== 'string' || typeof wanted !== 'string') return false;
  const pattern = operator.startsWith('=') ? wanted : `%${wanted}%`;
  const insensitive = operator.endsWith('ilike');
  if (last.pattern !== pattern || last.insensitive !== insensitive)
    last = { pattern, insensitive, shape: likePattern(pattern, insensitive) };
  return last.shape.test(value);
}

/** `%` and `_` stand for any text and any character, unless a backslash makes them themselves. */
/** A search asks every row for the same pattern. */
let last = { pattern: '', insensitive: false, shape: likePattern('', false) };

function likePattern(pattern: string, insensitive: boolean): RegExp {
  const source = pattern.replaceAll(/\\([\s\S])|[\s\S]/gu, (character, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped);
    if (character === '%') return '.*';
    return character === '_' ? '.' : literal(character);
  });
  return new RegExp(`^${source}$`, insensitive ? 'isu' : 'su');
}

function literal(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/]/, String.raw`\$&`);
}
