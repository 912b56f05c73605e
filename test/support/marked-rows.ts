import { sqliteOf } from './d1-over-sqlite.ts';

/** What stands in every text of a marked row, so that a leak is seen. */
export const mark = 'never-to-be-seen';

interface Column {
  name: string;
  type: string;
  pk: number;
}

/**
 * Puts a row of `tenantId` into every table that has tenants, for each of `ids`: where a route reads or writes by one of
 * those ids without asking whose it is, it will find one.
 */
export function addMarkedRows(d1: D1Database, tenantId: string, ids: readonly string[]): void {
  const sqlite = sqliteOf(d1);
  for (const table of tenantTables(d1)) {
    const columns = columnsOf(d1, table);
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const places = columns.map(() => '?').join(', ');
    const insert = sqlite.prepare(`INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${places})`);
    for (const id of ids) insert.run(...columns.map((column) => valueOf(column, { id, tenantId, table })));
  }
}

function valueOf(
  { name, type }: Column,
  row: { id: string; tenantId: string; table: string },
): string | number {
  if (name === 'tenant_id') return row.tenantId;
  if (type.toUpperCase() === 'INTEGER') return /^\d+$/.test(row.id) ? Number(row.id) : 77;
  if (name === 'id' || name.endsWith('_id') || name === 'side') return row.id;
  return `"${mark} ${row.table} ${name} ${row.id}"`;
}

/** Every row of a tenant, by table, to compare before and after. */
export function rowsOfTenant(d1: D1Database, tenantId: string): Record<string, unknown[]> {
  const read = (table: string) =>
    sqliteOf(d1).prepare(`SELECT * FROM "${table}" WHERE tenant_id = ? ORDER BY rowid`).all(tenantId);
  return Object.fromEntries(tenantTables(d1).map((table) => [table, read(table)]));
}

/** Every row of the database, by table. */
export function rowsOf(d1: D1Database): Record<string, unknown[]> {
  const read = (table: string) => sqliteOf(d1).prepare(`SELECT * FROM "${table}"`).all();
  return Object.fromEntries(allTables(d1).map((table) => [table, read(table)]));
}

function allTables(d1: D1Database): string[] {
  return [...layoutOf(d1).keys()];
}

function tenantTables(d1: D1Database): string[] {
  return allTables(d1).filter((table) => columnsOf(d1, table).some(({ name }) => name === 'tenant_id'));
}

function columnsOf(d1: D1Database, table: string): Column[] {
  return layoutOf(d1).get(table) ?? [];
}

/** All databases are laid out by the same migrations. */
let layout: ReadonlyMap<string, Column[]> | null = null;

function layoutOf(d1: D1Database): ReadonlyMap<string, Column[]> {
  if (layout !== null) return layout;
  const tables = sqliteOf(d1).prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  layout = new Map(tables.map(({ name }) => [String(name), readColumns(d1, String(name))]));
  return layout;
}

function readColumns(d1: D1Database, table: string): Column[] {
  const rows = sqliteOf(d1).prepare(`SELECT name, type, pk FROM pragma_table_info('${table}')`).all();
  return rows.map(({ name, type, pk }) => ({ name: String(name), type: String(type), pk: Number(pk) }));
}
