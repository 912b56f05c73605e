import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

type Cell = [name: string, value: SQLInputValue];

/** By table, since all databases are laid out by the same migrations. */
const known = new Map<string, Cell[]>();

function emptyCells(sqlite: DatabaseSync, table: string): Cell[] {
  const found = known.get(table);
  if (found !== undefined) return found;
  const columns = sqlite
    .prepare(`SELECT name, type FROM pragma_table_info('${table}') WHERE "notnull"`)
    .all();
  const cells = columns.map(({ name, type }): Cell => {
    return [String(name), String(type).toUpperCase() === 'INTEGER' ? 0 : '{}'];
  });
  known.set(table, cells);
  return cells;
}

/** Adds a row; what must not be null and is not given is 0 or an empty JSON object. */
export function addRow(sqlite: DatabaseSync, table: string, given: Record<string, SQLInputValue>): void {
  const row: Record<string, SQLInputValue> = {
    ...Object.fromEntries(emptyCells(sqlite, table)),
    ...given,
  };
  const names = Object.keys(row);
  sqlite
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(row));
}
