import { minute, second } from '../kit/clock.ts';

/** How long a batch takes, where none has ended yet. */
const usualDuration = 25 * second;
const shortest = 10 * second;
const soon = 2 * minute;
const farthest = 10 * minute;

/** A batch that is not done by then is looked for by its items, as if it had been lost. */
export const givenUpAfter = 24 * 60 * minute;

/**
 * When a batch that was sent at `sentAt` is asked for first, in ms: when batches usually are done. The quickest of the
 * latest counts, since the others waited for a free request. Where no other is under way and requests are plenty, soon in
 * any case, to learn whether Poleepo has become quicker.
 */
export function firstPoll(
  sentAt: number,
  { durations, idle }: { durations: readonly number[]; idle: boolean },
): number {
  const usual = durations.length === 0 ? usualDuration : Math.min(...durations);
  return sentAt + Math.min(idle ? soon : farthest, Math.max(shortest, usual));
}

/** When a batch is asked for again that is not done, in ms: after as long as it has taken up to now. */
export function nextPoll({ sentAt, now }: { sentAt: number; now: number }): number {
  return now + Math.min(farthest, Math.max(30 * second, now - sentAt));
}

/** When the items of a lost batch are looked for, counted from its sending. */
export const looks = [2 * minute, 10 * minute, 30 * minute] as const;

/** After this what is not at Poleepo was not taken. */
export const lastLook = looks[2];

/** When a lost batch is looked for next, in ms; each look once. */
export function nextLook({ sentAt, now }: { sentAt: number; now: number }): number {
  return sentAt + (looks.find((after) => sentAt + after > now) ?? now - sentAt + minute);
}
