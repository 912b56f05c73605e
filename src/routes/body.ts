import { problem } from './problem.ts';

const largest = 1024 * 1024;

/** The whole body of a request, or the 413 of one that is longer than `limit` bytes; never more than 1 MB. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const most = Math.min(limit, largest);
  if (Number(request.headers.get('content-length') ?? 0) > most) throw problem('too-large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw problem('too-large');
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
