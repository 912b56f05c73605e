/** What the job of a report on both catalogues is about: `report:rep_...`. */
export function reportSubject(id: string): string {
  return `report:${id}`;
}

/** The report that a subject names, or null where it names something else. */
export function reportOfSubject(subject: string): string | null {
  return /^report:(rep_[0-9a-f]{32})$/.exec(subject)?.[1] ?? null;
}
