import { z } from 'zod';
import type { Answer } from '../kit/http.ts';
import type { AnswerBody, ReceivedFile } from './answer-body.ts';
import type { Asked } from './errors.ts';
import { failureOf, notData, saysFailure } from './errors.ts';

/** The payload of a good answer. */
export interface Envelope {
  /** Undefined where the answer has no body (204) or no `data`. */
  data: unknown;
  /** Of a list: how many there are in all, where Poleepo says so. */
  total: number | null;
  /** Where a file was asked for and came as bytes. */
  file?: ReceivedFile;
}

// confirmed: `data`; `total` is optional
const envelope = z.object({ data: z.unknown().optional(), total: z.coerce.number().nullish().catch(null) });

/** Takes the payload out of an answer; throws SyncError for every answer that is none. */
export function openEnvelope({ status, headers }: Answer, body: AnswerBody, asked: Asked): Envelope {
  const answer = { status, headers, body };
  if (status < 200 || status >= 300 || saysFailure(body)) throw failureOf(answer, asked);
  if (body.kind === 'html' || body.kind === 'broken') throw notData(answer, asked);
  if (body.kind === 'file') return { data: undefined, total: null, file: body.file };
  const opened = envelope.safeParse(body.kind === 'json' ? body.value : {});
  return { data: opened.data?.data, total: opened.data?.total ?? null };
}
