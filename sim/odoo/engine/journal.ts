/** What a transaction did, so that it can be undone to any earlier mark. */
export class Journal {
  private undo: (() => void)[] = [];

  record(step: () => void): void {
    this.undo.push(step);
  }

  mark(): number {
    return this.undo.length;
  }

  rollback(mark = 0): void {
    while (this.undo.length > mark) this.undo.pop()?.();
  }

  commit(): void {
    this.undo = [];
  }
}
