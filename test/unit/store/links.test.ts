import { describe, expect, test } from 'vitest';
import type { NewOrderLink } from '../../../src/store/link-store.ts';
import type { JobId, PoleepoOrderId } from '../../../src/trade/ids.ts';
import { createLedger, now } from './support/ledger.ts';

const order = 918273 as PoleepoOrderId;

function link(given: Partial<NewOrderLink> = {}): NewOrderLink {
  return {
    poleepoOrderId: order,
    state: 'held',
    saleOrderId: null,
    saleOrderName: null,
    reference: 'AMZ-1',
    channel: 'Amazon',
    status: 'PAYMENT_ACCEPTED',
    currency: 'EUR',
    poleepoTotal: '71.90',
    odooTotal: null,
    fingerprint: null,
    facts: null,
    held: { reason: 'unknown-sku' },
    invoiceRequested: null,
    poleepoUpdatedAt: now,
    orderedAt: now,
    ...given,
  };
}

const event = (id: string, at = now) => ({ id, at, kind: 'held', jobId: 'job_1' as JobId, detail: { id } });

describe('the link of an order', () => {
  test('is kept, with what led to it, and changes with later states of the order', async () => {
    const { orders } = createLedger();
    expect(await orders.get(order)).toBeNull();
    await orders.save(link(), { now, events: [event('ev_1')] });
    const confirmed = link({
      state: 'confirmed',
      held: null,
      odooTotal: '71.90',
      poleepoUpdatedAt: now + 5000,
    });
    await orders.save(confirmed, { now: now + 6000, events: [event('ev_2', now + 6000)] });
    expect(await orders.get(order)).toMatchObject({
      ...confirmed,
      createdAt: now,
      updatedAt: now + 6000,
    });
    expect((await orders.eventsOf(order)).map((one) => one.id)).toEqual(['ev_1', 'ev_2']);
  });

  test('that speaks of an older state than the one kept is dropped', async () => {
    const { orders } = createLedger();
    await orders.save(link({ state: 'confirmed' }), { now, events: [] });
    await orders.save(link({ state: 'held', poleepoUpdatedAt: now - 1 }), { now: now + 9, events: [] });
    expect(await orders.get(order)).toMatchObject({ state: 'confirmed', updatedAt: now });
  });

  test('that speaks of the same state is written, since our own reading may have changed', async () => {
    const { orders } = createLedger();
    await orders.save(link({ state: 'held' }), { now, events: [] });
    await orders.save(link({ state: 'confirmed' }), { now: now + 9, events: [] });
    expect(await orders.get(order)).toMatchObject({ state: 'confirmed', updatedAt: now + 9 });
  });

  test('keeps an event once, however often it is told', async () => {
    const { orders } = createLedger();
    for (let time = 0; time < 2; time += 1) await orders.save(link(), { now, events: [event('ev_1')] });
    expect(await orders.eventsOf(order)).toHaveLength(1);
  });
});

describe('events of an order', () => {
  test('come oldest first, whatever the order in which they were written', async () => {
    const { orders } = createLedger();
    await orders.save(link(), { now, events: [event('c', now + 2), event('a', now), event('b', now)] });
    expect((await orders.eventsOf(order)).map((one) => one.id)).toEqual(['a', 'b', 'c']);
    expect(await orders.eventsOf(1 as PoleepoOrderId)).toEqual([]);
  });
});

describe('the list of orders', () => {
  test('goes from the newest id to the oldest, without loss or repetition, of one state or of all', async () => {
    const { orders } = createLedger();
    for (let id = 1; id <= 25; id += 1) {
      const state = id % 2 === 0 ? 'held' : 'confirmed';
      await orders.save(link({ poleepoOrderId: id as PoleepoOrderId, state }), { now, events: [] });
    }
    const seen: number[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await orders.list({ limit: 7, before });
      if (page.length === 0) break;
      seen.push(...page.map((row) => row.poleepoOrderId));
      before = seen.at(-1);
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
    const held = await orders.list({ state: 'held', limit: 50 });
    expect(held.map((row) => row.poleepoOrderId)).toEqual([24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2]);
  });
});
