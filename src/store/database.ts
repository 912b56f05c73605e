import { drizzle } from 'drizzle-orm/d1';
import type { BatchItem } from 'drizzle-orm/batch';
import * as schema from './schema/index.ts';

/** One D1 database with the tables of this product. */
export type Database = ReturnType<typeof openDatabase>;

export type Statement = BatchItem<'sqlite'>;

export function openDatabase(d1: D1Database) {
  return drizzle(d1, { schema });
}

/** Runs statements in one transaction of D1: all or none. */
export async function together(db: Database, statements: readonly Statement[]): Promise<unknown[]> {
  const [first, ...rest] = statements;
  return first === undefined ? [] : db.batch([first, ...rest]);
}

/** D1 binds at most 100 parameters per statement. */
export const maxParameters = 100;

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** A page of rows that were read with one row more than asked for. */
export interface Page<Row> {
  items: Row[];
  /** Where the next page starts; null at the end. */
  nextCursor: string | null;
}

export function pageOf<Row extends { id: string }>(rows: Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
