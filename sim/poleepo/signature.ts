import type { SignatureScheme } from './webhook.ts';

const encoder = new TextEncoder();

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The key of the Standard Webhooks: what follows `whsec_` is base64; any other secret is taken as its characters. */
function standardKey(secret: string): Uint8Array {
  if (!secret.startsWith('whsec_')) return encoder.encode(secret);
  return Uint8Array.from(atob(secret.slice('whsec_'.length)), (character) => character.charCodeAt(0));
}

async function hmac(key: Uint8Array, text: string): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)));
}

export interface ToSign {
  scheme: SignatureScheme;
  secret: string;
  body: string;
  /** Milliseconds; part of the Standard Webhooks' signature alone, as is the id. */
  at: number;
  id: string;
}

/** The headers by which a receiver can tell that a body comes from whoever knows the secret. */
export async function signatureHeaders({
  scheme,
  secret,
  body,
  at,
  id,
}: ToSign): Promise<Record<string, string>> {
  switch (scheme) {
    case 'hex':
      return { 'X-Poleepo-Signature': toHex(await hmac(encoder.encode(secret), body)) };
    case 'sha256-hex':
      return { 'X-Poleepo-Signature': `sha256=${toHex(await hmac(encoder.encode(secret), body))}` };
    case 'base64':
      return { 'X-Poleepo-Signature': toBase64(await hmac(encoder.encode(secret), body)) };
    case 'standard': {
      const timestamp = String(Math.floor(at / 1000));
      const signed = await hmac(standardKey(secret), `${id}.${timestamp}.${body}`);
      return {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${toBase64(signed)}`,
      };
    }
    case 'secret':
      return { 'X-Poleepo-Secret': secret };
  }
}
