import { describe, expect, test } from 'vitest';
import { record, records } from './poleepo-client.ts';
import { createShipmentBench, orderId, refusal } from './shipment-bench.ts';

const path = `/orders/${orderId}/documents`;
const content = btoa('%PDF-1.4 fattura');
const invoice = { type: 'INVOICE', number: 'FPR 7/26', date: '2026-06-03', format: 'PDF', content };

describe('documents of an order', () => {
  test('are added, told without their content, and listed with it', async () => {
    const { call } = await createShipmentBench();
    const answer = await call('POST', path, { body: invoice });
    const { content: _content, ...told } = invoice;
    expect([answer.status, record(answer)]).toEqual([201, { id: 601, ...told }]);
    expect(records(await call('GET', path))).toEqual([{ id: 601, ...invoice }]);
    expect(records(await call('GET', `/orders/${orderId + 1}/documents`))).toEqual([]);
  });

  test('are two where the same is added twice', async () => {
    const { call, sim } = await createShipmentBench();
    await call('POST', path, { body: invoice });
    await call('POST', path, { body: invoice });
    expect(sim.control.documents(orderId).map(({ number }) => number)).toEqual(['FPR 7/26', 'FPR 7/26']);
  });

  test.each([
    [{ type: 'LETTER' }, 'type'],
    [{ number: '' }, 'number'],
    [{ date: '03/06/2026' }, 'date'],
    [{ date: '2026-02-30' }, 'date'],
    [{ format: 'XML' }, 'format'],
    [{ content: btoa('<html>') }, 'content'],
    [{ content: '%PDF-1.4' }, 'content'],
    [{ total: 12 }, ''],
  ])('with %j are refused', async (members, field) => {
    const { call, sim } = await createShipmentBench();
    const refused = await call('POST', path, { body: { ...invoice, ...members } });
    expect(refusal(refused)).toEqual([422, 'VALIDATION_ERROR', field]);
    expect(sim.control.documents(orderId)).toEqual([]);
  });

  test('of an order that is not there are not there', async () => {
    const { call } = await createShipmentBench();
    expect((await call('GET', '/orders/7/documents')).status).toBe(404);
    expect((await call('POST', '/orders/7/documents', { body: invoice })).status).toBe(404);
  });

  test('need rights to orders', async () => {
    const { call, sim } = await createShipmentBench();
    const [account] = sim.accounts();
    sim.control.changeAccount(account?.clientId ?? '', { rights: { orders: 'read' } });
    expect((await call('GET', path)).status).toBe(200);
    expect((await call('POST', path, { body: invoice })).status).toBe(403);
    expect((await call('GET', path, { token: 'nonsense' })).status).toBe(401);
  });

  test('that are ignored are answered and are nowhere', async () => {
    const { call, sim } = await createShipmentBench();
    sim.control.setFaults([{ kind: 'silent-ignore' }]);
    expect((await call('POST', path, { body: invoice })).status).toBe(201);
    expect(sim.control.documents(orderId)).toEqual([]);
  });

  test('may be made in Poleepo, also over HTTP', async () => {
    const { call, sim } = await createShipmentBench();
    sim.control.addDocument({ orderId, number: 'A' });
    const made = await call('POST', '/_sim/documents', { body: { orderId, number: 'B' }, token: null });
    expect(made.status).toBe(201);
    const listed = await call('GET', `/_sim/orders/${orderId}/documents`, { token: null });
    const documents = listed.json['documents'] as { number: string; content: string }[];
    expect(documents.map(({ number, content: base64 }) => [number, atob(base64).slice(0, 5)])).toEqual([
      ['A', '%PDF-'],
      ['B', '%PDF-'],
    ]);
  });
});
