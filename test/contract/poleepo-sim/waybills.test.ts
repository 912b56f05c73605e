import { describe, expect, test } from 'vitest';
import { record, records } from './poleepo-client.ts';
import { createShipmentBench, external, orderId, parcel, refusal, waybill } from './shipment-bench.ts';

describe('a waybill', () => {
  test('is answered with its codes, and is read with all that we assume', async () => {
    const { call, read } = await createShipmentBench();
    const answer = await call('POST', '/shippings', { body: waybill({ parcels: [parcel(), parcel()] }) });
    expect(answer.status).toBe(201);
    const made = record(answer);
    expect(Object.keys(made)).toEqual(['id', 'status', 'carrier', 'tracking_code', 'parcels']);
    expect(await read(Number(made['id']))).toMatchObject({
      ...made,
      status: 'CREATED',
      order_id: orderId,
      reference: 'our-1',
      external: false,
      creation_date: '2026-06-03T08:15:00Z',
      parcels: [{ parcel_id: expect.stringMatching(/^\d{10}$/) as string }, {}],
    });
  });

  test('joins its order', async () => {
    const { bought, call } = await createShipmentBench();
    const id = await bought();
    expect(record(await call('GET', `/orders/${orderId}`))['shippings']).toEqual([{ id }]);
  });

  test('has codes that depend on the seed and its id alone', async () => {
    const codes = async (others: number) => {
      const bench = await createShipmentBench();
      await bench.sim.control.makeOrders({ count: others });
      return (await bench.read(await bench.bought()))['tracking_code'];
    };
    expect(await codes(1)).toBe(await codes(9));
  });

  test('is bought again by the same body: nothing is idempotent', async () => {
    const { bought, sim } = await createShipmentBench();
    const ids = [await bought(), await bought()];
    expect(new Set(ids).size).toBe(2);
    expect(sim.control.shippings().map(({ reference, bought: paid }) => [reference, paid?.price])).toEqual([
      ['our-1', 7.72],
      ['our-1', 7.72],
    ]);
  });

  test.each([
    [{ service_id: 22 }, [422, 'SERVICE_NOT_AVAILABLE', 'service_id']],
    [{ courier_id: 9 }, [422, 'SERVICE_NOT_AVAILABLE', 'service_id']],
    [{ courier_id: '1' }, [422, 'VALIDATION_ERROR', 'courier_id']],
    [{ reference: '' }, [422, 'VALIDATION_ERROR', 'reference']],
    [{ cash_on_delivery: undefined }, [422, 'VALIDATION_ERROR', 'cash_on_delivery']],
    [
      { parcels: [parcel({ package_type_id: 9 })] },
      [422, 'PACKAGE_TYPE_INVALID', 'parcels.0.package_type_id'],
    ],
    [
      { courier_id: 4, service_id: 41, cash_on_delivery: { amount: 5, currency: 'EUR' } },
      [422, 'CASH_ON_DELIVERY_NOT_SUPPORTED', 'cash_on_delivery'],
    ],
    [{ carrier: 'BRT' }, [422, 'VALIDATION_ERROR', '']],
  ])('with %j is refused', async (members, told) => {
    const { call, sim } = await createShipmentBench();
    expect(refusal(await call('POST', '/shippings', { body: waybill(members) }))).toEqual(told);
    expect(sim.control.shippings()).toEqual([]);
  });

  test.each(['CANCELED', 'REFUNDED'])('of an order that is %s is refused', async (status) => {
    const { call, sim } = await createShipmentBench();
    await sim.control.patchOrder(orderId, { status });
    expect(refusal(await call('POST', '/shippings', { body: waybill() }))).toEqual([
      422,
      'ORDER_NOT_SHIPPABLE',
    ]);
  });

  test('that is ignored is answered and is nowhere', async () => {
    const { bought, sim } = await createShipmentBench();
    sim.control.setFaults([{ kind: 'silent-ignore' }]);
    expect(await bought()).toBeGreaterThan(0);
    expect(sim.control.shippings()).toEqual([]);
  });

  test('is there after a lost answer', async () => {
    const { call, sim } = await createShipmentBench();
    sim.control.setFaults([{ kind: 'drop-after', match: { path: '/shippings', method: 'POST', times: 1 } }]);
    await expect(call('POST', '/shippings', { body: waybill() })).rejects.toThrow('network connection lost');
    expect(sim.control.shippings().map(({ reference }) => reference)).toEqual(['our-1']);
  });

  test('is listed newest first, by order and by change', async () => {
    const { bought, call, clock, sim } = await createShipmentBench();
    const first = await bought();
    clock.now += 60_000;
    const second = await bought();
    await sim.control.makeShipping({ orderId: orderId + 1 });
    const ofOrder = await call('GET', `/shippings?order_id=${orderId}`);
    expect(records(ofOrder).map(({ id }) => id)).toEqual([second, first]);
    const changed = await call('GET', `/shippings?order_id=${orderId}&updated_after=2026-06-03T08:15:30Z`);
    expect(records(changed).map(({ id }) => id)).toEqual([second]);
  });
});

describe('a parcel sent without Poleepo', () => {
  test('is with its courier, has no label, and its order is shipped', async () => {
    const { call, read, orderStatus } = await createShipmentBench();
    const made = record(await call('POST', '/shippings', { body: external }));
    expect(made).toMatchObject({ carrier: 'Fercam', tracking_code: 'FC-77' });
    const id = Number(made['id']);
    expect(await read(id)).toMatchObject({ external: true, reference: 'our-2', status: 'HANDED_TO_COURIER' });
    expect(orderStatus()).toBe('SHIPPED');
    expect(refusal(await call('GET', `/shippings/${id}/label`))).toEqual([404, 'NOT_FOUND']);
  });

  test.each([
    [{ tracking_code: '' }, [422, 'VALIDATION_ERROR', 'tracking_code']],
    [{ parcels: [] }, [422, 'VALIDATION_ERROR', '']],
    [{ order_id: 9 }, [422, 'VALIDATION_ERROR', 'order_id']],
  ])('with %j is refused', async (members, told) => {
    const { call } = await createShipmentBench();
    expect(refusal(await call('POST', '/shippings', { body: { ...external, ...members } }))).toEqual(told);
  });
});
