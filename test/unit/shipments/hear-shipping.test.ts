import { describe, expect, test } from 'vitest';
import type { Shipping } from '../../../src/poleepo/shipping.ts';
import { hearShipping } from '../../../src/shipments/hear-shipping.ts';
import type { NewShipment } from '../../../src/store/shipment-store.ts';
import type { PoleepoOrderId, PoleepoShippingId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { createLedger } from '../store/support/ledger.ts';

const told: Shipping = {
  id: 7781 as PoleepoShippingId,
  orderId: 918273 as PoleepoOrderId,
  status: 'CREATED',
  carrier: 'BRT',
  trackingCode: 'BRT1',
  parcelIds: [],
  reference: 'ref-1',
  external: false,
  createdAt: 1000,
  updatedAt: 1000,
};

async function open(given: Partial<NewShipment> = {}) {
  const stores = createLedger().storesOf('ten_a');
  const context = { stores, clock: createVirtualClock() };
  const attached = { ...blankShipment, state: 'attached', poleepoId: 7781 } as const;
  const { shipment } = await stores.shipments.add({ ...attached, ...given });
  const hear = async (news: Partial<Shipping>) => {
    const row = (await stores.shipments.get(shipment.id)) ?? shipment;
    return hearShipping(context, row, { ...told, ...news });
  };
  const kinds = async () => (await stores.shipments.eventsOf(shipment.id)).map(({ kind }) => kind);
  return { hear, kinds };
}

describe('what Poleepo says of a shipment', () => {
  test('is written down with an event for each status, and is no news the second time', async () => {
    const { hear, kinds } = await open();
    expect((await hear({})).news).toBe(true);
    expect((await hear({})).news).toBe(false);
    const { row } = await hear({ status: 'DELIVERED', updatedAt: 2000 });
    expect(row).toMatchObject({ state: 'handed-over', status: 'DELIVERED', deliveredAt: 2000 });
    expect(await kinds()).toEqual(['created', 'delivered']);
  });

  test('is not believed where something newer is known', async () => {
    const { hear, kinds } = await open();
    await hear({ status: 'DELIVERED', updatedAt: 2000 });
    const { row, news } = await hear({ status: 'IN_TRANSIT', updatedAt: 1500 });
    expect([row.status, row.poleepoUpdatedAt, news]).toEqual(['DELIVERED', 2000, false]);
    expect(await kinds()).toEqual(['delivered']);
  });

  test('tells of a problem again where it comes again', async () => {
    const { hear, kinds } = await open();
    for (const [at, status] of (['EXCEPTION', 'IN_TRANSIT', 'EXCEPTION'] as const).entries())
      await hear({ status, updatedAt: 1000 + at });
    expect(await kinds()).toEqual(['exception', 'in-transit', 'exception']);
  });

  test('changes the code, and leaves the one that is known where it says none', async () => {
    const { hear, kinds } = await open({ trackingCode: 'OLD', status: 'CREATED' });
    expect((await hear({ trackingCode: null })).row.trackingCode).toBe('OLD');
    expect((await hear({ trackingCode: 'NEW' })).row.trackingCode).toBe('NEW');
    expect(await kinds()).toEqual(['tracking']);
  });

  test('that it is with its courier waits for the label, that it is void does not', async () => {
    const { hear } = await open({ state: 'issued' });
    expect((await hear({ status: 'IN_TRANSIT', updatedAt: 1500 })).row).toMatchObject({
      state: 'issued',
      handedOverAt: 1500,
    });
    expect((await hear({ status: 'CANCELED', updatedAt: 1600 })).row.state).toBe('void');
  });

  test('in a word that is not known is kept as it came', async () => {
    const { hear, kinds } = await open();
    expect((await hear({ status: { unknown: 'AT_THE_MOON' } })).row).toMatchObject({
      state: 'attached',
      status: 'AT_THE_MOON',
    });
    expect(await kinds()).toEqual(['status']);
  });
});
