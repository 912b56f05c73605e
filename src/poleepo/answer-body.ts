import { fromUtf8 } from '../kit/encoding.ts';
import type { Answer } from '../kit/http.ts';

/** The bytes of an answer that is a file, or claims to be one. */
export interface ReceivedFile {
  bytes: Uint8Array;
  /** `application/pdf`; null where it is not told. */
  contentType: string | null;
}

/** What a body turned out to be. `broken`: neither JSON nor HTML, as when an answer was cut off. */
export type AnswerBody =
  | { kind: 'empty' }
  | { kind: 'json'; value: unknown }
  | { kind: 'html'; title: string }
  | { kind: 'file'; file: ReceivedFile }
  | { kind: 'broken'; length: number };

const shortestSecret = 12;

/** Reads the bytes of an answer, whatever its content type claims. What it echoes of `secrets` is taken out first. */
export function readBody(bytes: Uint8Array, secrets: readonly string[]): AnswerBody {
  const text = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), fromUtf8(bytes).trim());
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'html', title: titleOf(text) };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'broken', length: bytes.byteLength };
  }
}

const jsonObject = '{'.charCodeAt(0);
const blanks = new Set([9, 10, 13, 32]);

/**
 * Reads an answer to a question for a file: its bytes as they are, unless it is a failure, nothing, or an object in
 * JSON, which may hold the file. A page for people comes as a file too: its bytes say what it is.
 */
export function readFileBody({ status, headers, bytes }: Answer, secrets: readonly string[]): AnswerBody {
  const isGood = status >= 200 && status < 300;
  const first = bytes.find((byte) => !blanks.has(byte));
  if (!isGood || first === undefined || first === jsonObject) return readBody(bytes, secrets);
  const contentType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return { kind: 'file', file: { bytes, contentType: contentType || null } };
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{0,200})/i.exec(html)?.[1]?.trim() ?? '';
  return title === '' ? 'an HTML page' : `an HTML page, ${title}`;
}
