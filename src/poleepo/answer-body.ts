import { fromUtf8 } from '../kit/encoding.ts';

/** What a body turned out to be. `broken`: neither JSON nor HTML, as when an answer was cut off. */
export type AnswerBody =
  | { kind: 'empty' }
  | { kind: 'json'; value: unknown }
  | { kind: 'html'; title: string }
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

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{0,200})/i.exec(html)?.[1]?.trim() ?? '';
  return title === '' ? 'an HTML page' : `an HTML page, ${title}`;
}
