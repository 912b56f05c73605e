import { describe, expect, test } from 'vitest';
import { UnreadableAnswer } from '../../../src/poleepo/errors.ts';
import type { ShippingDraft } from '../../../src/poleepo/client.ts';
import type {
  CourierId,
  CourierServiceId,
  PickupAddressId,
  PoleepoOrderId,
  PoleepoPackageTypeId,
  PoleepoShippingId,
} from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { contractShipping, shippingWith } from './contract-shipping.ts';
import { failing } from './failing.ts';
import type { Bench } from './fake-poleepo.ts';
import { createBench, json, never } from './fake-poleepo.ts';

const id = 7781 as PoleepoShippingId;
const orderId = 918_273 as PoleepoOrderId;
const one = 'GET /shippings/7781';
const many = 'GET /shippings';
const buy = 'POST /shippings';

function draft(members: Partial<ShippingDraft> = {}): ShippingDraft {
  const measure = decimal('10');
  const packageTypeId = 43 as PoleepoPackageTypeId;
  return {
    orderId,
    pickupAddressId: 301 as PickupAddressId,
    courierId: '1' as CourierId,
    serviceId: 'EXP-24' as CourierServiceId,
    parcels: [{ packageTypeId, weight: decimal('1.5'), width: measure, height: measure, depth: measure }],
    cashOnDelivery: { amount: decimal('71.90'), currency: 'EUR' },
    reference: 'ponte-ship-1',
    ...members,
  };
}

const created = () => json({ data: { id: 7781, status: 'CREATED' } }, 201);

describe('buying a waybill', () => {
  test('sends exactly what is asked for', async () => {
    const bench = createBench({ [buy]: created });
    await bench.client.shippings.create(draft());
    expect(bench.received.at(-1)?.body).toEqual({
      order_id: 918_273,
      pickup_address_id: 301,
      courier_id: 1,
      service_id: 'EXP-24',
      parcels: [{ package_type_id: 43, weight: 1.5, width: 10, height: 10, depth: 10 }],
      cash_on_delivery: { amount: 71.9, currency: 'EUR' },
      reference: 'ponte-ship-1',
    });
  });

  test('tells that nothing is to be collected', async () => {
    const bench = createBench({ [buy]: created });
    await bench.client.shippings.create(draft({ cashOnDelivery: null }));
    expect(bench.received.at(-1)?.body).toMatchObject({ cash_on_delivery: null });
  });

  test('fills what the answer leaves out by what was asked for', async () => {
    const { client } = createBench({ [buy]: created });
    expect(await client.shippings.create(draft())).toMatchObject({ id, orderId, reference: 'ponte-ship-1' });
  });

  test('is not sent with an amount that cannot be written', async () => {
    const bench = createBench({});
    const cashOnDelivery = { amount: decimal('-1'), currency: 'EUR' };
    const error = await failing(bench.client.shippings.create(draft({ cashOnDelivery })));
    expect(error).toMatchObject({ code: 'invalid', vendorCode: 'cash_on_delivery.amount' });
    expect(bench.lines()).toEqual([]);
  });

  test.each([{ data: {} }, { data: null }, {}, { data: { id: 'abc' } }])(
    'answered by %j may have happened',
    async (answer) => {
      const { client } = createBench({ [buy]: () => json(answer, 201) });
      const error = await failing(client.shippings.create(draft()));
      expect(error).toBeInstanceOf(UnreadableAnswer);
      expect(error.mayHaveHappened).toBe(true);
    },
  );

  test('is sent once, whatever becomes of it', async () => {
    const late = () => {
      bench.clock.advance(1000);
      return never();
    };
    const bench: Bench = createBench({ [buy]: late }, 1000);
    const error = await failing(bench.client.shippings.create(draft()));
    expect(error).toMatchObject({ code: 'timed-out', mayHaveHappened: true });
    expect(bench.lines()).toEqual([buy]);
  });

  test.each([
    [422, { code: 'PACKAGE_TYPE_INVALID' }, 'PACKAGE_TYPE_INVALID', 'refused'],
    [
      422,
      {
        code: 'VALIDATION_ERROR',
        errors: [{ field: 'parcels.0.package_type_id', code: 'PACKAGE_TYPE_INVALID' }],
      },
      'PACKAGE_TYPE_INVALID',
      'refused',
    ],
    [200, { code: 'ORDER_NOT_SHIPPABLE' }, 'ORDER_NOT_SHIPPABLE', 'refused'],
    [409, { code: 'ORDER_NOT_SHIPPABLE' }, 'ORDER_NOT_SHIPPABLE', 'conflict'],
    [402, {}, 'HTTP 402', 'refused'],
  ])('refused by %i %j', async (...[status, told, vendorCode, code]) => {
    const body = { success: false, message: 'No', ...told };
    const { client } = createBench({ [buy]: () => json(body, status) });
    const error = await failing(client.shippings.create(draft()));
    expect(error).toMatchObject({ code, vendorCode, advice: 'give-up', mayHaveHappened: false });
    expect(error.message).toContain('No');
    expect(error.hint?.it).toMatch(/\. /);
  });

  test('in conflict with somebody else may succeed later', async () => {
    const { client } = createBench({ [buy]: () => json({ success: false, code: 'LOCKED' }, 409) });
    expect(await failing(client.shippings.create(draft()))).toMatchObject({ advice: 'retry' });
  });
});

describe('looking for shippings', () => {
  test('of one that is another is an error', async () => {
    const { client } = createBench({ [one]: () => json({ data: shippingWith({ id: 5 }) }) });
    expect(await failing(client.shippings.get(id))).toMatchObject({ code: 'unreadable', vendorCode: 'id' });
  });

  test('of an order overlooks none that is not understood', async () => {
    const list = [contractShipping(), shippingWith({ id: 9, creation_date: 'ieri' })];
    const { client } = createBench({ [many]: () => json({ data: list }) });
    expect(await failing(client.shippings.ofOrder(orderId))).toMatchObject({ vendorCode: 'creation_date' });
  });

  test('of an order leaves out those of others, and keeps those that do not say whose they are', async () => {
    const list = [
      contractShipping(),
      shippingWith({ id: 8, order_id: 5 }),
      shippingWith({ id: 9, order_id: undefined }),
    ];
    const bench = createBench({ [many]: () => json({ data: list }) });
    expect((await bench.client.shippings.ofOrder(orderId)).map((found) => found.id)).toEqual([7781, 9]);
    expect(bench.received.at(-1)?.query).toEqual({ order_id: '918273', offset: '0', max: '100' });
  });

  test('ends where a list knows no pages', async () => {
    const list = Array.from({ length: 120 }, (_, index) => shippingWith({ id: index + 1 }));
    const bench = createBench({ [many]: () => json({ data: list }) });
    expect(await bench.client.shippings.ofOrder(orderId)).toHaveLength(120);
    expect(bench.lines()).toHaveLength(2);
  });

  test('gives up on a list without end rather than call a waybill absent', async () => {
    const { client } = createBench({
      [many]: (_, nth) =>
        json({ data: Array.from({ length: 100 }, (__, index) => shippingWith({ id: nth * 100 + index })) }),
    });
    expect(await failing(client.shippings.ofOrder(orderId))).toMatchObject({
      code: 'unreadable',
      advice: 'give-up',
    });
  });

  test('since a moment asks without fractions, and keeps apart what is not understood', async () => {
    const list = [contractShipping(), { id: 9, parcels: 'P' }];
    const bench = createBench({ [many]: () => json({ data: list, total: 2 }) });
    const page = await bench.client.shippings.updatedSince(Date.parse('2026-06-03T10:15:00.700Z'));
    expect(bench.received.at(-1)?.query).toEqual({
      offset: '0',
      max: '100',
      updated_after: '2026-06-03T10:14:59Z',
    });
    expect(page.shippings.map((found) => found.id)).toEqual([7781]);
    expect(page.unreadable).toEqual([
      { id: 9, raw: '{"id":9,"parcels":"P"}', problem: expect.stringContaining('parcels') as string },
    ]);
    expect(page.next).toBeNull();
  });

  test.each([{ data: {} }, {}, { data: null }])(
    'since a moment answered by %j is an error',
    async (answer) => {
      const { client } = createBench({ [many]: () => json(answer) });
      expect(await failing(client.shippings.updatedSince(0))).toMatchObject({ vendorCode: 'data' });
    },
  );
});

describe('changing a shipping', () => {
  const handing = 'PUT /shippings/7781';
  const voiding = 'DELETE /shippings/7781';
  const refusedBy = (status: number, code: string) => () => json({ success: false, code }, status);
  const found = (status: unknown) => () => json({ data: shippingWith({ status }) });

  test('hands over by its status, which is read back', async () => {
    const bench = createBench({ [handing]: () => json({}), [one]: found('HANDED_TO_COURIER') });
    expect((await bench.client.shippings.handOver(id)).status).toBe('HANDED_TO_COURIER');
    expect(bench.received.at(-2)?.body).toEqual({ status: 'HANDED_TO_COURIER' });
  });

  test('by a lost call may have happened', async () => {
    const { client } = createBench({
      [handing]: () => Promise.reject(new TypeError('lost')),
      [voiding]: () => Promise.reject(new TypeError('lost')),
    });
    expect((await failing(client.shippings.handOver(id))).mayHaveHappened).toBe(true);
    expect((await failing(client.shippings.void(id))).mayHaveHappened).toBe(true);
  });

  test.each([
    ['gone', 204, () => json({ success: false }, 404), { kind: 'void' }],
    ['canceled', 204, found({ id: 'CANCELED', name: 'Annullata' }), { kind: 'void' }],
    ['canceled before', 409, found('CANCELED'), { kind: 'void' }],
    ['with its courier', 409, found('IN_TRANSIT'), { kind: 'too-late' }],
    ['in a status that we do not know', 409, found('BOOKED'), { kind: 'too-late' }],
  ] as const)('voids: %s', async (...[, status, then, outcome]) => {
    const answer = () =>
      status === 204 ? new Response(null, { status }) : refusedBy(status, 'INVALID_STATUS')();
    const { client } = createBench({ [voiding]: answer, [one]: then });
    expect(await client.shippings.void(id)).toEqual(outcome);
  });

  test('that is refused although it could be done is an error', async () => {
    const { client } = createBench({
      [voiding]: refusedBy(404, 'NOT_FOUND'),
      [handing]: refusedBy(422, 'VALIDATION_ERROR'),
      [one]: found('CREATED'),
    });
    expect(await failing(client.shippings.void(id))).toMatchObject({ code: 'not-found' });
    expect(await failing(client.shippings.handOver(id))).toMatchObject({
      code: 'refused',
      advice: 'give-up',
    });
  });

  test('that the key may not is told without a look', async () => {
    const bench = createBench({ [voiding]: refusedBy(403, 'FORBIDDEN') });
    expect(await failing(bench.client.shippings.void(id))).toMatchObject({ code: 'forbidden' });
    expect(bench.lines()).toEqual([voiding]);
  });
});
