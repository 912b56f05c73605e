import type { Row } from './value.ts';

/** Rows by the date of their last change. Built when it is first asked for; outdated entries are passed over. */
export class Timeline {
  private readonly rows: ReadonlyMap<number, Row>;
  private stamps: string[] = [];
  private ids: number[] = [];
  private built = false;

  constructor(rows: ReadonlyMap<number, Row>) {
    this.rows = rows;
  }

  add(row: Row): void {
    if (!this.built) return;
    const stamp = stampOf(row);
    if (stamp >= (this.stamps.at(-1) ?? '')) {
      this.stamps.push(stamp);
      this.ids.push(row.id);
      return;
    }
    const at = this.position(stamp, true);
    this.stamps.splice(at, 0, stamp);
    this.ids.splice(at, 0, row.id);
  }

  /** How many rows at most were changed from one date to another, both included. */
  countBetween(from: string, to = '9999'): number {
    this.build();
    return this.position(to, true) - this.position(from, false);
  }

  /** The rows changed from one date to another, by date and id. */
  *between(from: string, to = '9999'): Generator<Row> {
    this.build();
    const end = this.position(to, true);
    for (let at = this.position(from, false); at < end;) {
      const stamp = this.stamps[at] ?? '';
      const next = this.position(stamp, true);
      for (const id of this.sameStamp(at, next)) {
        const row = this.rows.get(id);
        if (row !== undefined && stampOf(row) === stamp) yield row;
      }
      at = next;
    }
  }

  /** Ids of one date, ascending and each once. */
  private sameStamp(from: number, to: number): number[] {
    const ids = this.ids.slice(from, to);
    if (ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0))) return ids;
    return [...new Set(ids)].toSorted((a, b) => a - b);
  }

  private build(): void {
    if (this.built && this.stamps.length <= this.rows.size * 2 + 1000) return;
    const rows = [...this.rows.values()].toSorted(
      (a, b) => Number(stampOf(a) > stampOf(b)) - Number(stampOf(a) < stampOf(b)) || a.id - b.id,
    );
    this.stamps = rows.map(stampOf);
    this.ids = rows.map((row) => row.id);
    this.built = true;
  }

  /** The first place at or (`after`) behind a date. */
  private position(stamp: string, after: boolean): number {
    let low = 0;
    let high = this.stamps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.stamps[middle] ?? '';
      if (there < stamp || (after && there === stamp)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const stampOf = (row: Row): string => (typeof row['write_date'] === 'string' ? row['write_date'] : '');
