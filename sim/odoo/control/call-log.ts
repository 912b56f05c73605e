export interface CallEntry {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  service: string;
  model?: string;
  method: string;
  /** How many ids or rows the call was about. */
  ids: number;
  ms: number;
  error?: string;
}

const capacity = 5000;

/** The last calls, and how often each method was called. */
export class CallLog {
  private entries: CallEntry[] = [];
  private seq = 0;
  private totals = new Map<string, number>();

  add(entry: Omit<CallEntry, 'seq'>): void {
    this.seq += 1;
    this.entries.push({ seq: this.seq, ...entry });
    if (this.entries.length > capacity) this.entries.shift();
    const name = `${entry.model ?? entry.service}.${entry.method}`;
    this.totals.set(name, (this.totals.get(name) ?? 0) + 1);
  }

  since(seq: number): CallEntry[] {
    return this.entries.filter((entry) => entry.seq > seq);
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.totals);
  }

  clear(): void {
    this.entries = [];
    this.totals = new Map();
  }
}
