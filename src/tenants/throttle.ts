import type { Clock } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import { sha256Hex } from '../kit/hashing.ts';
import type { Directory } from '../store/directory/directory.ts';

/** At most `most` attempts of `what` by or against `whom` in `windowMs`. */
export interface Limit {
  what: string;
  whom: string;
  most: number;
  windowMs: number;
}

type Counting = { directory: Pick<Directory, 'attempts'>; clock: Clock };

/** Counts one attempt under each limit, in one write. Throws SyncError `rate-limited` where one of them is passed. */
export async function countAttempt({ directory, clock }: Counting, limits: readonly Limit[]): Promise<void> {
  const now = clock.now();
  const keyed = await Promise.all(limits.map(async (limit) => ({ ...limit, key: await keyOf(limit) })));
  const counted = await directory.attempts.count(keyed, now);
  const passed = counted.filter(({ key, count }) => keyed.some((one) => one.key === key && count > one.most));
  if (passed.length === 0) return;
  throw new SyncError('too many attempts', {
    code: 'rate-limited',
    retryAfterMs: Math.max(...passed.map(({ windowEndsAt }) => windowEndsAt)) - now,
    hint: {
      it: 'Troppi tentativi: aspetta il tempo indicato e riprova.',
      en: 'Too many attempts: wait for the time given and try again.',
    },
  });
}

export async function forgetAttempts({ directory }: Counting, limit: Limit): Promise<void> {
  await directory.attempts.forget([await keyOf(limit)]);
}

// A hash, so that the table tells nobody who has tried to sign in where.
async function keyOf({ what, whom }: Limit): Promise<string> {
  return `${what}:${(await sha256Hex(whom)).slice(0, 32)}`;
}
