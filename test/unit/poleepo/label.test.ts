import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../src/kit/encoding.ts';
import { largestFile } from '../../../src/poleepo/file-limits.ts';
import { labelFormatOf } from '../../../src/poleepo/label-format.ts';
import type { LabelFormat } from '../../../src/poleepo/label-format.ts';
import type { PoleepoShippingId } from '../../../src/trade/ids.ts';
import { failing } from './failing.ts';
import { clientSecret, createBench, json } from './fake-poleepo.ts';

const id = 7781 as PoleepoShippingId;
const route = 'GET /shippings/7781/label';

// Bytes that are no UTF-8: they must come through as they are.
const pdf = Uint8Array.from([...utf8('%PDF-1.7\n'), 0xff, 0xfe, 0x00, 0x80, ...utf8('\n%%EOF')]);
const base64 = btoa(String.fromCharCode(...pdf));

function asked(answer: () => Response, format: LabelFormat = 'PDF') {
  const bench = createBench({ [route]: answer });
  return { bench, reading: () => bench.client.shippings.label(id, format) };
}

const file = (body: BodyInit | null, type = 'application/pdf') =>
  new Response(body, { headers: { 'content-type': type } });

describe('a label', () => {
  test.each([
    ['as bytes', () => file(pdf)],
    ['as bytes of any claimed type', () => file(pdf, 'application/octet-stream')],
    ['as base64 in JSON', () => json({ data: { format: 'PDF', content: base64 } })],
    ['as base64 in lines', () => json({ data: { content: `${base64.slice(0, 8)}\r\n${base64.slice(8)}` } })],
    ['as a data URL in JSON', () => json({ data: { content: `data:application/pdf;base64,${base64}` } })],
  ])('comes %s, byte for byte', async (_, answer) => {
    expect(await asked(answer).reading()).toEqual({ kind: 'label', format: 'PDF', bytes: pdf });
  });

  test('is asked for in its format, as any kind of answer', async () => {
    const { bench, reading } = asked(() => file('^XA^XZ', 'text/plain'), 'ZPL');
    expect(await reading()).toMatchObject({ kind: 'label', format: 'ZPL' });
    expect(bench.received.at(-1)?.query).toEqual({ format: 'ZPL' });
  });

  test('that came in another format than asked for says in which', async () => {
    expect(await asked(() => file(pdf), 'ZPL').reading()).toMatchObject({ kind: 'label', format: 'PDF' });
  });

  test.each([
    ['404', () => json({ success: false, code: 'LABEL_NOT_READY' }, 404)],
    ['404 with a page', () => new Response('<html>', { status: 404 })],
    ['409', () => json({ success: false }, 409)],
    ['425', () => new Response(null, { status: 425 })],
    ['nothing', () => new Response(null, { status: 204 })],
    ['nothing yet', () => new Response('', { status: 202 })],
    ['JSON without data', () => json({ success: true }, 202)],
    ['an empty content', () => json({ data: { format: 'PDF', content: '' } })],
    ['no content', () => json({ data: { format: 'PDF', content: null } })],
  ])('answered by %s is not ready', async (_, answer) => {
    expect(await asked(answer).reading()).toEqual({ kind: 'not-ready' });
  });

  test.each([
    ['a page', () => file('<html><title>Login</title>', 'text/html; charset=utf-8'), 'text/html'],
    ['a page that claims to be a PDF', () => file('<!doctype html>'), 'application/pdf'],
    ['a picture', () => file(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'), 'image/png'],
    ['a PDF behind something else', () => file('x%PDF-1.4'), 'application/pdf'],
    ['bytes of no type', () => new Response(Uint8Array.from([1, 2])), null],
    [
      'JSON that holds a link',
      () => json({ data: { url: 'https://example.com/label.pdf' } }),
      'application/json',
    ],
    ['JSON that holds no base64', () => json({ data: { content: '***' } }), 'application/json'],
    ['a page in base64', () => json({ data: { content: btoa('<html>') } }), 'application/json'],
  ])('is not %s', async (_, answer, contentType) => {
    expect(await asked(answer).reading()).toEqual({ kind: 'not-a-label', contentType });
  });

  test.each([
    ['a failure that says 200', () => json({ success: false, code: 'X' }), 'refused'],
    ['JSON that was cut off', () => file('{"data":{"content":"JVBER', 'application/json'), 'unreadable'],
    ['410', () => json({ success: false }, 410), 'not-found'],
    ['500', () => json({ success: false }, 500), 'struggling'],
    ['403', () => json({ success: false }, 403), 'forbidden'],
  ])('answered by %s is an error', async (_, answer, code) => {
    expect(await failing(asked(answer).reading())).toMatchObject({ code, mayHaveHappened: false });
  });

  test('of more than 10 MB is refused, as bytes and in JSON', async () => {
    const large = new Uint8Array(largestFile + 1);
    large.set(pdf);
    expect(await failing(asked(() => file(large)).reading())).toMatchObject({ vendorCode: 'FILE_TOO_LARGE' });
    const content = 'A'.repeat(Math.ceil(largestFile / 3) * 4 + 8);
    const tooLong = asked(() => json({ data: { format: 'PDF', content } }));
    expect(await failing(tooLong.reading())).toMatchObject({ code: 'unreadable' });
  });

  test('is in no log, and no secret that JSON beside it echoes', async () => {
    const { bench, reading } = asked(() => json({ data: { content: base64, echo: clientSecret } }));
    await reading();
    const log = JSON.stringify(bench.records);
    expect(log).not.toContain(clientSecret);
    const bytes = asked(() => file(pdf));
    await bytes.reading();
    expect(bytes.bench.records.at(-1)?.response).toBe(`application/pdf, ${pdf.byteLength} bytes`);
  });
});

describe('the format of bytes', () => {
  test.each([
    ['%PDF-1.4', 'PDF'],
    ['^XA^FO10^XZ', 'ZPL'],
    ['\n^xa', 'ZPL'],
    ['\u0010CT~~CD,~CC^~CT~\n^XA', 'ZPL'],
    ['%PDF', null],
    ['', null],
    ['<html>^XA', null],
    ['XA', null],
  ] as const)('of %j', (text, format) => {
    expect(labelFormatOf(utf8(text))).toBe(format);
  });
});
