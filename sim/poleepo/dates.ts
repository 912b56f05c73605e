const wholeSecondsUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** A moment (milliseconds) as Poleepo writes it: RFC 3339, UTC, whole seconds. */
export function apiTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/**
 * Keeps what was updated after a moment. Only `2026-06-03T10:15:00Z` is understood; fractions of a second, an
 * offset or any other form break the filter. Of the ways in which it may break, this one lists nothing, the
 * worse for a client: orders are missed and no error says so. The comparison is strict (assumed): what shares
 * the second of the cursor is not listed.
 */
export function updatedAfter<T extends { update_date: string }>(
  items: readonly T[],
  moment: string | undefined,
): T[] {
  if (moment === undefined) return [...items];
  const from = wholeSecondsUtc.test(moment) ? Date.parse(moment) : Number.NaN;
  return items.filter((item) => Date.parse(item.update_date) > from);
}
