import { SyncError } from '../kit/errors.ts';
import type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
import type { Envelope } from './envelope.ts';
import type { Question } from './exchange.ts';
import { createExchange } from './exchange.ts';
import type { TokenHolder } from './token.ts';

export type Call = (
  question: Omit<Question, 'token' | 'confidential'> & {
    /** Each request counts against a budget: it is not repeated when it was lost. */
    counted?: boolean;
  },
) => Promise<Envelope>;

/**
 * Calls with a valid token. A token that is rejected is replaced once, then the call is `denied`. A read that was
 * lost is repeated once, at once; a write never is: whoever asked for it knows whether that is harmless.
 */
export function createCall(
  connection: PoleepoConnection,
  platform: PoleepoPlatform,
  tokens: TokenHolder,
): Call {
  const exchange = createExchange(connection, platform);

  const authorized: Call = async (question) => {
    const token = await tokens.current();
    try {
      return await exchange({ ...question, token });
    } catch (thrown) {
      if (!(thrown instanceof SyncError) || thrown.code !== 'denied') throw thrown;
      return exchange({ ...question, token: await tokens.insteadOf(token) });
    }
  };

  return async ({ counted = false, ...question }) => {
    try {
      return await authorized(question);
    } catch (thrown) {
      if (question.method !== 'GET' || counted || !isLost(thrown)) throw thrown;
      return authorized(question);
    }
  };
}

function isLost(thrown: unknown): boolean {
  return thrown instanceof SyncError && (thrown.code === 'unreachable' || thrown.code === 'timed-out');
}
