import { describe, expect, test } from 'vitest';
import { bytesOf, pdfOf } from '../../../sim/poleepo/label.ts';
import { record } from './poleepo-client.ts';
import { createShipmentBench, refusal } from './shipment-bench.ts';

describe('a label', () => {
  test('is a PDF with the tracking code', async () => {
    const { bought, call, read } = await createShipmentBench();
    const id = await bought();
    const answer = await call('GET', `/shippings/${id}/label?format=PDF`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.text.startsWith('%PDF-1.4\n')).toBe(true);
    expect(answer.text).toContain(`(${String((await read(id))['tracking_code'])})`);
  });

  test('is base64 in JSON where the account says so', async () => {
    const { bought, call, set } = await createShipmentBench();
    const id = await bought();
    const plain = await call('GET', `/shippings/${id}/label`);
    set({ labelForm: 'json' });
    const { format, content } = record(await call('GET', `/shippings/${id}/label`));
    expect(format).toBe('PDF');
    expect(new TextDecoder().decode(bytesOf(atob(String(content))))).toBe(plain.text);
  });

  test('is in the language of label printers where the courier offers it', async () => {
    const { bought, call } = await createShipmentBench();
    const brt = await bought();
    const answer = await call('GET', `/shippings/${brt}/label?format=ZPL`);
    expect(answer.text).toMatch(/^\^XA\n[^]*\^XZ\n$/);
    const gls = await bought({ courier_id: 2, service_id: 21 });
    const refused = await call('GET', `/shippings/${gls}/label?format=ZPL`);
    expect(refusal(refused)).toEqual([422, 'FORMAT_NOT_AVAILABLE', 'format']);
  });

  test('is refused in a format that nobody knows', async () => {
    const { bought, call } = await createShipmentBench();
    const refused = await call('GET', `/shippings/${await bought()}/label?format=PNG`);
    expect(refusal(refused)).toEqual([422, 'VALIDATION_ERROR', 'format']);
  });

  test.each([404, 409] as const)(
    'may take its time, answered by %i meanwhile',
    async (labelPendingStatus) => {
      const { bought, call, clock, set } = await createShipmentBench();
      set({ labelDelayMs: 5000, labelPendingStatus });
      const id = await bought();
      const ask = () => call('GET', `/shippings/${id}/label`);
      expect(refusal(await ask())).toEqual([labelPendingStatus, 'LABEL_NOT_READY']);
      clock.now += 4999;
      expect((await ask()).status).toBe(labelPendingStatus);
      clock.now += 1;
      expect((await ask()).status).toBe(200);
    },
  );

  test('may be a page by a fault', async () => {
    const { bought, call, sim } = await createShipmentBench();
    const id = await bought();
    sim.control.setFaults([{ kind: 'label-as-html', match: { path: '/shippings/{id}/label' } }]);
    const answer = await call('GET', `/shippings/${id}/label`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.text).toMatch(/^<html>/);
  });

  test('may be cut off by a fault, byte by byte', async () => {
    const { bought, call, sim } = await createShipmentBench();
    const id = await bought();
    const whole = await call('GET', `/shippings/${id}/label`);
    sim.control.setFaults([{ kind: 'truncated-json', match: { path: '/shippings/{id}/label' } }]);
    const cut = await call('GET', `/shippings/${id}/label`);
    expect(cut.text).toBe(whole.text.slice(0, Math.ceil(whole.text.length * 0.6)));
  });

  test('of another account is not there', async () => {
    const { bought, call, sim, token } = await createShipmentBench();
    const id = await bought();
    const other = await token(sim.control.createAccount());
    expect((await call('GET', `/shippings/${id}/label`, { token: other })).status).toBe(404);
  });
});

describe('a PDF of the simulator', () => {
  const pdf = pdfOf([['Via dell’Industria (12)', 'Città di \\ prova'], ['due']]);

  test('has each object where its table says', () => {
    const offsets = [...pdf.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets).toHaveLength(7);
    offsets.forEach((offset, index) =>
      expect(pdf.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\\n`)),
    );
    const start = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
    expect(pdf.slice(start)).toMatch(/^xref\n/);
  });

  test('has streams as long as they say, and texts that end where they should', () => {
    for (const [, length, stream] of pdf.matchAll(/\/Length (\d+) >>\nstream\n([^]*?)\nendstream/g)) {
      expect(stream?.length).toBe(Number(length));
    }
    expect(pdf).toContain('(Via dell?Industria \\(12\\)) Tj');
    expect(pdf).toContain('(Città di \\\\ prova) Tj');
  });

  test('is one byte for each character', () => {
    expect(bytesOf(pdf).byteLength).toBe(pdf.length);
  });
});
