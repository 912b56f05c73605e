import { describe, expect, test } from 'vitest';
import type { PoleepoBatchId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { manyDrafts, parentDraft, variantDraft, withdrawalDraft } from './drafts.ts';
import { failing } from './failing.ts';
import type { Bench, Route } from './fake-poleepo.ts';
import { createBench, json, never } from './fake-poleepo.ts';

const post = 'POST /products/batch';
const accepted: Route = () => json({ data: { id: 5512, status: 'QUEUED', total: 3 } }, 202);
const lost: Route = () => Promise.reject(new TypeError('network connection lost'));
const taken = { kind: 'accepted', id: 5512 as PoleepoBatchId, total: 3 };

describe('a batch', () => {
  test('is sent in the order of its entries and is known by its id', async () => {
    const { client, lines, received } = createBench({ [post]: accepted });
    const drafts = [parentDraft(), variantDraft(), withdrawalDraft({ sku: 'OLD' })];
    expect(await client.batches.send(drafts)).toEqual(taken);
    expect(lines()).toEqual([post]);
    expect(received[1]?.body).toMatchObject({
      products: [
        { product_id: '', sku: '48', price: 27.05 },
        { product_id: '', sku: 'TSHIRT-L', parent_sku: '48', price: 27.05, price_with_tax: 33 },
        { product_id: 16_292_716, sku: 'OLD', quantity: 0, active: false },
      ],
    });
    expect(received[1]?.body).toHaveProperty('products.length', 3);
  });

  test('writes its amounts as numbers that print exactly so', async () => {
    const texts: string[] = [];
    const bench = createBench({ [post]: accepted });
    await bench.client.batches.send([variantDraft({ price: decimal('0.1').plus('0.2') })]);
    texts.push(...bench.records.flatMap(({ request }) => (request === null ? [] : [request])));
    expect(texts.join()).toContain('"price":0.3,"price_with_tax":33,"vat_rate":22,"quantity":12');
  });

  test.each([
    [{ id: '5512', total: '3' }, taken],
    [{ id: 5512 }, { ...taken, total: null }],
    [
      { id: 5512, total: 'three', status: { id: 'QUEUED' } },
      { ...taken, total: null },
    ],
  ])('may be accepted as %j', async (data, sending) => {
    const { client } = createBench({ [post]: () => json({ data }) });
    expect(await client.batches.send(manyDrafts(3))).toEqual(sending);
  });

  test('of no entries is not sent', async () => {
    const { client, received } = createBench({});
    expect(await failing(client.batches.send([]))).toMatchObject({ code: 'invalid', advice: 'give-up' });
    expect(received).toEqual([]);
  });

  test('with a number that cannot be written is not sent', async () => {
    const { client, received } = createBench({});
    const drafts = [variantDraft(), variantDraft({ price: decimal(1).div(3) })];
    expect(await failing(client.batches.send(drafts))).toMatchObject({
      code: 'invalid',
      vendorCode: 'price',
      mayHaveHappened: false,
    });
    expect(received).toEqual([]);
  });

  test('is recorded under its path, without secrets', async () => {
    const { client, records } = createBench({ [post]: accepted });
    await client.batches.send([variantDraft()]);
    expect(records.at(-1)).toMatchObject({
      side: 'poleepo',
      direction: 'out',
      method: 'POST',
      endpoint: '/products/batch',
      status: 202,
      error: null,
      request: expect.stringContaining('https://ponte.example.com/i/a') as string,
      response: expect.stringContaining('5512') as string,
    });
    expect(JSON.stringify(records)).not.toContain('token-1');
  });
});

describe('a batch over the size', () => {
  const refusal = { success: false, message: 'Too many products', code: 'BATCH_TOO_LARGE' };

  test.each<[string, Route]>([
    ['413 and the code', () => json(refusal, 413)],
    ['413 alone', () => new Response(null, { status: 413 })],
    [
      '413 and a page',
      () => new Response('<html><title>Request Entity Too Large</title></html>', { status: 413 }),
    ],
    ['413 and another code', () => json({ ...refusal, code: 'PAYLOAD' }, 413)],
    ['422 and the code', () => json(refusal, 422)],
    ['400 and the code in small letters', () => json({ ...refusal, code: 'batch_too_large' }, 400)],
    ['200 and the code', () => json(refusal)],
    [
      '422 and the code behind another',
      () => json({ success: false, code: 'VALIDATION_ERROR', errors: [{ code: 'BATCH_TOO_LARGE' }] }, 422),
    ],
  ])('is told by %s', async (_, route) => {
    const { client } = createBench({ [post]: route });
    expect(await client.batches.send(manyDrafts(101))).toEqual({ kind: 'too-large' });
  });

  test('is not told by an answer for a token', async () => {
    const { client } = createBench({ 'POST /oauth/access_token': () => json(refusal, 413) });
    expect(await failing(client.batches.send(manyDrafts(1)))).toMatchObject({ code: 'denied' });
  });

  test('is not told by another refusal', async () => {
    const { client } = createBench({ [post]: () => json({ success: false, code: 'VALIDATION_ERROR' }, 422) });
    expect(await failing(client.batches.send(manyDrafts(1)))).toMatchObject({
      code: 'refused',
      advice: 'give-up',
      vendorCode: 'VALIDATION_ERROR',
      mayHaveHappened: false,
    });
  });
});

describe('a batch that may have been taken', () => {
  test('is one whose answer was lost, and is not sent again', async () => {
    const { client, lines } = createBench({ [post]: lost });
    expect(await failing(client.batches.send(manyDrafts(2)))).toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
    expect(lines()).toEqual([post]);
  });

  test('is one whose answer came too late', async () => {
    const bench: Bench = createBench({
      [post]: () => {
        bench.clock.advance(30_000);
        return never();
      },
    });
    expect(await failing(bench.client.batches.send(manyDrafts(2)))).toMatchObject({
      code: 'timed-out',
      mayHaveHappened: true,
    });
    expect(bench.lines()).toEqual([post]);
  });

  test.each<[string, Route]>([
    ['cut off', () => new Response('{"data":{"id":55', { status: 202 })],
    ['a page', () => new Response('<html></html>', { status: 200 })],
    ['500', () => json({ success: false }, 500)],
    ['502', () => new Response('<html></html>', { status: 502 })],
    ['503', () => json({ success: false }, 503)],
    ['empty', () => new Response(null, { status: 204 })],
    ['without an id', () => json({ data: { status: 'QUEUED' } }, 202)],
    ['with an id that is none', () => json({ data: { id: 'b-1' } }, 202)],
  ])('is one whose answer is %s', async (_, route) => {
    const { client, lines } = createBench({ [post]: route });
    expect(await failing(client.batches.send(manyDrafts(2)))).toMatchObject({ mayHaveHappened: true });
    expect(lines()).toEqual([post]);
  });

  test('is for a person where it was accepted without an id that we understand', async () => {
    const { client } = createBench({ [post]: () => json({ data: { batch: 'b-1' } }, 202) });
    const error = await failing(client.batches.send(manyDrafts(2)));
    expect(error).toMatchObject({ code: 'unreadable', advice: 'give-up', vendorCode: 'id' });
    expect(error).toHaveProperty('raw', '{"batch":"b-1"}');
  });

  test.each([403, 409, 422, 429])('is none that was answered by %i', async (status) => {
    const { client } = createBench({ [post]: () => json({ success: false }, status) });
    expect(await failing(client.batches.send(manyDrafts(2)))).toMatchObject({ mayHaveHappened: false });
  });

  test('is none whose token could not be had', async () => {
    const { client, lines } = createBench({ 'POST /oauth/access_token': lost });
    expect(await failing(client.batches.send(manyDrafts(2)))).toMatchObject({
      code: 'unreachable',
      mayHaveHappened: false,
    });
    expect(lines()).toEqual([]);
  });
});

test('a batch whose token has ended is sent once more with a new one, and is taken once', async () => {
  const { client, received, lines } = createBench({
    [post]: (call, nth) => (nth === 1 ? json({ success: false }, 401) : accepted(call, nth)),
  });
  expect(await client.batches.send(manyDrafts(3))).toEqual(taken);
  expect(lines()).toEqual([post, post]);
  expect(received.filter(({ path }) => path === '/products/batch').map(({ token }) => token)).toEqual([
    'token-1',
    'token-2',
  ]);
});

test('too many batches make the whole side wait for as long as Poleepo says', async () => {
  const { client } = createBench({ [post]: () => json({ success: false }, 429, { 'retry-after': '90' }) });
  expect(await failing(client.batches.send(manyDrafts(1)))).toMatchObject({
    code: 'rate-limited',
    advice: 'wait',
    retryAfterMs: 90_000,
  });
});
