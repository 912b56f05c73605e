interface Waiting {
  rank: number;
  enter: () => void;
}

/** Lets at most `width` tasks in at once; of those that wait the lowest rank goes first, equals in the order of their arrival. */
export class Gate {
  readonly #width: number;
  readonly #waiting: Waiting[] = [];
  #inside = 0;

  constructor(width: number) {
    this.#width = width;
  }

  async run<T>(rank: number, task: () => Promise<T>): Promise<T> {
    await this.#enter(rank);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  #enter(rank: number): Promise<void> | void {
    if (this.#inside < this.#width) {
      this.#inside += 1;
      return;
    }
    return new Promise((resolve) => {
      const behind = this.#waiting.findIndex((other) => other.rank > rank);
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { rank, enter: resolve });
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#inside -= 1;
    else next.enter();
  }
}
