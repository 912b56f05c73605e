/** A count of a report's summary so far. */
export function countIn(summary: Record<string, unknown>, name: string): number {
  const value = summary[name];
  return typeof value === 'number' ? value : 0;
}
