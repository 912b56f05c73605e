import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/trade/money.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import type { PoleepoShippingId } from '../../../src/trade/ids.ts';
import { createShipmentBench, draft, madeThere, parcel } from './shipment-bench.ts';

const many = { path: '/shippings', method: 'POST' };
const one = '/shippings/{id}';

describe('a waybill', () => {
  test('is bought with our reference and is read back as it was bought', async () => {
    const { client, orderId, clock } = await createShipmentBench();
    const parcels = [parcel(), parcel({ weight: decimal('0.4') })];
    const made = await client.shippings.create(draft(orderId, { parcels }));
    expect(made).toMatchObject({
      orderId,
      status: 'CREATED',
      carrier: 'BRT',
      reference: 'ponte-ship-1',
      external: false,
    });
    expect(made.trackingCode).toMatch(/^\d{12}$/);
    expect(made.parcelIds).toHaveLength(2);
    const found = await client.shippings.get(made.id);
    const now = Math.floor(clock.now() / 1000) * 1000;
    expect(found).toEqual({ ...made, createdAt: now, updatedAt: now });
  });

  test('tells what the courier is to collect', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    const cashOnDelivery = { amount: decimal('71.90'), currency: 'EUR' };
    await client.shippings.create(draft(orderId, { cashOnDelivery }));
    expect(sim.control.shippings()[0]?.bought).toMatchObject({
      cashOnDelivery: { amount: 71.9, currency: 'EUR' },
      serviceId: 11,
      price: 7.72,
    });
  });

  test.each([
    ['a service that the courier does not offer', { serviceId: '22' }, 'SERVICE_NOT_AVAILABLE'],
    [
      'cash on delivery by a service that collects none',
      { courierId: '4', serviceId: '41', cashOnDelivery: { amount: decimal('5'), currency: 'EUR' } },
      'CASH_ON_DELIVERY_NOT_SUPPORTED',
    ],
  ])('is refused for %s, and nothing was bought', async (_, members, vendorCode) => {
    const { client, orderId, sim } = await createShipmentBench();
    const asked = { ...draft(orderId), ...members } as ReturnType<typeof draft>;
    const error = await failing(client.shippings.create(asked));
    expect(error).toMatchObject({ code: 'refused', vendorCode, advice: 'give-up', mayHaveHappened: false });
    expect(error.hint?.it).toContain('corriere');
    expect(sim.control.shippings()).toEqual([]);
  });

  test('is refused for an order that was cancelled meanwhile', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    await sim.control.patchOrder(orderId, { status: 'CANCELED' });
    expect(await failing(client.shippings.create(draft(orderId)))).toMatchObject({
      vendorCode: 'ORDER_NOT_SHIPPABLE',
    });
  });

  test.each(['drop-after', 'hang-after', 'truncated-json'] as const)(
    'whose answer is lost (%s) may be there, and is found by its reference',
    async (kind) => {
      const { client, orderId, sim, count } = await createShipmentBench();
      sim.control.setFaults([{ kind, match: { ...many, times: 1 } }]);
      const error = await failing(client.shippings.create(draft(orderId)));
      expect(error.mayHaveHappened).toBe(true);
      expect(count('POST /shippings')).toBe(1);
      const found = await client.shippings.ofOrder(orderId);
      expect(found.map(({ reference }) => reference)).toEqual(['ponte-ship-1']);
    },
  );

  test('that Poleepo did not get is absent when looked for', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    sim.control.setFaults([{ kind: 'drop-before', match: { ...many, times: 1 } }]);
    expect((await failing(client.shippings.create(draft(orderId)))).mayHaveHappened).toBe(true);
    expect(await client.shippings.ofOrder(orderId)).toEqual([]);
  });

  test('that Poleepo failed at by itself may be there', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    sim.control.setFaults([{ kind: 'html-502', match: { ...many, times: 1 } }]);
    const error = await failing(client.shippings.create(draft(orderId)));
    expect(error).toMatchObject({ code: 'struggling', mayHaveHappened: true });
  });

  test('is not bought twice when the token ended', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    await client.packageTypes();
    sim.control.expireTokens();
    await client.shippings.create(draft(orderId));
    expect(sim.control.shippings()).toHaveLength(1);
  });

  test('needs the right to write shipments', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    const [account] = sim.accounts();
    sim.control.changeAccount(account?.clientId ?? '', { rights: { shipments: 'read' } });
    expect(await failing(client.shippings.create(draft(orderId)))).toMatchObject({ code: 'forbidden' });
  });
});

describe('a parcel sent without Poleepo', () => {
  test('is told with its tracking code, and its order becomes shipped', async () => {
    const { client, orderId, orderStatus } = await createShipmentBench();
    const told = { orderId, carrier: 'Fercam', trackingCode: 'FC-77', reference: 'ponte-ext-1' };
    const made = await client.shippings.createExternal(told);
    expect(made).toMatchObject({ carrier: 'Fercam', trackingCode: 'FC-77', external: true });
    expect(await client.shippings.get(made.id)).toMatchObject({
      external: true,
      reference: 'ponte-ext-1',
      status: 'HANDED_TO_COURIER',
    });
    expect(orderStatus()).toBe('SHIPPED');
    expect(await client.shippings.label(made.id, 'PDF')).toEqual({ kind: 'not-ready' });
  });
});

describe('handing over', () => {
  test('makes an order in process shipped, and may be repeated', async () => {
    const { client, orderId, orderStatus } = await createShipmentBench();
    const { id } = await client.shippings.create(draft(orderId));
    expect((await client.shippings.handOver(id)).status).toBe('HANDED_TO_COURIER');
    expect(orderStatus()).toBe('SHIPPED');
    expect((await client.shippings.handOver(id)).status).toBe('HANDED_TO_COURIER');
  });

  test('leaves an order that is not in process as it is', async () => {
    const { client, orderId, orderStatus, sim } = await createShipmentBench();
    await sim.control.patchOrder(orderId, { status: 'PAYMENT_ACCEPTED' });
    const { id } = await client.shippings.create(draft(orderId));
    await client.shippings.handOver(id);
    expect(orderStatus()).toBe('PAYMENT_ACCEPTED');
  });

  test('is no error for one that the courier has taken further already', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { status: 'IN_TRANSIT' });
    expect((await bench.client.shippings.handOver(id)).status).toBe('IN_TRANSIT');
  });

  test('is refused for one that is void, with what to do', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { status: 'CANCELED' });
    const error = await failing(bench.client.shippings.handOver(id));
    expect(error).toMatchObject({ code: 'conflict', vendorCode: 'INVALID_STATUS', advice: 'give-up' });
  });

  test('that Poleepo ignores is an error', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench);
    bench.sim.control.setFaults([{ kind: 'silent-ignore', match: { path: one } }]);
    expect(await failing(bench.client.shippings.handOver(id))).toMatchObject({
      code: 'refused',
      vendorCode: 'IGNORED',
      advice: 'retry',
    });
  });

  test('that cannot be read back may have happened', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench);
    bench.sim.control.setFaults([{ kind: 'status', status: 500, match: { path: one, method: 'GET' } }]);
    expect(await failing(bench.client.shippings.handOver(id))).toMatchObject({ mayHaveHappened: true });
  });
});

describe('voiding', () => {
  test('takes a waybill back that no courier has, also when it is asked twice', async () => {
    const { client, orderId, sim } = await createShipmentBench();
    const { id } = await client.shippings.create(draft(orderId));
    expect(await client.shippings.void(id)).toEqual({ kind: 'void' });
    expect(await client.shippings.void(id)).toEqual({ kind: 'void' });
    expect(sim.control.shippings()[0]?.status).toBe('CANCELED');
  });

  test('comes too late for one that the courier has', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench, { status: 'HANDED_TO_COURIER' });
    expect(await bench.client.shippings.void(id)).toEqual({ kind: 'too-late' });
  });

  test('of one that is not there is no error', async () => {
    const { client } = await createShipmentBench();
    expect(await client.shippings.void(7 as PoleepoShippingId)).toEqual({ kind: 'void' });
  });

  test('that Poleepo ignores is an error', async () => {
    const bench = await createShipmentBench();
    const id = await madeThere(bench);
    bench.sim.control.setFaults([{ kind: 'silent-ignore', match: { path: one } }]);
    expect(await failing(bench.client.shippings.void(id))).toMatchObject({ vendorCode: 'IGNORED' });
  });
});
