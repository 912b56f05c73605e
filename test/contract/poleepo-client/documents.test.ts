import { describe, expect, test } from 'vitest';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { createShipmentBench } from './shipment-bench.ts';

const bytes = new TextEncoder().encode(`%PDF-1.4\n${'fattura '.repeat(40)}\n%%EOF\n`);
const invoice = { type: 'INVOICE', number: 'FPR 7/26', date: '2026-06-03', bytes } as const;
const path = '/orders/{id}/documents';

describe('documents of an order', () => {
  test('are none at first', async () => {
    const { client, orderId } = await createShipmentBench();
    expect(await client.documents.of(orderId)).toEqual([]);
  });

  test('that are added are read back byte for byte', async () => {
    const { client, orderId } = await createShipmentBench();
    const { id } = await client.documents.add(orderId, invoice);
    expect(await client.documents.of(orderId)).toEqual([{ ...invoice, id, format: 'PDF' }]);
  });

  test('that were made in Poleepo are read', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    sim.control.addDocument({ orderId, number: 'NC 1', type: 'CREDIT_NOTE' });
    const [document] = await client.documents.of(orderId);
    expect(document).toMatchObject({ number: 'NC 1', type: 'CREDIT_NOTE' });
    expect(new TextDecoder().decode(document?.bytes?.subarray(0, 5))).toBe('%PDF-');
  });

  test('may hold what is no PDF or not even base64: its bytes say so', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    sim.control.addDocument({ orderId, content: btoa('<html>') });
    sim.control.addDocument({ orderId, content: '%%%' });
    const [page, broken] = await client.documents.of(orderId);
    expect(new TextDecoder().decode(page?.bytes ?? undefined)).toBe('<html>');
    expect(broken?.bytes).toBeNull();
  });

  test('that are nothing of the kind spoil no other', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    const made = sim.control.addDocument({
      orderId,
      type: null,
      number: null,
      identified: false,
      content: null,
    });
    sim.control.addDocument({ orderId, number: 'B' });
    expect(made).toMatchObject({ id: null, content: null });
    const [nothing, other] = await client.documents.of(orderId);
    expect(nothing).toMatchObject({ id: null, type: null, number: null, bytes: null });
    expect(other?.number).toBe('B');
  });

  test('whose answer was lost may be there', async () => {
    const { client, orderId, sim, count } = await createShipmentBench();
    sim.control.setFaults([{ kind: 'drop-after', match: { path, method: 'POST', times: 1 } }]);
    expect((await failing(client.documents.add(orderId, invoice))).mayHaveHappened).toBe(true);
    expect(count(`POST ${path}`)).toBe(1);
    expect((await client.documents.of(orderId)).map(({ number }) => number)).toEqual(['FPR 7/26']);
  });

  test('are refused with the member that is wrong', async () => {
    const { client, orderId } = await createShipmentBench();
    const error = await failing(client.documents.add(orderId, { ...invoice, date: '03/06/2026' }));
    expect(error).toMatchObject({ code: 'refused', vendorCode: 'VALIDATION_ERROR', mayHaveHappened: false });
    expect(error.hint?.it).toContain('«data del documento»');
  });

  test('of an order that Poleepo does not have are an error', async () => {
    const { client } = await createShipmentBench();
    const none = 7 as PoleepoOrderId;
    expect(await failing(client.documents.of(none))).toMatchObject({ code: 'not-found' });
    expect(await failing(client.documents.add(none, invoice))).toMatchObject({ code: 'not-found' });
  });

  test('are not in the log, sent or received', async () => {
    const { client, orderId, records } = await createShipmentBench();
    await client.documents.add(orderId, invoice);
    await client.documents.of(orderId);
    const log = JSON.stringify(records);
    expect(log).toContain('characters]');
    expect(log).not.toContain(btoa('%PDF-1.4').slice(0, 8));
  });
});
