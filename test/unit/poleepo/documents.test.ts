import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../src/kit/encoding.ts';
import { largestFile, withoutFiles } from '../../../src/poleepo/file-limits.ts';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { failing } from './failing.ts';
import { createBench, json } from './fake-poleepo.ts';

const orderId = 918_273 as PoleepoOrderId;
const route = '/orders/918273/documents';
const bytes = Uint8Array.from([...utf8('%PDF-1.7\n'), 0xff, 0x00]);
const content = btoa(String.fromCharCode(...bytes));
const invoice = { type: 'INVOICE', number: 'FPR 7/26', date: '2026-06-03', bytes } as const;

describe('adding a document', () => {
  test('sends it as base64', async () => {
    const bench = createBench({ [`POST ${route}`]: () => json({ data: { id: 31 } }, 201) });
    expect(await bench.client.documents.add(orderId, invoice)).toEqual({ id: '31' });
    const { bytes: _bytes, ...told } = invoice;
    expect(bench.received.at(-1)?.body).toEqual({ ...told, format: 'PDF', content });
  });

  test.each([{}, { data: null }, { data: { id: null } }])('may be answered by %j', async (answer) => {
    const { client } = createBench({ [`POST ${route}`]: () => json(answer) });
    expect(await client.documents.add(orderId, invoice)).toEqual({ id: null });
  });

  test('is not sent when it is no PDF or too large', async () => {
    const bench = createBench({});
    const large = new Uint8Array(largestFile + 1);
    large.set(bytes);
    for (const wrong of [utf8('<html>'), new Uint8Array(), large]) {
      const error = await failing(bench.client.documents.add(orderId, { ...invoice, bytes: wrong }));
      expect(error).toMatchObject({ code: 'invalid', vendorCode: 'content', mayHaveHappened: false });
      expect(error.hint?.it).toContain('PDF');
    }
    expect(bench.lines()).toEqual([]);
  });

  test('may have happened when its answer was lost or Poleepo failed', async () => {
    const lost = createBench({ [`POST ${route}`]: () => Promise.reject(new TypeError('lost')) });
    expect((await failing(lost.client.documents.add(orderId, invoice))).mayHaveHappened).toBe(true);
    expect(lost.lines()).toHaveLength(1);
    const failed = createBench({ [`POST ${route}`]: () => json({ success: false }, 500) });
    expect((await failing(failed.client.documents.add(orderId, invoice))).mayHaveHappened).toBe(true);
  });
});

describe('the documents of an order', () => {
  test('are tolerant of what is missing or odd', async () => {
    const data = [
      { id: 'a', type: 'INVOICE', number: 7, date: '2026-06-03', format: 'PDF', content },
      { id: 2, content: '', number: {} },
      {},
    ];
    const { client } = createBench({ [`GET ${route}`]: () => json({ data }) });
    const none = { type: null, number: null, date: null, format: null, bytes: null };
    expect(await client.documents.of(orderId)).toEqual([
      { id: 'a', type: 'INVOICE', number: '7', date: '2026-06-03', format: 'PDF', bytes },
      { ...none, id: '2' },
      { ...none, id: null },
    ]);
  });

  test.each([
    [{ data: {} }, 'data'],
    [{ data: ['x'] }, '0'],
  ])('are not guessed at: %j', async (answer, vendorCode) => {
    const { client } = createBench({ [`GET ${route}`]: () => json(answer) });
    expect(await failing(client.documents.of(orderId))).toMatchObject({ code: 'unreadable', vendorCode });
  });
});

describe('what the log keeps of a file', () => {
  test('is how long it is, on any depth', () => {
    const long = 'A'.repeat(50);
    expect(withoutFiles({ data: [{ content: long, title: long }] })).toEqual({
      data: [{ content: '[50 characters]', title: long }],
    });
  });

  test.each([null, 7, 'text', [], { content: 'short' }, { content: 7 }])('is %j as it is', (value) => {
    expect(withoutFiles(value)).toEqual(value);
  });
});
