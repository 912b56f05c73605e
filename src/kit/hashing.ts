import { timingSafeEqual } from 'node:crypto';
import { toHex, utf8 } from './encoding.ts';

type Bytes = Uint8Array | string;

function bytesOf(value: Bytes): Uint8Array<ArrayBuffer> {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return bytes as Uint8Array<ArrayBuffer>;
}

export async function sha256(value: Bytes): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(value)));
}

export async function sha256Hex(value: Bytes): Promise<string> {
  return toHex(await sha256(value));
}

/** Only for comparing with what others have made: it keeps no secret and proves nothing. */
export async function sha1Hex(value: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', bytesOf(value))));
}

export async function hmacSha256(key: Bytes, value: Bytes): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey(
    'raw',
    bytesOf(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytesOf(value)));
}

/** Whether two secrets are the same, in a time that tells nothing about where they differ. */
export function sameSecret(left: Bytes, right: Bytes): boolean {
  const a = bytesOf(left);
  const b = bytesOf(right);
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
