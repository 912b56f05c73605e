import { hour, minute, second } from '../kit/clock.ts';
import { fromBase64, toHex, utf8 } from '../kit/encoding.ts';
import { hmacSha256, sameSecret } from '../kit/hashing.ts';

/** The ways in which Poleepo may sign; which one it uses is not known. */
export type Scheme = 'hmac-hex' | 'hmac-base64' | 'standard-webhooks' | 'shared-secret';

export interface Signed {
  headers: Headers;
  /** As it arrived, byte for byte. */
  body: Uint8Array;
  /** All that are valid at present; several during a rotation. */
  secrets: readonly string[];
  now: number;
  /** The only scheme that this tenant accepts. */
  pinned?: Scheme;
}

export type Verdict =
  { ok: true; scheme: Scheme; secretIndex: number } | { ok: false; reason: 'unsigned' | 'wrong' };

// assumed: all names of headers
const signatureHeader = 'x-poleepo-signature';
const secretHeader = 'x-poleepo-secret';
const standardHeader = 'webhook-signature';

type Check = (signed: Signed, secret: string) => Promise<boolean>;

const checks: Readonly<Record<Scheme, Check>> = {
  'hmac-hex': isHex,
  'hmac-base64': isBase64,
  'standard-webhooks': isStandard,
  'shared-secret': isSharedSecret,
};

const schemes = Object.keys(checks) as Scheme[];

/**
 * Whether a webhook was signed with one of the secrets, in whichever scheme or in the pinned one. `unsigned`: no
 * header that could be a signature. Comparisons take a time that tells nothing about the secret.
 */
export async function verifySignature(signed: Signed): Promise<Verdict> {
  const offered = [signatureHeader, secretHeader, standardHeader].some(
    (name) => headerOf(signed, name) !== '',
  );
  if (!offered) return { ok: false, reason: 'unsigned' };
  for (const [secretIndex, secret] of signed.secrets.entries()) {
    if (secret === '') continue;
    for (const scheme of signed.pinned === undefined ? schemes : [signed.pinned]) {
      if (await checks[scheme](signed, secret)) return { ok: true, scheme, secretIndex };
    }
  }
  return { ok: false, reason: 'wrong' };
}

function headerOf({ headers }: Signed, name: string): string {
  return headers.get(name)?.trim() ?? '';
}

function signatureOf(signed: Signed): string {
  return headerOf(signed, signatureHeader).replace(/^sha256=/i, '');
}

async function isHex(signed: Signed, secret: string): Promise<boolean> {
  const signature = signatureOf(signed);
  return (
    signature !== '' && sameSecret(toHex(await hmacSha256(secret, signed.body)), signature.toLowerCase())
  );
}

async function isBase64(signed: Signed, secret: string): Promise<boolean> {
  const signature = fromBase64(signatureOf(signed));
  return (
    signature !== null &&
    signature.byteLength === 32 &&
    sameSecret(await hmacSha256(secret, signed.body), signature)
  );
}

// The standard allows five minutes, so that nothing old is played again. Here a repetition is harmless (a webhook is
// only a hint, the state is read from the API) and a delay of a day is normal.
const oldest = 25 * hour;
const mostAhead = 5 * minute;

async function isStandard(signed: Signed, secret: string): Promise<boolean> {
  const id = headerOf(signed, 'webhook-id');
  const timestamp = headerOf(signed, 'webhook-timestamp');
  const key = standardKey(secret);
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || key === null) return false;
  const age = signed.now - Number(timestamp) * second;
  if (age > oldest || age < -mostAhead) return false;
  const prefix = utf8(`${id}.${timestamp}.`);
  const content = new Uint8Array(prefix.byteLength + signed.body.byteLength);
  content.set(prefix);
  content.set(signed.body, prefix.byteLength);
  const expected = await hmacSha256(key, content);
  return headerOf(signed, standardHeader)
    .split(/\s+/)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => fromBase64(one.slice('v1,'.length)))
    .some((signature) => signature !== null && sameSecret(expected, signature));
}

function standardKey(secret: string): Uint8Array | null {
  if (!secret.startsWith('whsec_')) return utf8(secret);
  const key = fromBase64(secret.slice('whsec_'.length));
  return key === null || key.byteLength === 0 ? null : key;
}

async function isSharedSecret(signed: Signed, secret: string): Promise<boolean> {
  const given = headerOf(signed, secretHeader);
  return given !== '' && sameSecret(secret, given);
}
