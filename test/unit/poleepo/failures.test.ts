import { describe, expect, test } from 'vitest';
import type { ErrorFacts } from '../../../src/kit/errors.ts';
import { contractOrder, orderId } from './contract-order.ts';
import { failing } from './failing.ts';
import type { Route } from './fake-poleepo.ts';
import { createBench, json } from './fake-poleepo.ts';

const html = (status: number, title = '502 Bad Gateway') =>
  new Response(`<!doctype html><html><head><title>${title}</title></head></html>`, { status });
const cutOff = () => new Response(JSON.stringify({ data: contractOrder() }).slice(0, 200));
const failure = (code: string, message = 'no') => ({ success: false, message, code });

/** The errors of a read and of a write that Poleepo answers in the same way. */
async function errorsOf(answer: Route) {
  const read = await failing(createBench({ 'GET /orders/918273': answer }).client.orders.get(orderId));
  const { client } = createBench({ 'PUT /orders/918273': answer });
  return { read, write: await failing(client.orders.setStatus(orderId, 'IN_PROCESS')) };
}

describe('an answer with a bad status', () => {
  test.each<[number, ErrorFacts]>([
    [302, { code: 'struggling', advice: 'retry' }],
    [400, { code: 'refused', advice: 'give-up' }],
    [401, { code: 'denied', advice: 'wait' }],
    [403, { code: 'forbidden', advice: 'give-up' }],
    [404, { code: 'not-found', advice: 'give-up' }],
    [405, { code: 'refused', advice: 'give-up' }],
    [408, { code: 'struggling', advice: 'retry', mayHaveHappened: true }],
    [409, { code: 'conflict', advice: 'retry' }],
    [410, { code: 'not-found', advice: 'give-up' }],
    [413, { code: 'refused', advice: 'give-up' }],
    [422, { code: 'refused', advice: 'give-up' }],
    [429, { code: 'rate-limited', advice: 'wait' }],
    [500, { code: 'struggling', advice: 'retry', mayHaveHappened: true }],
    [502, { code: 'struggling', advice: 'wait', mayHaveHappened: true }],
    [503, { code: 'struggling', advice: 'wait', mayHaveHappened: true }],
    [504, { code: 'struggling', advice: 'wait', mayHaveHappened: true }],
    [522, { code: 'struggling', advice: 'wait', mayHaveHappened: true }],
  ])(
    '%i becomes its error, as JSON, as HTML and empty',
    async (status, { mayHaveHappened = false, ...facts }) => {
      for (const answer of [
        () => json(failure('X'), status),
        () => html(status),
        () => new Response(null, { status }),
      ]) {
        const { read, write } = await errorsOf(answer);
        expect(read).toMatchObject({ ...facts, side: 'poleepo', mayHaveHappened: false });
        expect(write).toMatchObject({ ...facts, side: 'poleepo', mayHaveHappened });
      }
    },
  );

  test('carries the code of Poleepo, else the status', async () => {
    expect((await errorsOf(() => json(failure('ORDER_LOCKED'), 409))).read.vendorCode).toBe('ORDER_LOCKED');
    expect((await errorsOf(() => html(502))).read.vendorCode).toBe('HTTP 502');
    expect((await errorsOf(() => json(failure('<b>no code</b>'), 409))).read.vendorCode).toBe('HTTP 409');
  });

  test('keeps the words of Poleepo with the members they are about', async () => {
    const errors = [
      { field: 'status', code: 'UNKNOWN_STATUS', message: 'is not a status' },
      { field: 'note' },
      'odd',
    ];
    const { write } = await errorsOf(() =>
      json({ success: false, message: 'Validation failed', errors }, 422),
    );
    expect(write.message).toContain('Validation failed; status UNKNOWN_STATUS is not a status; note');
    expect(write.vendorCode).toBe('UNKNOWN_STATUS');
  });

  test('has its words cut to 500 characters', async () => {
    const { read } = await errorsOf(() => json(failure('X', 'long '.repeat(1000)), 422));
    expect(read.message.length).toBeLessThan(600);
    expect(read.message).toContain('long long');
  });

  test('tells of the page that came instead', async () => {
    expect((await errorsOf(() => html(502))).read.message).toContain('502 Bad Gateway');
  });

  test('has a hint in both languages', async () => {
    for (const status of [400, 401, 403, 404, 409, 429, 500, 502]) {
      const { read } = await errorsOf(() => json(failure('X'), status));
      expect(read.hint?.it).toMatch(/Poleepo/);
      expect(read.hint?.en).toMatch(/Poleepo/);
    }
  });
});

describe('a limit that was reached', () => {
  test('says how long in seconds', async () => {
    const { read } = await errorsOf(() => json(failure('X'), 429, { 'retry-after': '120' }));
    expect(read.retryAfterMs).toBe(120_000);
  });

  test('says until when as a date', async () => {
    const { read } = await errorsOf(() =>
      json(failure('X'), 429, { 'retry-after': 'Wed, 03 Jun 2026 08:25:00 GMT' }),
    );
    expect(read.retryAfterMs).toBe(600_000);
  });

  test.each([{}, { 'retry-after': 'soon' }, { 'retry-after': '' }])(
    'says nothing with %j',
    async (headers) => {
      const { read } = await errorsOf(() => json(failure('X'), 429, headers));
      expect(read.retryAfterMs).toBeUndefined();
    },
  );
});

describe('an answer with a good status', () => {
  test('that says success false is a refusal', async () => {
    const { read, write } = await errorsOf(() => json(failure('ORDER_CLOSED', 'Order closed')));
    expect(read).toMatchObject({ code: 'refused', advice: 'give-up', vendorCode: 'ORDER_CLOSED' });
    expect(read.message).toContain('Order closed');
    expect(write.mayHaveHappened).toBe(false);
  });

  test('that is cut off is asked for again later', async () => {
    const { read, write } = await errorsOf(cutOff);
    expect(read).toMatchObject({
      code: 'unreadable',
      advice: 'retry',
      vendorCode: 'NOT_JSON',
      mayHaveHappened: false,
    });
    expect(write).toMatchObject({ code: 'unreadable', advice: 'retry', mayHaveHappened: true });
  });

  test('that is a page for people is trouble of Poleepo', async () => {
    const { read, write } = await errorsOf(() => html(200, 'Maintenance'));
    expect(read).toMatchObject({ code: 'struggling', advice: 'retry', mayHaveHappened: false });
    expect(read.message).toContain('Maintenance');
    expect(write.mayHaveHappened).toBe(true);
  });

  test.each([{}, { data: null }, { data: [] }, [], 'text', null])('of %j is for a person', async (body) => {
    const { client } = createBench({ 'GET /orders/918273': () => json(body) });
    const error = await failing(client.orders.get(orderId));
    expect(error).toMatchObject({ code: 'unreadable', advice: 'give-up', vendorCode: 'order' });
  });

  test('that is longer than 8 MB is not read', async () => {
    const { client } = createBench({ 'GET /orders/918273': () => new Response('x'.repeat(9 * 1024 * 1024)) });
    expect(await failing(client.orders.get(orderId))).toMatchObject({
      code: 'unreadable',
      mayHaveHappened: false,
    });
  });
});
