/**
 * Beginnings of texts that are the only thing to tell two cases apart, each proven by a recording.
 * PostgreSQL writes them, not Odoo's translations.
 */
const conflicts = ['could not serialize access'];

/** Whether the message of a `load` answer tells of another writer of the same record. */
export function tellsOfConflict(message: string): boolean {
  return conflicts.some((start) => message.startsWith(start));
}
