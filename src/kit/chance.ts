/** Chance, injected so that a test can own it. */
export interface Chance {
  bytes(count: number): Uint8Array;
  /** At least 0, less than 1. */
  fraction(): number;
}

export const systemChance: Chance = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  fraction: () => Math.random(),
};
