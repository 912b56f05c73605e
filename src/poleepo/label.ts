import { z } from 'zod';
import { fromBase64 } from '../kit/encoding.ts';
import type { PoleepoShippingId } from '../trade/ids.ts';
import type { ReceivedFile } from './answer-body.ts';
import type { Call } from './call.ts';
import type { Envelope } from './envelope.ts';
import { FailedAnswer, poleepoError } from './errors.ts';
import { largestFile } from './file-limits.ts';
import { fileTooLarge } from './hints.ts';
import type { LabelFormat } from './label-format.ts';
import { labelFormatOf } from './label-format.ts';
import { inShippingWords } from './shipping-refusal.ts';

/**
 * `not-ready`: ask again later, if the shipping is there at all. `not-a-label`: bytes came that are neither PDF nor ZPL.
 * `format` is the one that the label is in, which may be another than was asked for.
 */
export type LabelReading =
  | { kind: 'label'; bytes: Uint8Array; format: LabelFormat }
  | { kind: 'not-ready' }
  | { kind: 'not-a-label'; contentType: string | null };

const endpoint = '/shippings/{id}/label'; // assumed, as are both forms of its answer
const notYet = new Set([404, 409, 425]); // assumed

/** The label of a shipping, at most 10 MB. Harmless to repeat. */
export async function readLabel(
  call: Call,
  id: PoleepoShippingId,
  format: LabelFormat,
): Promise<LabelReading> {
  try {
    const path = `/shippings/${id}/label`;
    return labelOf(await call({ method: 'GET', path, endpoint, query: { format }, takes: 'file' }));
  } catch (thrown) {
    if (thrown instanceof FailedAnswer && notYet.has(thrown.status)) return { kind: 'not-ready' };
    return inShippingWords(thrown);
  }
}

const inJson = z.object({ content: z.string().nullable() });

function labelOf({ data, file }: Envelope): LabelReading {
  if (file !== undefined) return judged(file);
  if (data === undefined || data === null) return { kind: 'not-ready' };
  const contentType = 'application/json';
  const read = inJson.safeParse(data);
  if (!read.success) return { kind: 'not-a-label', contentType };
  if (read.data.content === null || read.data.content.trim() === '') return { kind: 'not-ready' };
  const bytes = bytesOfContent(read.data.content);
  return bytes === null ? { kind: 'not-a-label', contentType } : judged({ bytes, contentType });
}

/** Base64 as JSON carries it: perhaps in lines, perhaps as a data URL. Null where it is none. */
export function bytesOfContent(content: string): Uint8Array | null {
  return fromBase64(content.replace(/^data:[^,]*,/, '').replaceAll(/\s/g, ''));
}

function judged({ bytes, contentType }: ReceivedFile): LabelReading {
  if (bytes.byteLength > largestFile)
    throw poleepoError(`poleepo sent a label of ${bytes.byteLength} bytes`, {
      code: 'unreadable',
      advice: 'give-up',
      vendorCode: 'FILE_TOO_LARGE',
      hint: fileTooLarge,
    });
  const format = labelFormatOf(bytes);
  return format === null ? { kind: 'not-a-label', contentType } : { kind: 'label', bytes, format };
}
