import { describe, expect, test } from 'vitest';
import { hour, second } from '../../../src/kit/clock.ts';
import { toBase64Url, utf8 } from '../../../src/kit/encoding.ts';
import { readToken, signToken } from '../../../src/kit/signed-token.ts';

const now = Date.UTC(2026, 5, 3, 8);
const keys = { current: new Uint8Array(32).fill(1) };
const others = { current: new Uint8Array(32).fill(2) };
const signed = (given = keys) => signToken({ sub: 'per_1' }, { keys: given, now, expiresAt: now + hour });

describe('a signed token', () => {
  test('gives back its claims until it is over', async () => {
    const token = await signed();
    expect(await readToken(token, { keys, now })).toMatchObject({ sub: 'per_1' });
    expect(await readToken(token, { keys, now: now + hour - second })).toMatchObject({ sub: 'per_1' });
    expect(await readToken(token, { keys, now: now + hour })).toBeNull();
  });

  test('of another key says nothing', async () => {
    expect(await readToken(await signed(others), { keys, now })).toBeNull();
  });

  test('of the previous key still counts, and none is signed with it', async () => {
    const rotated = { current: others.current, previous: keys.current };
    expect(await readToken(await signed(keys), { keys: rotated, now })).toMatchObject({ sub: 'per_1' });
    const fresh = await signToken({ sub: 'per_2' }, { keys: rotated, now, expiresAt: now + hour });
    expect(await readToken(fresh, { keys, now })).toBeNull();
    expect(await readToken(fresh, { keys: others, now })).toMatchObject({ sub: 'per_2' });
  });

  test('that was altered says nothing', async () => {
    const [header = '', , signature = ''] = (await signed()).split('.');
    const claims = toBase64Url(utf8(JSON.stringify({ sub: 'per_9', exp: (now + hour) / second })));
    expect(await readToken(`${header}.${claims}.${signature}`, { keys, now })).toBeNull();
  });

  test('without a signature, or of no known form, says nothing', async () => {
    const none = toBase64Url(utf8(JSON.stringify({ alg: 'none' })));
    const claims = toBase64Url(utf8(JSON.stringify({ sub: 'per_9', exp: (now + hour) / second })));
    for (const token of [`${none}.${claims}.`, '', 'x', 'a.b.c', `${await signed()}x`])
      expect([token, await readToken(token, { keys, now })]).toEqual([token, null]);
  });
});
