import { describe, expect, test } from 'vitest';
import type { PartnerId } from '../../../src/trade/ids.ts';
import { createLedger, now } from './support/ledger.ts';

const made = { origin: 'made', partnerId: null, place: 'home', now } as const;
const kept = { fingerprint: 'f', refused: ['vat:IT1'], note: 'n', now };

describe('the link of a customer', () => {
  test('is whoever claimed it first, for everybody', async () => {
    const { customers } = createLedger();
    expect(await customers.get('ada')).toBeNull();
    const first = await customers.claim('ada', made);
    const second = await customers.claim('ada', { ...made, origin: 'matched', partnerId: 7 as PartnerId });
    expect(first).toEqual({
      origin: 'made',
      partnerId: null,
      place: 'home',
      fingerprint: null,
      saidAt: null,
      refused: [],
      note: null,
    });
    expect(second).toEqual(first);
    expect(await customers.get('ada')).toEqual(first);
  });

  test('keeps what was written, and the newest time of what was said', async () => {
    const { customers } = createLedger();
    await customers.claim('ada', made);
    await customers.save('ada', { ...kept, partnerId: 7 as PartnerId, saidAt: now });
    expect(await customers.get('ada')).toMatchObject({
      origin: 'made',
      partnerId: 7,
      place: 'home',
      fingerprint: 'f',
      saidAt: now,
      refused: ['vat:IT1'],
    });
    for (const saidAt of [now - 1, null])
      await customers.save('ada', { ...kept, partnerId: 7 as PartnerId, saidAt });
    expect((await customers.get('ada'))?.saidAt).toBe(now);
  });

  test('says no time where none was ever told', async () => {
    const { customers } = createLedger();
    await customers.claim('ada', made);
    await customers.save('ada', { ...kept, partnerId: 7 as PartnerId, saidAt: null });
    expect((await customers.get('ada'))?.saidAt).toBeNull();
  });

  test('is nothing until it is claimed, and again once it is forgotten', async () => {
    const { customers } = createLedger();
    await customers.save('ada', { ...kept, partnerId: 7 as PartnerId, saidAt: now });
    expect(await customers.get('ada')).toBeNull();
    await customers.claim('ada', made);
    await customers.forget('ada');
    expect(await customers.get('ada')).toBeNull();
  });
});

test('what is told of an order is told once', async () => {
  const { orders } = createLedger();
  const event = { id: 'e', at: now, kind: 'customer-matched', jobId: null, detail: { customer: 'Ada' } };
  const order = 918273 as Parameters<typeof orders.tell>[0];
  for (let time = 0; time < 2; time += 1) await orders.tell(order, [event]);
  expect(await orders.eventsOf(order)).toMatchObject([
    { kind: 'customer-matched', detail: { customer: 'Ada' } },
  ]);
});
