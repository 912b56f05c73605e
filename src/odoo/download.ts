import { excerpt } from '../kit/call-record.ts';
import { SyncError } from '../kit/errors.ts';
import type { Answer } from '../kit/http.ts';
import { retryAfterMs, send } from '../kit/http.ts';
import { lostAnswer, strangeAnswer } from './errors.ts';
import { hints } from './hints.ts';
import type { Line } from './transport.ts';
import { joinUrl } from './transport.ts';

/** Bytes. */
const maxBytes = 10 * 1024 * 1024;

/**
 * Fetches a file from a path of Odoo's own address, without credentials: whatever lets it through stands in the path,
 * of which the observer sees no query. Redirects are not followed.
 * Throws SyncError `address-refused` for anything but a path of that address, `unreadable` beyond 10 MB, and those of
 * any answer that is no 200.
 */
export async function download(base: string, path: string, line: Line): Promise<Uint8Array> {
  const address = onOdoo(base, path);
  const endpoint = address.pathname;
  const at = line.clock.now();
  let status: number | null = null;
  let error: string | null = null;
  let size = 0;
  try {
    const answer = await receive(new Request(address), endpoint, line);
    status = answer.status;
    size = answer.bytes.length;
    if (status === 200) return answer.bytes;
    const wait = retryAfterMs(answer.headers, line.clock.now());
    throw strangeAnswer({ endpoint, status, retryAfterMs: wait, write: false });
  } catch (thrown) {
    error = thrown instanceof SyncError ? thrown.code : 'internal';
    throw thrown;
  } finally {
    const durationMs = line.clock.now() - at;
    const response = excerpt(`${size} bytes`, 100);
    const call = { at, direction: 'out', side: 'odoo', method: 'GET', endpoint } as const;
    line.observe({ ...call, status, durationMs, error, request: '', response });
  }
}

/** An answer names where to go next; it may name nothing but a path of the address that we know. */
function onOdoo(base: string, path: string): URL {
  const home = new URL(base);
  const address = /^\/(?![/\\])/.test(path) ? parsed(joinUrl(base, path)) : null;
  if (address !== null && address.origin === home.origin && address.username === '') return address;
  throw new SyncError('Odoo names an address that is not its own', {
    code: 'address-refused',
    side: 'odoo',
    hint: hints.strangeAddress,
  });
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

async function receive(request: Request, endpoint: string, line: Line): Promise<Answer> {
  try {
    return await send(request, { ...line, maxBytes, side: 'odoo' });
  } catch (thrown) {
    throw thrown instanceof SyncError ? lostAnswer(thrown, { endpoint, write: false }) : thrown;
  }
}
