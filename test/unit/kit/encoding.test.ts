import { describe, expect, test } from 'vitest';
import { fromBase64, fromUtf8, toBase64, toBase64Url, toHex, utf8 } from '../../../src/kit/encoding.ts';

const lengths = Array.from({ length: 40 }, (_, length) => length);
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
const every = Uint8Array.from({ length: 256 }, (_, index) => index);

describe('base64', () => {
  test('is what the platform writes, for every byte', () => {
    expect(toBase64(every)).toBe(Buffer.from(every).toString('base64'));
    expect(toBase64Url(every)).toBe(Buffer.from(every).toString('base64url'));
  });

  test.each(lengths)('of %i bytes reads back, in both alphabets, padded or not', (length) => {
    const bytes = bytesOf(length);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    expect(fromBase64(toBase64(bytes).replace(/=+$/, ''))).toEqual(bytes);
    expect(fromBase64(toBase64Url(bytes))).toEqual(bytes);
  });

  test('of the URL has no letter that a URL would change', () => {
    for (const length of lengths) expect(toBase64Url(bytesOf(length))).toMatch(/^[\w-]*$/);
  });

  test('that is none is null', () => {
    for (const text of ['!', 'a b', 'abc\n', 'AA=A', 'A', 'AAAAA', 'è', '%20'])
      expect([text, fromBase64(text)]).toEqual([text, null]);
  });
});

test('hex has two digits for each byte', () => {
  expect(toHex(Uint8Array.of(0, 1, 15, 16, 255))).toBe('00010f10ff');
  expect(toHex(new Uint8Array())).toBe('');
});

test('text goes to UTF-8 and back', () => {
  for (const text of ['', 'però', '💶', 'a\u0000b']) expect(fromUtf8(utf8(text))).toBe(text);
  expect([...utf8('€')]).toEqual([0xe2, 0x82, 0xac]);
});
