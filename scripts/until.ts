import { setTimeout as wait } from 'node:timers/promises';

export interface Patience {
  withinMs: number;
  /** How long to wait between two looks; 20 ms unless told. */
  everyMs?: number;
}

/** Asks again and again until there is an answer other than null. Throws a sentence naming `what` when patience ends. */
export async function until<T>(
  what: string,
  { withinMs, everyMs = 20 }: Patience,
  ask: () => Promise<T | null> | T | null,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await wait(everyMs);
  }
}
