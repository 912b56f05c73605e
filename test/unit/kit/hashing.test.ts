import { describe, expect, test } from 'vitest';
import { toHex } from '../../../src/kit/encoding.ts';
import { hmacSha256, sameSecret, sha1Hex, sha256Hex } from '../../../src/kit/hashing.ts';

test('SHA-256 of a text is that of its UTF-8 bytes', async () => {
  expect(await sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await sha256Hex('è')).toBe(await sha256Hex(Uint8Array.of(0xc3, 0xa8)));
});

test('SHA-1 of bytes is the one that others make', async () => {
  expect(await sha1Hex(Uint8Array.of(97, 98, 99))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
});

test('HMAC-SHA-256 is the one of RFC 4231', async () => {
  const data = 'what do ya want for nothing?';
  expect(toHex(await hmacSha256('Jefe', data))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

describe('two secrets', () => {
  test('are the same where every byte is, as text or as bytes', () => {
    expect(sameSecret('segreto', 'segreto')).toBe(true);
    expect(sameSecret('è', Uint8Array.of(0xc3, 0xa8))).toBe(true);
    expect(sameSecret('', '')).toBe(true);
  });

  test('differ by one letter, by their length, or by nothing but their case', () => {
    for (const other of ['segretO', 'segret', 'segreto ', '', 'Segreto'])
      expect([other, sameSecret('segreto', other)]).toEqual([other, false]);
  });
});
