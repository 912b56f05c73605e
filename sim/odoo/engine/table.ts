import type { Journal } from './journal.ts';
import { Timeline } from './timeline.ts';
import type { Row, Stored } from './value.ts';

const none: ReadonlySet<number> = new Set();

/** The rows of one model, with the indexes that searches lean on. Ids are never given twice. */
export class Table {
  readonly rows = new Map<number, Row>();
  readonly timeline = new Timeline(this.rows);
  /** A lone id stands without a set: most values of most indexes have one row. */
  private readonly indexes = new Map<string, Map<Stored, number | Set<number>>>();
  private readonly journal: Journal;
  private lastId = 0;
  /** Ascending, with ids that are gone; undefined until it is asked for. */
  private ids: number[] | undefined;

  constructor(journal: Journal, indexed: readonly string[]) {
    this.journal = journal;
    for (const field of indexed) this.indexes.set(field, new Map());
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  insert(row: Row): void {
    if (row.id < this.lastId) this.ids = undefined;
    this.lastId = Math.max(this.lastId, row.id);
    this.rows.set(row.id, row);
    this.ids?.push(row.id);
    this.index(row);
    this.timeline.add(row);
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
    if (after['write_date'] !== before['write_date']) this.timeline.add(after);
    this.journal.record(() => {
      this.unindex(after, patch);
      this.rows.set(id, before);
      this.index(before, patch);
      if (after['write_date'] !== before['write_date']) this.timeline.add(before);
    });
  }

  delete(id: number): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.unindex(row);
    this.rows.delete(id);
    this.journal.record(() => {
      this.ids = undefined;
      this.rows.set(id, row);
      this.index(row);
      this.timeline.add(row);
    });
  }

  hasIndex(field: string): boolean {
    return this.indexes.has(field);
  }

  /** Ids whose `field` equals `value`; only for an indexed field. */
  lookup(field: string, value: Stored): ReadonlySet<number> {
    const found = this.indexes.get(field)?.get(value);
    return found === undefined ? none : typeof found === 'number' ? new Set([found]) : found;
  }

  /** The rows from an id on, ascending. */
  *from(id: number): Generator<Row> {
    this.ids ??= [...this.rows.keys()].toSorted((a, b) => a - b);
    const { ids } = this;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < ids.length; at += 1) {
      const row = this.rows.get(ids[at] ?? 0);
      if (row !== undefined) yield row;
    }
  }

  private index(row: Row, only?: Record<string, Stored>): void {
    for (const [field, values] of this.indexes) {
      if (only !== undefined && !(field in only)) continue;
      const value = row[field] ?? null;
      const ids = values.get(value);
      if (ids === undefined) values.set(value, row.id);
      else if (typeof ids === 'number') values.set(value, new Set([ids, row.id]));
      else ids.add(row.id);
    }
  }

  private unindex(row: Row, only?: Record<string, Stored>): void {
    for (const [field, values] of this.indexes) {
      if (only !== undefined && !(field in only)) continue;
      const value = row[field] ?? null;
      const ids = values.get(value);
      if (typeof ids === 'object') ids.delete(row.id);
      if (ids === row.id || (typeof ids === 'object' && ids.size === 0)) values.delete(value);
    }
  }
}
