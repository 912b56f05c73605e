import { readUpTo } from '../kit/read-stream.ts';
import { problem } from './problem.ts';

const largest = 1024 * 1024;

/** The whole body of a request, or the 413 of one that is longer than `limit` bytes; never more than 1 MB. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const bytes = await readUpTo(request, Math.min(limit, largest));
  if (bytes === null) throw problem('too-large');
  return bytes;
}
