import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import type { PoleepoShippings, Shipping } from '../../../src/poleepo/client.ts';
import { UnreadableAnswer } from '../../../src/poleepo/errors.ts';
import { findShippings } from '../../../src/shipments/find-shippings.ts';
import { takeShipping } from '../../../src/shipments/take-shipping.ts';
import type { TenantContext } from '../../../src/tenants/context.ts';
import type { PoleepoShippingId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { createLedger } from '../store/support/ledger.ts';

const id = 7781 as PoleepoShippingId;
const job = { subject: 'shipping:7781' };

function open(get: PoleepoShippings['get'] = async () => null) {
  const stores = createLedger().storesOf('ten_a');
  const parts = {
    stores,
    clock: createVirtualClock(),
    chance: systemChance,
    poleepo: { shippings: { get } },
  };
  return { stores, context: parts as object as TenantContext };
}

const shipping: Shipping = {
  id,
  orderId: null,
  status: 'CREATED',
  carrier: 'BRT',
  trackingCode: 'BRT1',
  parcelIds: [],
  reference: null,
  external: false,
  createdAt: 1000,
  updatedAt: 1000,
};

describe('a shipping', () => {
  test('that is not understood is held with what came', async () => {
    const { context } = open(async () => {
      const problem = 'creation_date: is no time';
      throw new UnreadableAnswer({
        endpoint: '/shippings/{id}',
        member: 'creation_date',
        problem,
        raw: '{"id":1}',
      });
    });
    expect(await takeShipping(context, job)).toMatchObject({
      kind: 'held',
      hold: { reason: 'shipping-not-understood', detail: { member: 'creation_date' }, raw: '{"id":1}' },
    });
  });

  test('that names no order and is none of ours is left alone', async () => {
    const { context, stores } = open(async () => shipping);
    expect(await takeShipping(context, job)).toEqual({ kind: 'skipped', reason: 'no-order' });
    expect((await stores.shipments.list({ limit: 5 })).items).toEqual([]);
  });

  test('that Poleepo does not have is nothing, unless it had it before', async () => {
    const { context, stores } = open();
    expect(await takeShipping(context, job)).toEqual({ kind: 'skipped', reason: 'not-in-poleepo' });
    await stores.shipments.add({ ...blankShipment, state: 'attached', poleepoId: id });
    await expect(takeShipping(context, job)).rejects.toMatchObject({ code: 'not-found', advice: 'give-up' });
    expect(await stores.shipments.byPoleepoId(id)).toMatchObject({ state: 'attached' });
  });

  test('is the only thing that such a job is about', async () => {
    const { context } = open();
    await expect(takeShipping(context, { subject: 'order:1' })).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a page of shippings', () => {
  test('makes work once for what cannot be read, and an alert for what has no id', async () => {
    const { context, stores } = open();
    const unreadable = [
      { id, raw: '{"id":7781}', problem: 'creation_date: is no time' },
      { id: null, raw: '{}', problem: 'id: is missing' },
    ];
    const page = { shippings: [], unreadable, next: null };
    expect(await findShippings(context, page)).toEqual({ listed: 2, news: 1 });
    expect(await findShippings(context, page)).toEqual({ listed: 2, news: 0 });
    const alerts = await stores.notices.alerts(5);
    expect(alerts).toMatchObject([
      { kind: 'unreadable-shipment', count: 1, detail: { problem: 'id: is missing' } },
    ]);
  });
});
