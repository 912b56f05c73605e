import { day, minute } from './clock.ts';

const ranges = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12 },
  { from: 0, to: 6 },
] as const;

/** Whether a cron of five fields (minute, hour, day, month, day of the week from Sunday 0) fires in the minute of `at` (ms), in UTC. */
export function isDue(expression: string, at: number): boolean {
  return matches(fieldsOf(expression), at);
}

/** The first minute after that of `at` (ms) in which a cron fires, in ms; null where it fires on no day of the next four years. */
export function nextDue(expression: string, at: number): number | null {
  const fields = fieldsOf(expression);
  let next = (Math.floor(at / minute) + 1) * minute;
  for (const end = next + 4 * 366 * day; next < end; next += minute) {
    if (matches(fields, next)) return next;
    if (!dayMatches(fields, next)) next = Math.floor(next / day) * day + day - minute;
  }
  return null;
}

type Fields = readonly Set<number>[];

function fieldsOf(expression: string): Fields {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== ranges.length) throw new RangeError(`a cron has five fields: ${expression}`);
  return ranges.map((range, index) => valuesOf(fields[index] ?? '', range));
}

function matches(fields: Fields, ms: number): boolean {
  const at = new Date(ms);
  return (
    fields[0]?.has(at.getUTCMinutes()) === true &&
    fields[1]?.has(at.getUTCHours()) === true &&
    dayMatches(fields, ms)
  );
}

function dayMatches(fields: Fields, ms: number): boolean {
  const at = new Date(ms);
  const now = [at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return now.every((value, index) => fields[index + 2]?.has(value));
}

/** A field: `*`, `7`, `1-5`, either of the last two or `*` in steps (`/10`), or several of them with commas. */
function valuesOf(field: string, { from, to }: { from: number; to: number }): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) throw new RangeError(`a field of a cron that cannot be read: ${field}`);
    const [, first, last, step] = match;
    const low = Number(first ?? from);
    const high = Number(last ?? (first === undefined || step !== undefined ? to : first));
    if (low < from || high > to || low > high)
      throw new RangeError(`a field of a cron out of range: ${field}`);
    if (Number(step ?? 1) === 0) throw new RangeError(`a step of nothing: ${field}`);
    for (let value = low; value <= high; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}
