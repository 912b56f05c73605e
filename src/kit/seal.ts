import type { Chance } from './chance.ts';
import { fromBase64, fromUtf8, toBase64Url, utf8 } from './encoding.ts';
import { SyncError } from './errors.ts';

/** A named AES-256 key. The id stands in every envelope, so that a key can be replaced while old envelopes still open. */
export interface SealingKey {
  id: string;
  bytes: Uint8Array;
}

export interface Sealer {
  /** Encrypts `plain`; `context` (whose it is, what it is) must be given again, equal, to open it. */
  seal(plain: string, context: string): Promise<string>;
  /** The plain text, or a SyncError `internal` where the envelope was altered, is of another context, or its key is gone. */
  open(envelope: string, context: string): Promise<string>;
  /** Whether the envelope was sealed under an older key and should be sealed again. */
  isStale(envelope: string): boolean;
}

/** AES-GCM with the context as additional data. The first key seals; all of them open. Envelope: `v1.<key id>.<iv>.<ciphertext>`. */
export function createSealer(keys: readonly [SealingKey, ...SealingKey[]], chance: Chance): Sealer {
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = (key: SealingKey) => {
    const known =
      imported.get(key.id) ??
      crypto.subtle.importKey('raw', key.bytes as Uint8Array<ArrayBuffer>, 'AES-GCM', false, [
        'encrypt',
        'decrypt',
      ]);
    imported.set(key.id, known);
    return known;
  };
  return {
    async seal(plain, context) {
      const iv = chance.bytes(12) as Uint8Array<ArrayBuffer>;
      const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(context) as Uint8Array<ArrayBuffer> };
      const sealed = await crypto.subtle.encrypt(
        algorithm,
        await keyOf(keys[0]),
        utf8(plain) as Uint8Array<ArrayBuffer>,
      );
      return `v1.${keys[0].id}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
    },
    async open(envelope, context) {
      const [version, keyId, iv, sealed] = envelope.split('.');
      const key = keys.find((candidate) => candidate.id === keyId);
      const ivBytes = fromBase64(iv ?? '');
      const sealedBytes = fromBase64(sealed ?? '');
      if (version !== 'v1' || key === undefined || ivBytes === null || sealedBytes === null) {
        throw new SyncError(`sealed value cannot be read (key ${keyId ?? 'none'})`, {
          code: 'internal',
          advice: 'give-up',
        });
      }
      const algorithm = {
        name: 'AES-GCM',
        iv: ivBytes as Uint8Array<ArrayBuffer>,
        additionalData: utf8(context) as Uint8Array<ArrayBuffer>,
      };
      try {
        const plain = await crypto.subtle.decrypt(
          algorithm,
          await keyOf(key),
          sealedBytes as Uint8Array<ArrayBuffer>,
        );
        return fromUtf8(new Uint8Array(plain));
      } catch (cause) {
        throw new SyncError('sealed value does not open', { code: 'internal', advice: 'give-up', cause });
      }
    },
    isStale: (envelope) => envelope.split('.')[1] !== keys[0].id,
  };
}
