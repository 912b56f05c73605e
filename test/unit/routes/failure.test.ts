import { HTTPException } from 'hono/http-exception';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, SyncError } from '../../../src/kit/errors.ts';
import { failureResponse, problemOf } from '../../../src/routes/failure.ts';
import { Problem, problem } from '../../../src/routes/problem.ts';
import { wordsOf } from '../../../src/tenants/error-words.ts';

const ours: [ErrorCode, number][] = [
  ['invalid', 400],
  ['denied', 401],
  ['forbidden', 403],
  ['not-found', 404],
  ['conflict', 409],
  ['address-refused', 422],
  ['not-configured', 422],
  ['refused', 422],
  ['rate-limited', 429],
  ['internal', 500],
  ['unreachable', 503],
  ['timed-out', 503],
  ['struggling', 503],
  ['unreadable', 503],
];

describe('an error of ours', () => {
  test.each(ours)('%s is answered %i', (code, status) => {
    expect(problemOf(new SyncError('x', { code })).facts).toMatchObject({ status, code });
  });
});

describe('an error of the other side', () => {
  test.each([
    ['denied', 422],
    ['forbidden', 422],
    ['rate-limited', 503],
    ['invalid', 422],
    ['not-found', 404],
    ['struggling', 503],
  ] satisfies [ErrorCode, number][])(
    '%s is answered %i, never as if the caller were not signed in',
    (code, status) => {
      const { facts } = problemOf(new SyncError('x', { code, side: 'odoo' }));
      expect(facts).toMatchObject({ status, code });
    },
  );

  test('is told with its name', () => {
    expect(wordsOf({ code: 'unreachable', side: 'poleepo' }).message.en).toBe('Poleepo cannot be reached.');
    expect(wordsOf({ code: 'denied', side: 'odoo' }).message.it).toBe('Odoo non accetta le credenziali.');
  });
});

test('every code has words in both languages, with and without a side', () => {
  for (const [code] of ours)
    for (const side of ['odoo', undefined])
      for (const words of Object.values(wordsOf({ code, side })))
        expect([words.it, words.en].map((text) => /^[^%]*\w[^%]*\.$/.test(text))).toEqual([true, true]);
});

test('an error’s own hint goes before the general one; its message is for the log alone', async () => {
  const hint = { it: 'Fai questo.', en: 'Do this.' };
  const thrown = new SyncError('secret detail', { code: 'refused', side: 'odoo', hint });
  const response = failureResponse(problemOf(thrown).facts, 'en', 'req_1');
  const text = await response.text();
  expect(JSON.parse(text)).toEqual({
    error: { code: 'refused', message: 'Odoo refused the request.', hint: 'Do this.', requestId: 'req_1' },
  });
  expect(text).not.toContain('secret detail');
});

test('the wait that was asked for is told in whole seconds, one at least', () => {
  const after = (retryAfterMs: number) => {
    const { facts } = problemOf(new SyncError('x', { code: 'rate-limited', retryAfterMs }));
    return failureResponse(facts, 'it', 'req_1').headers.get('retry-after');
  };
  expect([after(1), after(1500), after(60_000)]).toEqual(['1', '2', '60']);
});

test('what nobody foresaw is 500 without its words', async () => {
  for (const thrown of [new TypeError('secret detail'), 'secret detail', null, { secret: 'detail' }]) {
    const response = failureResponse(problemOf(thrown).facts, 'en', 'req_1');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  }
});

test('a refusal of the framework is one of ours', () => {
  expect(problemOf(new HTTPException(403)).facts.code).toBe('cross-site');
  expect(problemOf(new HTTPException(404)).facts.code).toBe('not-found');
});

test('a problem passes as it is', () => {
  const own = new Problem({
    status: 409,
    code: 'mine',
    message: { it: 'a', en: 'b' },
    hint: { it: 'c', en: 'd' },
  });
  expect(problemOf(own)).toBe(own);
});

test('whoever is not signed in is told how to', () => {
  const response = failureResponse(problem('not-signed-in').facts, 'it', 'req_1');
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(response.headers.get('content-language')).toBe('it');
});
