import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import { minute, second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { PoleepoConnection } from './connection.ts';
import { poleepoError, tokenFailure } from './errors.ts';
import type { Exchange } from './exchange.ts';

/** A connection's access token. However many ask, one request for a new one is under way at a time. */
export interface TokenHolder {
  /** A token that has at least a minute to live. */
  current(): Promise<string>;
  /** Another token than `rejected`, which Poleepo did not accept. */
  insteadOf(rejected: string): Promise<string>;
}

interface Held {
  token: string;
  renewAt: number;
}

const margin = minute;

// confirmed: path, body with `grant`, and the answer with `duration` in seconds
const endpoint = '/oauth/access_token';
const granted = z.object({
  access_token: z.string().min(1),
  duration: z.coerce.number().positive().default(3600),
});

/** Throws SyncError with advice `wait` where no token can be had: `denied` where the credentials are not accepted. */
export function createTokenHolder(
  { clientId, clientSecret }: PoleepoConnection,
  { exchange, clock }: { exchange: Exchange; clock: Clock },
): TokenHolder {
  let held: Held | null = null;
  let underWay: Promise<string> | null = null;

  async function request(): Promise<string> {
    const askedAt = clock.now();
    const body = { client_id: clientId, client_secret: clientSecret, grant: 'client_credentials' };
    const { data } = await exchange({ method: 'POST', path: endpoint, endpoint, body, confidential: true });
    const read = granted.safeParse(data);
    if (!read.success)
      throw poleepoError('poleepo granted no readable token', {
        code: 'unreadable',
        vendorCode: 'access_token',
      });
    const lifetime = read.data.duration * second;
    // A token that lives less than two minutes is used for half its life, not renewed at every call.
    held = { token: read.data.access_token, renewAt: askedAt + Math.max(lifetime - margin, lifetime / 2) };
    return held.token;
  }

  function renew(): Promise<string> {
    underWay ??= request()
      .catch((thrown: unknown) => {
        throw thrown instanceof SyncError ? tokenFailure(thrown) : thrown;
      })
      .finally(() => {
        underWay = null;
      });
    return underWay;
  }

  async function current(): Promise<string> {
    return held !== null && clock.now() < held.renewAt ? held.token : renew();
  }

  return {
    current,
    insteadOf: async (rejected) => {
      if (held?.token === rejected) held = null;
      return current();
    },
  };
}
