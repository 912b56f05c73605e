import type { Journal } from './journal.ts';
import type { Row, Stored } from './value.ts';

/** The rows of one model, with the indexes that searches lean on. Ids are never given twice. */
export class Table {
  readonly rows = new Map<number, Row>();
  private readonly indexes = new Map<string, Map<Stored, Set<number>>>();
  private readonly journal: Journal;
  private lastId = 0;

  constructor(journal: Journal, indexed: readonly string[]) {
    this.journal = journal;
    for (const field of indexed) this.indexes.set(field, new Map());
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  insert(row: Row): void {
    this.lastId = Math.max(this.lastId, row.id);
    this.rows.set(row.id, row);
    this.index(row);
    this.journal.record(() => {
      this.unindex(row);
      this.rows.delete(row.id);
    });
  }

  /** Replaces the row by a new object, so that a row in hand stays what it was. */
  update(id: number, patch: Record<string, Stored>): void {
    const before = this.rows.get(id);
    if (before === undefined) return;
    const after: Row = { ...before, ...patch, id };
    this.unindex(before, patch);
    this.rows.set(id, after);
    this.index(after, patch);
    this.journal.record(() => {
      this.unindex(after, patch);
      this.rows.set(id, before);
      this.index(before, patch);
    });
  }

  delete(id: number): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.unindex(row);
    this.rows.delete(id);
    this.journal.record(() => {
      this.rows.set(id, row);
      this.index(row);
    });
  }

  hasIndex(field: string): boolean {
    return this.indexes.has(field);
  }

  /** Ids whose `field` equals `value`; only for an indexed field. */
  lookup(field: string, value: Stored): ReadonlySet<number> {
    return this.indexes.get(field)?.get(value) ?? new Set();
  }

  private index(row: Row, only?: Record<string, Stored>): void {
    for (const [field, values] of this.indexes) {
      if (only !== undefined && !(field in only)) continue;
      const value = row[field] ?? null;
      const ids = values.get(value) ?? new Set<number>();
      ids.add(row.id);
      values.set(value, ids);
    }
  }

  private unindex(row: Row, only?: Record<string, Stored>): void {
    for (const [field, values] of this.indexes) {
      if (only !== undefined && !(field in only)) continue;
      const value = row[field] ?? null;
      const ids = values.get(value);
      ids?.delete(row.id);
      if (ids?.size === 0) values.delete(value);
    }
  }
}
