/** A page of a list, as it was asked for and as it came. */
export interface Page {
  offset: number;
  max: number;
  /** How many records came. */
  count: number;
  /** Of the whole list, where Poleepo says it. */
  total: number | null;
}

export const largestPage = 100; // confirmed

/** The offset of the page behind this one; null where this one is the last. */
export function nextOffset({ offset, max, count, total }: Page): number | null {
  const end = offset + count;
  // confirmed: a short page is the last one, unless the server cuts pages shorter than asked and `total` says so
  const isLast = count === 0 || (count < max && end >= (total ?? 0));
  return isLast ? null : end;
}
