import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hour, minute } from '../../../src/kit/clock.ts';
import type { Scheme, Signed } from '../../../src/poleepo/webhook-signature.ts';
import { verifySignature } from '../../../src/poleepo/webhook-signature.ts';

const now = Date.UTC(2026, 5, 3, 8, 15);
const body = Buffer.from('{"id":"evt_1","event":"STATUS_ORDER","data":{"id":918273,"note":"perché"}}');
const secret = 'whk_s3cr3t-of-poleepo';
const hmac = (key: string | Buffer, content: string | Buffer) =>
  createHmac('sha256', key).update(content).digest();

function verify(headers: Record<string, string>, changes: Partial<Signed> = {}) {
  return verifySignature({ headers: new Headers(headers), body, secrets: [secret], now, ...changes });
}

function standard(key: string | Buffer, at = now, id = 'msg_1') {
  const timestamp = String(Math.floor(at / 1000));
  const signature = hmac(key, Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])).toString('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

const hex = hmac(secret, body).toString('hex');
const base64 = hmac(secret, body).toString('base64');
const signed: Record<Scheme, Record<string, string>> = {
  'hmac-hex': { 'x-poleepo-signature': hex },
  'hmac-base64': { 'x-poleepo-signature': base64 },
  'standard-webhooks': standard(secret),
  'shared-secret': { 'x-poleepo-secret': secret },
};
const schemes = Object.entries(signed) as [Scheme, Record<string, string>][];

describe('a signature', () => {
  test.each(schemes)('by %s is accepted', async (scheme, headers) => {
    expect(await verify(headers)).toEqual({ ok: true, scheme, secretIndex: 0 });
    expect(await verify(headers, { pinned: scheme })).toEqual({ ok: true, scheme, secretIndex: 0 });
  });

  test.each(schemes)('by %s with another secret is wrong', async (_, headers) => {
    expect(await verify(headers, { secrets: ['another'] })).toEqual({ ok: false, reason: 'wrong' });
  });

  test.each(schemes.filter(([scheme]) => scheme !== 'shared-secret'))(
    'by %s of another body is wrong',
    async (_, headers) => {
      for (const other of [Buffer.concat([body, Buffer.from(' ')]), Buffer.from('')]) {
        expect(await verify(headers, { body: other })).toEqual({ ok: false, reason: 'wrong' });
      }
    },
  );

  test.each(schemes)('by %s is wrong where another scheme is pinned', async (scheme, headers) => {
    for (const [pinned] of schemes.filter(([other]) => other !== scheme)) {
      expect(await verify(headers, { pinned })).toEqual({ ok: false, reason: 'wrong' });
    }
  });

  test('may carry the name of its hash, capitals and blanks', async () => {
    for (const signature of [`sha256=${hex}`, hex.toUpperCase(), ` ${hex} `, `SHA256=${hex}`]) {
      expect(await verify({ 'x-poleepo-signature': signature })).toMatchObject({
        ok: true,
        scheme: 'hmac-hex',
      });
    }
    expect(await verify({ 'x-poleepo-signature': `sha256=${base64}` })).toMatchObject({
      ok: true,
      scheme: 'hmac-base64',
    });
  });

  test.each([
    '',
    'sha256=',
    hex.slice(0, 62),
    `${hex}00`,
    hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    '%%%',
    'é',
  ])('of %j is not accepted', async (signature) => {
    expect((await verify({ 'x-poleepo-signature': signature })).ok).toBe(false);
  });
});

describe('secrets', () => {
  test('of a rotation are all valid, and the one that fits is told', async () => {
    for (const [scheme, headers] of schemes) {
      expect(await verify(headers, { secrets: ['new', secret] })).toEqual({
        ok: true,
        scheme,
        secretIndex: 1,
      });
    }
  });

  test('that are empty or missing accept nothing', async () => {
    for (const [, headers] of schemes) {
      expect(await verify(headers, { secrets: [] })).toEqual({ ok: false, reason: 'wrong' });
      expect(await verify(headers, { secrets: [''] })).toEqual({ ok: false, reason: 'wrong' });
    }
    expect((await verify({ 'x-poleepo-secret': '' }, { secrets: [''] })).ok).toBe(false);
  });
});

describe('without a signature', () => {
  test.each([
    {},
    { 'x-poleepo-signature': '' },
    { 'x-poleepo-secret': '  ' },
    { 'webhook-id': 'm', 'webhook-timestamp': '1' },
  ])('the headers %j are unsigned', async (headers) => {
    expect(await verify(headers)).toEqual({ ok: false, reason: 'unsigned' });
  });
});

describe('the Standard Webhooks', () => {
  test('may have a key in base64 behind whsec_', async () => {
    const key = Buffer.from('a key of twenty-four byte');
    const secrets = [`whsec_${key.toString('base64')}`];
    expect(await verify(standard(key), { secrets })).toMatchObject({ ok: true, scheme: 'standard-webhooks' });
    expect((await verify(standard(secrets[0] ?? ''), { secrets })).ok).toBe(false);
  });

  test.each(['whsec_', 'whsec_***'])('accept nothing under the secret %s', async (broken) => {
    expect((await verify(standard('x'), { secrets: [broken] })).ok).toBe(false);
  });

  test('may carry several signatures', async () => {
    const headers = standard(secret);
    const several = `v1a,AAAA v1,${hmac('old', body).toString('base64')} ${headers['webhook-signature']}`;
    expect(await verify({ ...headers, 'webhook-signature': several })).toMatchObject({ ok: true });
  });

  test('are wrong without an id', async () => {
    const { 'webhook-id': _id, ...headers } = standard(secret, now, '');
    expect(await verify(headers)).toEqual({ ok: false, reason: 'wrong' });
  });

  test('sign their id and their time too', async () => {
    const headers = standard(secret);
    expect((await verify({ ...headers, 'webhook-id': 'msg_2' })).ok).toBe(false);
    expect((await verify({ ...headers, 'webhook-timestamp': String(now / 1000 - 1) })).ok).toBe(false);
  });

  test.each([-25 * hour, -24 * hour, 0, 5 * minute])(
    'are accepted when signed %i ms from now',
    async (offset) => {
      expect((await verify(standard(secret, now + offset))).ok).toBe(true);
    },
  );

  test.each([-25 * hour - 1000, 5 * minute + 1000])(
    'are wrong when signed %i ms from now',
    async (offset) => {
      expect(await verify(standard(secret, now + offset))).toEqual({ ok: false, reason: 'wrong' });
    },
  );

  test.each(['', 'now', '1e9', '-5', '9'.repeat(30)])('are wrong with the time %j', async (timestamp) => {
    expect((await verify({ ...standard(secret), 'webhook-timestamp': timestamp })).ok).toBe(false);
  });
});
