import { describe, expect, test } from 'vitest';
import type { PoleepoShippingId } from '../../../src/trade/ids.ts';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import type { ShipmentBench } from './shipment-bench.ts';
import { createShipmentBench, draft, madeThere } from './shipment-bench.ts';

const label = { path: '/shippings/{id}/label' };

async function bought(prepare: (bench: ShipmentBench) => unknown = () => undefined) {
  const bench = await createShipmentBench();
  await prepare(bench);
  const { id, trackingCode } = await bench.client.shippings.create(draft(bench.orderId));
  return { bench, id, trackingCode };
}

const form = (labelForm: 'bytes' | 'json') => (bench: ShipmentBench) =>
  bench.sim.control.changeAccount(demoClientId, { shipments: { labelForm } });

describe('the label of a waybill', () => {
  test.each(['bytes', 'json'] as const)('comes as %s', async (labelForm) => {
    const { bench, id, trackingCode } = await bought(form(labelForm));
    const read = await bench.client.shippings.label(id, 'PDF');
    if (read.kind !== 'label') throw new Error(read.kind);
    const text = new TextDecoder('latin1').decode(read.bytes);
    expect(read.format).toBe('PDF');
    expect(text).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
    expect(text).toContain(`(${trackingCode})`);
  });

  test.each(['bytes', 'json'] as const)(
    'comes for a label printer where that is offered, as %s',
    async (how) => {
      const { bench, id } = await bought(form(how));
      const read = await bench.client.shippings.label(id, 'ZPL');
      expect(read).toMatchObject({ kind: 'label', format: 'ZPL' });
    },
  );

  test('is refused in a format that the courier does not offer', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { formats: ['PDF'] });
    const error = await failing(bench.client.shippings.label(id, 'ZPL'));
    expect(error).toMatchObject({ code: 'refused', vendorCode: 'FORMAT_NOT_AVAILABLE' });
    expect(error.hint?.en).toContain('PDF');
  });

  test.each([404, 409] as const)('is not ready for a while (%i), then it is', async (labelPendingStatus) => {
    const shipments = { labelDelayMs: 30_000, labelPendingStatus };
    const { bench, id } = await bought(({ sim }) => sim.control.changeAccount(demoClientId, { shipments }));
    expect(await bench.client.shippings.label(id, 'PDF')).toEqual({ kind: 'not-ready' });
    bench.clock.advance(30_000);
    expect(await bench.client.shippings.label(id, 'PDF')).toMatchObject({ kind: 'label' });
  });

  test('may be a page for people instead, which is no label', async () => {
    const { bench, id } = await bought();
    bench.sim.control.setFaults([{ kind: 'label-as-html', match: label }]);
    expect(await bench.client.shippings.label(id, 'PDF')).toEqual({
      kind: 'not-a-label',
      contentType: 'text/html',
    });
  });

  test('of a shipping made in Poleepo is there as well', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { parcels: 2 });
    const read = await bench.client.shippings.label(id, 'PDF');
    if (read.kind !== 'label') throw new Error(read.kind);
    const text = new TextDecoder('latin1').decode(read.bytes);
    expect(text).toContain('Collo 2 di 2');
  });

  test('of a void one is an error', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { status: 'CANCELED' });
    expect(await failing(bench.client.shippings.label(id, 'PDF'))).toMatchObject({ code: 'not-found' });
  });

  test('of none is not ready', async () => {
    const { client } = await createShipmentBench();
    expect(await client.shippings.label(7 as PoleepoShippingId, 'PDF')).toEqual({ kind: 'not-ready' });
  });

  test('is asked for once more where the connection was lost', async () => {
    const { bench, id } = await bought();
    bench.sim.control.setFaults([{ kind: 'drop-before', match: { ...label, times: 1 } }]);
    expect(await bench.client.shippings.label(id, 'PDF')).toMatchObject({ kind: 'label' });
  });

  test.each([
    ['status', 'struggling'],
    ['success-false-200', 'refused'],
    ['html-502', 'struggling'],
    ['rate-limit', 'rate-limited'],
  ] as const)('under %s is an error (%s)', async (kind, code) => {
    const { bench, id } = await bought();
    bench.sim.control.setFaults([{ kind, match: label }]);
    expect(await failing(bench.client.shippings.label(id, 'PDF'))).toMatchObject({ code });
  });

  test('in JSON that was cut off is an error that may pass', async () => {
    const { bench, id } = await bought(form('json'));
    bench.sim.control.setFaults([{ kind: 'truncated-json', match: label }]);
    expect(await failing(bench.client.shippings.label(id, 'PDF'))).toMatchObject({
      code: 'unreadable',
      advice: 'retry',
    });
  });

  test.each(['bytes', 'json'] as const)('as %s is not in the log', async (labelForm) => {
    const { bench, id } = await bought(form(labelForm));
    await bench.client.shippings.label(id, 'PDF');
    const record = bench.records.at(-1);
    expect(record).toMatchObject({ endpoint: '/shippings/{id}/label', status: 200, error: null });
    expect(record?.response).toMatch(/^(application\/pdf, \d+ bytes|.*\[\d+ characters\].*)$/);
    expect(record?.response?.length).toBeLessThan(100);
  });
});
