import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import type { PoleepoBatchId } from '../trade/ids.ts';
import type { BatchReport } from './batch-report.ts';
import { readBatch } from './batch-report.ts';
import type { Call } from './call.ts';
import type { Envelope } from './envelope.ts';
import { FailedAnswer, poleepoError, UnreadableAnswer } from './errors.ts';
import { id, optionalNumber } from './members.ts';
import type { EntryDraft } from './product-entry.ts';
import { entryOf } from './product-entry.ts';

/** `too-large`: nothing was taken; fewer entries may be. */
export type BatchSending =
  { kind: 'accepted'; id: PoleepoBatchId; total: number | null } | { kind: 'too-large' };

/** `limited`: too many polls, which says nothing of other calls. */
export type BatchPoll =
  | { kind: 'report'; report: BatchReport }
  | { kind: 'missing' }
  | { kind: 'limited'; retryAfterMs: number | null };

export interface PoleepoBatches {
  /**
   * Sends entries as one batch. Not harmless to repeat: a SyncError with `mayHaveHappened` says that Poleepo may be
   * working on it. Throws SyncError `invalid`, before anything is sent, for no entries and for a number that cannot be written.
   */
  send(entries: readonly EntryDraft[]): Promise<BatchSending>;
  /**
   * How far a batch is. Costs one of the few polls that Poleepo allows and is therefore never repeated by itself,
   * unless Poleepo asks for a new token, since a call without a valid one is nobody's.
   */
  read(id: PoleepoBatchId): Promise<BatchPoll>;
}

// assumed: both paths, the verb, and all codes
const many = '/products/batch';
const one = '/products/batch/{id}';
const tooLargeCode = 'BATCH_TOO_LARGE';
const limitedCodes = ['TOO_MANY_REQUESTS', 'RATE_LIMITED', 'RATE_LIMIT_EXCEEDED'];

export function createBatches(call: Call): PoleepoBatches {
  return {
    async send(entries) {
      if (entries.length === 0) throw poleepoError('a batch of no entries', { code: 'invalid' });
      const body = { products: entries.map((draft) => entryOf(draft)) };
      try {
        return accepted(await call({ method: 'POST', path: many, endpoint: many, body }));
      } catch (thrown) {
        if (says(thrown, 413, [tooLargeCode])) return { kind: 'too-large' };
        throw thrown;
      }
    },

    async read(batchId) {
      const path = `/products/batch/${batchId}`;
      try {
        const { data } = await call({ method: 'GET', path, endpoint: one, counted: true });
        return { kind: 'report', report: reportOf(data, batchId) };
      } catch (thrown) {
        if (says(thrown, 429, limitedCodes))
          return { kind: 'limited', retryAfterMs: thrown.retryAfterMs ?? null };
        if (thrown instanceof FailedAnswer && thrown.code === 'not-found') return { kind: 'missing' };
        throw thrown;
      }
    },
  };
}

/** Whether an answer of the call itself, not of one for a token, says so by its status or a code. */
function says(thrown: unknown, status: number, codes: readonly string[]): thrown is FailedAnswer {
  if (!(thrown instanceof FailedAnswer)) return false;
  return thrown.status === status || thrown.vendorCodes.some((code) => codes.includes(code.toUpperCase()));
}

const acceptance = z.object({ id, total: optionalNumber.catch(null) });

function accepted({ data }: Envelope): BatchSending {
  const read = acceptance.safeParse(data);
  if (read.success) {
    const total = read.data.total?.toNumber() ?? null;
    return { kind: 'accepted', id: read.data.id as PoleepoBatchId, total };
  }
  throw new UnreadableAnswer({
    endpoint: many,
    member: 'id',
    problem: 'id: the batch was accepted and has no id',
    raw: excerpt(data ?? null),
    mayHaveHappened: true,
  });
}

function reportOf(data: unknown, batchId: PoleepoBatchId): BatchReport {
  const reading = readBatch(data);
  if (!reading.ok) throw new UnreadableAnswer({ endpoint: one, ...reading });
  if (reading.id === null || reading.id === batchId) return reading.report;
  throw new UnreadableAnswer({
    endpoint: one,
    member: 'id',
    problem: `id: is ${reading.id}, another batch`,
    raw: excerpt(data),
  });
}
