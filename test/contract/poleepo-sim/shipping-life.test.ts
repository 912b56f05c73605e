import { describe, expect, test } from 'vitest';
import { createShipmentBench, orderId, refusal, shopsWebhook } from './shipment-bench.ts';

const handOver = { body: { status: 'HANDED_TO_COURIER' } };

describe('handing over', () => {
  test('makes an order in process shipped by itself', async () => {
    const { bought, call, orderStatus, read } = await createShipmentBench();
    const id = await bought();
    expect(orderStatus()).toBe('IN_PROCESS');
    expect((await call('PUT', `/shippings/${id}`, handOver)).status).toBe(200);
    expect((await read(id))['status']).toBe('HANDED_TO_COURIER');
    expect(orderStatus()).toBe('SHIPPED');
  });

  test('leaves an order alone whose payment is accepted, also when it is put in process later', async () => {
    const { bought, call, orderStatus, sim } = await createShipmentBench();
    await sim.control.patchOrder(orderId, { status: 'PAYMENT_ACCEPTED' });
    await call('PUT', `/shippings/${await bought()}`, handOver);
    expect(orderStatus()).toBe('PAYMENT_ACCEPTED');
    await sim.control.patchOrder(orderId, { status: 'IN_PROCESS' });
    expect(orderStatus()).toBe('IN_PROCESS');
  });

  test('is the only status that may be written, and only at the start', async () => {
    const { bought, call, sim } = await createShipmentBench();
    const id = await bought();
    const delivered = await call('PUT', `/shippings/${id}`, { body: { status: 'DELIVERED' } });
    expect(refusal(delivered)).toEqual([422, 'VALIDATION_ERROR', 'status']);
    sim.control.advanceShipping(id, { status: 'IN_TRANSIT' });
    expect(refusal(await call('PUT', `/shippings/${id}`, handOver))).toEqual([409, 'INVALID_STATUS']);
    expect(refusal(await call('PUT', '/shippings/7', handOver))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('voiding', () => {
  test('is possible as long as it is only created', async () => {
    const { bought, call, read } = await createShipmentBench();
    const id = await bought();
    expect((await call('DELETE', `/shippings/${id}`)).status).toBe(204);
    expect((await read(id))['status']).toBe('CANCELED');
    expect(refusal(await call('DELETE', `/shippings/${id}`))).toEqual([409, 'INVALID_STATUS']);
    expect(refusal(await call('GET', `/shippings/${id}/label`))).toEqual([410, 'SHIPPING_CANCELED']);
  });

  test('comes too late once a courier has it', async () => {
    const { bought, call } = await createShipmentBench();
    const id = await bought();
    await call('PUT', `/shippings/${id}`, handOver);
    expect(refusal(await call('DELETE', `/shippings/${id}`))).toEqual([409, 'INVALID_STATUS']);
  });
});

describe('the webhooks of a shipment', () => {
  test('tell of each change, with the shipping and its order', async () => {
    const { bought, call, received, sim } = await createShipmentBench();
    sim.control.configureWebhook({ ...shopsWebhook, events: ['STATUS_SHIPMENT'] });
    const id = await bought();
    await call('PUT', `/shippings/${id}`, handOver);
    await call('PUT', `/shippings/${id}`, handOver);
    sim.control.advanceShipping(id, { status: 'DELIVERED' });
    await sim.control.settled();
    const told = await Promise.all(
      received.map(async (request) => JSON.parse(await request.text()) as object),
    );
    const statuses = ['CREATED', 'HANDED_TO_COURIER', 'DELIVERED'];
    expect(told).toMatchObject(
      statuses.map((status) => ({
        event: 'STATUS_SHIPMENT',
        data: { id, order_id: orderId, status: { id: status } },
      })),
    );
  });

  test('go with one of the order when it follows', async () => {
    const { bought, call, received, sim } = await createShipmentBench();
    const id = await bought();
    sim.control.configureWebhook(shopsWebhook);
    await call('PUT', `/shippings/${id}`, handOver);
    await sim.control.settled();
    expect(received).toHaveLength(2);
    expect(sim.control.deliveries().map(({ event, subject }) => [event, subject])).toEqual(
      expect.arrayContaining([
        ['STATUS_SHIPMENT', id],
        ['STATUS_ORDER', orderId],
      ]),
    );
  });
});

describe('the life of a shipment', () => {
  test('goes on by the clock where the account says so', async () => {
    const { bought, call, clock, read, set } = await createShipmentBench();
    set({ stepMs: 60_000 });
    const id = await bought();
    clock.now += 600_000;
    expect((await read(id))['status']).toBe('CREATED');
    await call('PUT', `/shippings/${id}`, handOver);
    const seen: unknown[] = [];
    for (let step = 0; step < 5; step += 1) {
      seen.push((await read(id))['status']);
      clock.now += 60_000;
    }
    expect(seen).toEqual(['HANDED_TO_COURIER', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'DELIVERED']);
  });

  test('is told by webhooks at the next call, dated when it happened', async () => {
    const { bought, call, clock, read, received, set, sim } = await createShipmentBench();
    set({ stepMs: 60_000 });
    const id = await bought();
    await call('PUT', `/shippings/${id}`, handOver);
    sim.control.configureWebhook({ ...shopsWebhook, events: ['STATUS_SHIPMENT'] });
    clock.now += 90_000;
    expect((await read(id))['update_date']).toBe('2026-06-03T08:16:00Z');
    await sim.control.settled();
    expect(received).toHaveLength(1);
  });

  test('rests where the account does not say so, and of a parcel sent without Poleepo', async () => {
    const { bought, call, clock, sim, set } = await createShipmentBench();
    const id = await bought();
    await call('PUT', `/shippings/${id}`, handOver);
    set({ stepMs: 60_000 });
    await sim.control.makeShipping({ orderId, external: true, status: 'HANDED_TO_COURIER' });
    clock.now += 600_000;
    expect(sim.control.shippings().map(({ status }) => status)).toEqual([
      'HANDED_TO_COURIER',
      'HANDED_TO_COURIER',
    ]);
  });
});

describe('the control of shipments', () => {
  test('makes one as if in Poleepo itself, with a label, and its order follows', async () => {
    const { call, orderStatus, sim } = await createShipmentBench();
    const wanted = { orderId, status: 'HANDED_TO_COURIER', parcels: 2, trackingCode: 'TC1' } as const;
    const { shipping } = await sim.control.makeShipping(wanted);
    expect(shipping).toMatchObject({ tracking_code: 'TC1', parcels: [{}, {}], carrier: 'BRT' });
    expect((await call('GET', `/shippings/${shipping.id}/label`)).status).toBe(200);
    expect(orderStatus()).toBe('SHIPPED');
  });

  test('is there over HTTP', async () => {
    const { call } = await createShipmentBench();
    const made = await call('POST', '/_sim/shippings', { body: { orderId }, token: null });
    expect(made.status).toBe(201);
    const { id } = made.json['shipping'] as { id: number };
    const step = { body: { status: 'EXCEPTION' }, token: null };
    const moved = await call('PATCH', `/_sim/shippings/${id}`, step);
    expect(moved.json['shipping']).toMatchObject({ id, status: 'EXCEPTION' });
    const listed = await call('GET', '/_sim/shippings', { token: null });
    expect(listed.json['shippings']).toMatchObject([{ id, bought: null }]);
    expect((await call('PATCH', '/_sim/shippings/7', step)).status).toBe(404);
    expect((await call('PATCH', `/_sim/shippings/${id}`, { ...step, body: { status: 'LOST' } })).status).toBe(
      422,
    );
  });
});
