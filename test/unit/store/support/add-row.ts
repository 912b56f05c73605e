import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** Adds a row; what must not be null and is not given is 0 or an empty JSON object. */
export function addRow(sqlite: DatabaseSync, table: string, given: Record<string, SQLInputValue>): void {
  const columns = sqlite
    .prepare(`SELECT name, type FROM pragma_table_info('${table}') WHERE "notnull"`)
    .all();
  const defaults = columns.map(({ name, type }) => [
    String(name),
    String(type).toUpperCase() === 'INTEGER' ? 0 : '{}',
  ]);
  const row: Record<string, SQLInputValue> = { ...Object.fromEntries(defaults), ...given };
  const names = Object.keys(row);
  sqlite
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(row));
}
