import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import { toBase64 } from '../kit/encoding.ts';
import type { PoleepoDocumentId, PoleepoOrderId } from '../trade/ids.ts';
import type { Call } from './call.ts';
import { poleepoError, UnreadableAnswer } from './errors.ts';
import { largestFile, largestFileAnswer } from './file-limits.ts';
import { documentNotWritable } from './hints.ts';
import { bytesOfContent } from './label.ts';
import { isPdf } from './label-format.ts';
import { text } from './members.ts';
import { readEach } from './read-each.ts';
import { inShippingWords } from './shipping-refusal.ts';

/** A document that an order is to have in Poleepo. */
export interface DocumentDraft {
  type: 'INVOICE' | 'CREDIT_NOTE';
  number: string;
  /** `2026-06-03` */
  date: string;
  /** A PDF of at most 10 MB. */
  bytes: Uint8Array;
}

/** A document of an order as Poleepo tells it. */
export interface PoleepoDocument {
  id: PoleepoDocumentId | null;
  type: string | null;
  number: string | null;
  date: string | null;
  format: string | null;
  /** Null where Poleepo does not send them, or what it sends is no base64. They need not be a PDF. */
  bytes: Uint8Array | null;
}

export interface PoleepoDocuments {
  /**
   * Gives an order a document. Not harmless to repeat: after a SyncError with `mayHaveHappened` look with `of` for its
   * number. Throws SyncError `invalid`, before anything is sent, for what is no PDF or too large.
   */
  add(orderId: PoleepoOrderId, document: DocumentDraft): Promise<{ id: PoleepoDocumentId | null }>;
  /** All documents of an order, with their bytes. Throws SyncError `not-found` where Poleepo has no such order. */
  of(orderId: PoleepoOrderId): Promise<PoleepoDocument[]>;
}

const endpoint = '/orders/{id}/documents'; // assumed, as is all of it
const mostBytes = 2 * largestFileAnswer;

const unknown = { id: null, type: null, number: null, date: null, format: null, content: null };

const members = z.object({
  id: text.catch(null),
  type: text.catch(null),
  number: text.catch(null),
  date: text.catch(null),
  format: text.catch(null),
  content: text.catch(null),
});

const asDocument = ({ content, id, ...same }: z.output<typeof members>): PoleepoDocument => ({
  ...same,
  id: id as PoleepoDocumentId | null,
  bytes: content === null ? null : bytesOfContent(content),
});

const document = members.transform(asDocument);

/** One that is nothing of the kind spoils no other. */
const oneOfMany = members.catch(unknown).transform(asDocument);

const isDocument = (value: unknown) => members.safeParse(value).success;

export function createDocuments(call: Call): PoleepoDocuments {
  return {
    async add(orderId, { type, number, date, bytes }) {
      if (!isPdf(bytes) || bytes.byteLength > largestFile) throw notWritten(bytes);
      const body = { type, number, date, format: 'PDF', content: toBase64(bytes) };
      const path = `/orders/${orderId}/documents`;
      const { data } = await call({ method: 'POST', path, endpoint, body }).catch(inShippingWords);
      const read = document.safeParse(data);
      return { id: read.data?.id ?? null };
    },

    async of(orderId) {
      const path = `/orders/${orderId}/documents`;
      const { data } = await call({ method: 'GET', path, endpoint, maxBytes: mostBytes });
      if (Array.isArray(data)) return readEach(endpoint, data, data.some(isDocument) ? oneOfMany : document);
      const problem = 'data: is no list';
      throw new UnreadableAnswer({ endpoint, member: 'data', problem, raw: excerpt(data ?? null) });
    },
  };
}

function notWritten(bytes: Uint8Array) {
  return poleepoError(`a document of ${bytes.byteLength} bytes is no PDF or too large`, {
    code: 'invalid',
    vendorCode: 'content',
    hint: documentNotWritable,
  });
}
