import { describe, expect, test } from 'vitest';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { createLedger, now } from './support/ledger.ts';

const order = 7 as PoleepoOrderId;
const document = { poleepoOrderId: order, documentId: '601', type: 'INVOICE', number: 'F1' };
const event = (id: string) => ({ id, at: now, kind: 'document', jobId: null, detail: {} });
const attached = { attachmentId: 9, now, event: event('ev_1'), before: null };

describe('documents of an order', () => {
  test('are seen once, and told of once', async () => {
    const { orderDocuments, orders } = createLedger();
    await orderDocuments.seen(document, { now, event: event('ev_1') });
    await orderDocuments.seen(document, { now: now + 1, event: event('ev_1') });
    expect(await orderDocuments.ofOrder(order)).toMatchObject([
      { ...document, seenAt: now, attachedAt: null, attachmentId: null },
    ]);
    expect(await orders.eventsOf(order)).toHaveLength(1);
  });

  test('that were seen are attached later, and stay as they were attached first', async () => {
    const { orderDocuments, orders } = createLedger();
    await orderDocuments.seen({ ...document, number: null }, { now: now - 5, event: event('ev_0') });
    await orderDocuments.attached(document, attached);
    await orderDocuments.attached(document, { ...attached, attachmentId: 10, now: now + 1 });
    expect(await orderDocuments.ofOrder(order)).toMatchObject([
      { ...document, seenAt: now - 5, attachedAt: now, attachmentId: 9 },
    ]);
    expect(await orders.eventsOf(order)).toHaveLength(2);
  });

  test('take the place of what they were known as before, unless that is in Odoo too', async () => {
    const { orderDocuments } = createLedger();
    await orderDocuments.seen({ ...document, documentId: 'a' }, { now, event: event('ev_0') });
    await orderDocuments.attached({ ...document, documentId: 'b' }, attached);
    await orderDocuments.attached(document, { ...attached, before: 'b' });
    await orderDocuments.attached(document, { ...attached, before: 'a' });
    const rows = await orderDocuments.ofOrder(order);
    expect(rows.map(({ documentId }) => documentId)).toEqual(['601', 'b']);
  });
});
