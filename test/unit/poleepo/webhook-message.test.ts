import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../src/poleepo/webhook-message.ts';

const order = {
  id: 'evt_01J',
  event: 'STATUS_ORDER',
  created_at: '2026-06-03T08:16:10Z',
  data: { id: 918273, status: { id: 'PAYMENT_ACCEPTED', name: 'Pagamento accettato' } },
};
const read = (message: unknown) => readWebhook(JSON.stringify(message));

describe('a webhook', () => {
  test('of an order hints at the order', () => {
    expect(read(order)).toEqual({
      ok: true,
      eventId: 'evt_01J',
      event: 'STATUS_ORDER',
      orderId: 918273,
      shippingId: null,
      createdAt: Date.UTC(2026, 5, 3, 8, 16, 10),
    });
  });

  test('of a shipment hints at the shipping and its order', () => {
    const shipment = {
      ...order,
      event: 'STATUS_SHIPMENT',
      data: { id: 7781, order_id: 918273, status: 'IN_TRANSIT' },
    };
    expect(read(shipment)).toMatchObject({
      ok: true,
      event: 'STATUS_SHIPMENT',
      orderId: 918273,
      shippingId: 7781,
    });
  });

  test.each([
    [{ id: 7781 }, { orderId: null, shippingId: 7781 }],
    [{ order_id: '918273' }, { orderId: 918273, shippingId: null }],
  ])('of a shipment may know only %j', (data, expected) => {
    expect(read({ ...order, event: 'STATUS_SHIPMENT', data })).toMatchObject({ ok: true, ...expected });
  });

  test('may have its event in small letters, its ids as texts and members that nobody knows', () => {
    expect(read({ ...order, event: 'status_order', data: { id: '918273', x: 1 }, version: 3 })).toMatchObject(
      {
        ok: true,
        event: 'STATUS_ORDER',
        orderId: 918273,
      },
    );
  });

  test.each([undefined, null, '', {}, 'x'.repeat(201)])('with the id %j has no event id', (id) => {
    expect(read({ ...order, id })).toMatchObject({ ok: true, eventId: null, orderId: 918273 });
  });

  test('may have a number as its event id', () => {
    expect(read({ ...order, id: 17 })).toMatchObject({ eventId: '17' });
  });

  test.each([undefined, null, 'yesterday', 1780474570, '2026-06-03T08:16:10'])(
    'with the time %j has no time',
    (at) => {
      expect(read({ ...order, created_at: at })).toMatchObject({ ok: true, createdAt: null });
    },
  );
});

describe('a body', () => {
  test.each(['', 'id=1&event=STATUS_ORDER', '{"event":', '<html>'])('of %j is no JSON', (body) => {
    expect(readWebhook(body)).toEqual({ ok: false, reason: 'not-json' });
  });

  test.each(['null', '[]', '7', '"STATUS_ORDER"', '{}', '{"event":7.5}', '{"event":{}}'])(
    'of %s has no event that we know',
    (body) => {
      expect(readWebhook(body)).toMatchObject({ ok: false, reason: 'unknown-event' });
    },
  );

  test('of another event names it, cut', () => {
    expect(read({ ...order, event: 'STATUS_RETURN' })).toEqual({
      ok: false,
      reason: 'unknown-event',
      event: 'STATUS_RETURN',
    });
    expect(read({ ...order, event: 'E'.repeat(5000) })).toMatchObject({ event: 'E'.repeat(100) });
  });

  test.each([
    undefined,
    null,
    {},
    [],
    918273,
    { id: 0 },
    { id: -1 },
    { id: 1.5 },
    { id: 'x' },
    { order_id: 1 },
  ])('of an order with the data %j has no id', (data) => {
    expect(read({ ...order, data })).toEqual({ ok: false, reason: 'no-id', event: 'STATUS_ORDER' });
  });
});
