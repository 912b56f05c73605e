import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

type Row = Record<string, unknown>;

/** Runs before and after each round trip to the database, so that a test can count, delay or kill there. */
export type RoundTrip = <T>(statements: readonly string[], run: () => T) => Promise<T>;

const direct: RoundTrip = async (_statements, run) => run();

/**
 * D1's interface over SQLite in this process, with D1's own limits: 100 parameters, statements of 100 KB, values of
 * 2 MB, batches that succeed or fail whole, no BEGIN.
 */
export function createD1(roundTrip: RoundTrip = direct): D1Database {
  const sqlite = new DatabaseSync(':memory:');
  sqlite.exec(layout());
  return d1Over(sqlite, roundTrip);
}

/** The same database seen through other round trips: what a second process would hold. */
export function d1Over(sqlite: DatabaseSync, roundTrip: RoundTrip = direct): D1Database {
  const prepare = (sql: string) => statement(sqlite, { sql, params: [], roundTrip });
  const d1 = {
    prepare,
    batch: (statements: BoundStatement[]) =>
      roundTrip(
        statements.map((one) => one.sql),
        () => runBatch(sqlite, statements),
      ),
    exec: () => Promise.reject(new Error('D1_ERROR: exec is not for this product')),
    withSession: () => d1,
    dump: () => Promise.reject(new Error('D1_ERROR: dump is not for this product')),
    sqlite,
  };
  return d1 as unknown as D1Database;
}

/** The SQLite database behind a D1 of ours. */
export function sqliteOf(d1: D1Database): DatabaseSync {
  return (d1 as unknown as { sqlite: DatabaseSync }).sqlite;
}

interface Bound {
  sql: string;
  params: unknown[];
  roundTrip: RoundTrip;
}

interface BoundStatement extends Bound {
  execute(): { results: Row[]; changes: number };
}

function statement(sqlite: DatabaseSync, bound: Bound) {
  const execute = () => runOne(sqlite, bound);
  const trip = <T>(run: () => T) => bound.roundTrip([bound.sql], run);
  return {
    ...bound,
    execute,
    bind: (...params: unknown[]) => statement(sqlite, { ...bound, params }),
    all: () => trip(() => answer(execute())),
    run: () => trip(() => answer(execute())),
    raw: () => trip(() => rawRows(sqlite, bound)),
    first: (column?: string) =>
      trip(() => (column === undefined ? (execute().results[0] ?? null) : execute().results[0]?.[column])),
  };
}

/** Statements that were compiled lately, since compiling one takes longer than running it. */
const compiled = new WeakMap<DatabaseSync, Map<string, StatementSync>>();
const mostCompiled = 200;

function prepare(sqlite: DatabaseSync, sql: string, shape: 'rows' | 'arrays'): StatementSync {
  const known = compiled.get(sqlite) ?? new Map<string, StatementSync>();
  compiled.set(sqlite, known);
  const key = `${shape} ${sql}`;
  const prepared = known.get(key) ?? sqlite.prepare(sql);
  if (shape === 'arrays') prepared.setReturnArrays(true);
  known.delete(key);
  known.set(key, prepared);
  const [oldest] = known.keys();
  if (known.size > mostCompiled && oldest !== undefined) known.delete(oldest);
  return prepared;
}

function runOne(sqlite: DatabaseSync, { sql, params }: Bound): { results: Row[]; changes: number } {
  check(sql, params);
  const prepared = prepare(sqlite, sql, 'rows');
  if (/^\s*(select|with)\b/i.test(sql) || /\breturning\b/i.test(sql)) {
    const results = prepared.all(...params.map(toSqlite)) as Row[];
    return { results, changes: results.length };
  }
  return { results: [], changes: Number(prepared.run(...params.map(toSqlite)).changes) };
}

/** As arrays, since two columns of a join may bear one name. */
function rawRows(sqlite: DatabaseSync, { sql, params }: Bound): unknown[][] {
  check(sql, params);
  return prepare(sqlite, sql, 'arrays').all(...params.map(toSqlite)) as unknown as unknown[][];
}

function runBatch(sqlite: DatabaseSync, statements: readonly BoundStatement[]) {
  sqlite.exec('BEGIN');
  try {
    const answers = statements.map((one) => answer(one.execute()));
    sqlite.exec('COMMIT');
    return answers;
  } catch (error) {
    sqlite.exec('ROLLBACK');
    throw error;
  }
}

function answer({ results, changes }: { results: Row[]; changes: number }) {
  return {
    success: true,
    results,
    meta: { changes, duration: 0, rows_read: results.length, rows_written: changes },
  };
}

function check(sql: string, params: readonly unknown[]): void {
  if (params.length > 100) throw new Error('D1_ERROR: too many SQL variables');
  if (Buffer.byteLength(sql) > 100_000) throw new Error('D1_ERROR: statement too long: SQLITE_TOOBIG');
  if (/^\s*(begin|commit|rollback|savepoint)\b/i.test(sql))
    throw new Error('D1_ERROR: use batch() instead of BEGIN');
  for (const value of params) {
    if (typeof value === 'string' && Buffer.byteLength(value) > 2_000_000)
      throw new Error('D1_ERROR: string or blob too big: SQLITE_TOOBIG');
    if (value === undefined) throw new Error("D1_TYPE_ERROR: Type 'undefined' not supported");
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as SQLInputValue;
}

/** What the migrations have made when all are done, found out once. */
let made: string | null = null;

function layout(): string {
  if (made !== null) return made;
  const sqlite = new DatabaseSync(':memory:');
  const folder = new URL('../../migrations/', import.meta.url);
  for (const name of readdirSync(folder).toSorted())
    if (name.endsWith('.sql')) sqlite.exec(readFileSync(new URL(name, folder), 'utf8'));
  const inOrder = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index', rowid";
  const statements = sqlite.prepare(inOrder).all();
  made = ['BEGIN', ...statements.map(({ sql }) => String(sql)), 'COMMIT;'].join(';\n');
  sqlite.close();
  return made;
}
