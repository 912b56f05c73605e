/** What the job of a history import is about: `history:hist_...`. */
export function historySubject(id: string): string {
  return `history:${id}`;
}

/** The history import that a subject names, or null where it names something else. */
export function historyOfSubject(subject: string): string | null {
  return /^history:(hist_[0-9a-f]{32})$/.exec(subject)?.[1] ?? null;
}
