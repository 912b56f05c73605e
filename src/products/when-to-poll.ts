import { minute, second } from '../kit/clock.ts';

/** How long a batch takes, where none has ended yet. */
const usualDuration = 25 * second;
const shortest = 10 * second;
/** Where requests are plenty, a batch is asked for as soon as this, and as soon again. */
const soonest = 3 * second;
const usualPause = 30 * second;
const soon = 2 * minute;
const farthest = 10 * minute;

/** A batch that is not done by then is looked for by its items, as if it had been lost. */
export const givenUpAfter = 24 * 60 * minute;

/** A batch that is over: how long after its sending that was known, in ms, and at which request. */
export interface Ended {
  ms: number;
  polls: number;
}

/**
 * Whether a request may be spent on finding out that Poleepo is quick, where `others` batches will need one each: two stay
 * free for what comes in between.
 */
export function isPlenty({
  requests,
  spent,
  others,
}: Record<'requests' | 'spent' | 'others', number>): boolean {
  return requests - spent - others - 1 >= 2;
}

/**
 * When a batch that was sent at `sentAt` is asked for first, in ms: when batches usually are done, by the latest of them,
 * newest first. Where requests are plenty, earlier and earlier until a batch is found at work. Otherwise the quickest
 * counts, since the others waited for a free request. Where no other is under way, soon in any case.
 */
export function firstPoll(
  sentAt: number,
  { ended, idle, plenty }: { ended: readonly Ended[]; idle: boolean; plenty: boolean },
): number {
  const quickest = ended.length === 0 ? usualDuration : Math.min(...ended.map(({ ms }) => ms));
  const usual = plenty ? tried(ended) : Math.max(shortest, quickest);
  return sentAt + Math.min(idle ? soon : farthest, usual);
}

/**
 * A batch that was done when it was asked for first has the next one asked for a third earlier, but not where one of the
 * latest was not done yet; one that was not done has the next one asked for when this one was.
 */
function tried(ended: readonly Ended[]): number {
  let wait = usualDuration;
  let tooSoon = 0;
  for (const { ms, polls } of ended.toReversed()) {
    const knownLate = polls === 0 || (polls === 1 && ms > wait * 1.5);
    if (knownLate) continue;
    const done = Math.min(wait, ms);
    if (polls > 1) {
      // Each request comes after twice the time of the one before.
      tooSoon = Math.max(tooSoon, Math.min(wait, ms / 2));
      wait = ms;
    } else wait = (done * 2) / 3 > tooSoon ? Math.max(soonest, (done * 2) / 3) : done;
  }
  return Math.max(soonest, Math.round(wait));
}

/** When a batch is asked for again that is not done, in ms: after as long as it has taken up to now. */
export function nextPoll({ sentAt, now, plenty }: { sentAt: number; now: number; plenty: boolean }): number {
  return now + Math.min(farthest, Math.max(plenty ? soonest : usualPause, now - sentAt));
}

/** When the items of a lost batch are looked for before it is given up, counted from its sending. */
const looks = [2 * minute, 10 * minute];

interface Lost {
  sentAt: number;
  now: number;
  /** After so long what is not at Poleepo was not taken, in ms; half an hour unless the tenant chose. */
  lostAfterMs?: number;
}

/** When a lost batch is looked for next, in ms; each look once, the last one when it is given up. */
export function nextLook({ sentAt, now, lostAfterMs = 30 * minute }: Lost): number {
  const times = [...looks.filter((after) => after < lostAfterMs), lostAfterMs];
  return sentAt + (times.find((after) => sentAt + after > now) ?? now - sentAt + minute);
}
