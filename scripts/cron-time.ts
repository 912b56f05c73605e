const ranges = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12 },
  { from: 0, to: 6 },
] as const;

/** Whether a cron of five fields (minute, hour, day, month, day of the week from Sunday 0) fires in the minute of `at`, in UTC. */
export function isDue(expression: string, at: Date): boolean {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== ranges.length) throw new RangeError(`a cron has five fields: ${expression}`);
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return ranges.every((range, index) => valuesOf(fields[index] ?? '', range).has(now[index] ?? -1));
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
