import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import {
  imageToken,
  newImageId,
  readImageToken,
  type SignedImage,
} from '../../../src/products/image-token.ts';
import type { TenantId } from '../../../src/trade/ids.ts';

const keyOf = (fill: number) => new Uint8Array(32).fill(fill);
const [first, second, third] = [keyOf(1), keyOf(2), keyOf(3)];
const now = Date.UTC(2026, 5, 3, 8);

async function image(given: Partial<SignedImage> = {}, key = first): Promise<SignedImage> {
  return {
    tenantId: 'ten_018f00000000aabbccddeeff00112233' as TenantId,
    id: await newImageId(key, now, systemChance),
    checksum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    mimetype: 'image/jpeg',
    ...given,
  };
}

const tokenOf = async (signed: SignedImage, keys = { current: first }) =>
  (await imageToken(signed, keys)) ?? 'none';

test('a token names its image, its tenant and how its content begins', async () => {
  const signed = await image();
  const read = await readImageToken(await tokenOf(signed), { current: first });
  expect(read).toEqual({ tenantId: signed.tenantId, imageId: signed.id, checksum: 'da39a3ee5e6b' });
});

test('the token of an image is the same each time', async () => {
  const signed = await image();
  expect(await tokenOf(signed)).toBe(await tokenOf({ ...signed }));
});

test('a token is short, and of small letters, digits and the ending of its type alone', async () => {
  const token = await tokenOf(await image());
  expect(token).toMatch(/^[a-z0-9-]+\.jpg$/);
  expect(token.length).toBeLessThan(130);
});

test('an image of an unknown type has a token without an ending', async () => {
  const token = await tokenOf(await image({ mimetype: 'application/octet-stream' }));
  expect(token).toMatch(/^[a-z0-9-]+$/);
  expect(await readImageToken(token, { current: first })).not.toBeNull();
});

describe('is refused:', () => {
  const opened = async (tokens: readonly string[], current = first) =>
    (await Promise.all(tokens.map((token) => readImageToken(token, { current })))).filter(
      (read) => read !== null,
    );

  test('a token in which any one character is another', async () => {
    const token = await tokenOf(await image());
    const altered = Array.from(token, (letter, at) => {
      return `${token.slice(0, at)}${letter === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`;
    });
    expect(altered).toHaveLength(token.length);
    expect(await opened(altered)).toEqual([]);
  });

  test('a token that was cut, made longer, or given another ending', async () => {
    const token = await tokenOf(await image());
    const altered = [token.slice(0, -4), token.slice(1), `${token}.jpg`, token.replace('jpg', 'png')];
    expect(await opened(altered)).toEqual([]);
  });

  test('a token with the tenant of another', async () => {
    const [mine, theirs] = [await image(), await image({ tenantId: 'ten_b' as TenantId })];
    const [, ...rest] = (await tokenOf(mine)).split('-');
    const [tenant] = (await tokenOf(theirs)).split('-');
    expect(await opened([[tenant, ...rest].join('-')])).toEqual([]);
  });

  test('a token under a key that is not ours', async () => {
    expect(await opened([await tokenOf(await image())], second)).toEqual([]);
  });

  test('a text that is no token at all', async () => {
    expect(await opened(['', '-', 'a-b-c-d.jpg', '../etc/passwd', 'x'.repeat(5000)])).toEqual([]);
  });
});

describe('when the key is replaced', () => {
  const rotated = { current: second, previous: first };

  test('an address that was given goes on working, and stays what it is', async () => {
    const signed = await image();
    const before = await tokenOf(signed);
    expect(await imageToken(signed, rotated)).toBe(before);
    expect(await readImageToken(before, rotated)).not.toBeNull();
  });

  test('a new image is signed with the new key', async () => {
    const signed = await image({}, second);
    const token = (await imageToken(signed, rotated)) ?? '';
    expect(await readImageToken(token, { current: second })).not.toBeNull();
  });

  test('an image whose key is there no more has no address, and its old one opens nothing', async () => {
    const signed = await image();
    const before = await tokenOf(signed);
    const later = { current: third, previous: second };
    expect(await imageToken(signed, later)).toBeNull();
    expect(await readImageToken(before, later)).toBeNull();
  });
});
