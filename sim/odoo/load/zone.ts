/** A wall time in a zone, as UTC; undefined when it is no time at all. */
export function fromZone(wall: string, zone: string): string | undefined {
  const guess = Date.parse(`${wall.replace(' ', 'T')}Z`);
  if (Number.isNaN(guess)) return undefined;
  const first = guess - offset(guess, zone);
  const exact = guess - offset(first, zone);
  return new Date(exact).toISOString().slice(0, 19).replace('T', ' ');
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offset(moment: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.trunc(moment / 1000) * 1000;
}
