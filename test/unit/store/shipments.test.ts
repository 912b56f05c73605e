import { describe, expect, test } from 'vitest';
import { PackageTypeStore } from '../../../src/store/package-type-store.ts';
import { type NewShipment, ShipmentStore } from '../../../src/store/shipment-store.ts';
import { JobStore } from '../../../src/store/job-store.ts';
import type { JobId, PoleepoOrderId, TenantId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';
import { createLedger, now } from './support/ledger.ts';

const tenant = 'ten_a' as TenantId;
const order = 918273 as PoleepoOrderId;

let made = 0;

function shipment(given: Partial<NewShipment> = {}): NewShipment {
  made += 1;
  return {
    ...blankShipment,
    id: `shp_${String(made).padStart(4, '0')}`,
    reference: `ref-${made}`,
    createdAt: now,
    ...given,
  };
}

const event = (key: string) => ({ key, at: now, kind: key, detail: {} });
const open = () => new ShipmentStore(createLedger().db, tenant);

describe('a shipment', () => {
  test('is the only one of its delivery until it is void or has failed', async () => {
    const store = open();
    const { shipment: first, added } = await store.add(shipment(), { events: [event('requested')] });
    expect(added).toBe(true);
    const second = await store.add(shipment(), { events: [event('requested')] });
    expect(second).toEqual({ added: false, shipment: first });
    await store.advance(first.id, { from: ['requested'], to: 'failed', now });
    expect((await store.add(shipment())).added).toBe(true);
    expect(await store.eventsOf(first.id)).toEqual([event('requested')]);
    expect((await store.ofOrder(order)).map(({ state }) => state)).toEqual(['failed', 'requested']);
  });

  test('brings the work that it makes, and none where it is not written down', async () => {
    const ledger = createLedger();
    const store = new ShipmentStore(ledger.db, tenant);
    const add = (id: string, given: Partial<NewShipment> = {}) => {
      const jobId = `job_${id}` as JobId;
      const work = { id: jobId, kind: 'ship', subject: `shipment:${id}`, priority: 0, dueAt: now, now };
      return store.add(shipment({ id, jobId, ...given }), { work });
    };
    expect((await add('shp_a')).added).toBe(true);
    expect((await add('shp_b')).added).toBe(false);
    const { items } = await new JobStore(ledger.db, tenant).list({ limit: 10 });
    expect(items).toMatchObject([{ id: 'job_shp_a', subject: 'shipment:shp_a', state: 'waiting' }]);
  });

  test('of another delivery, or of none that is known, stands beside it', async () => {
    const store = open();
    await store.add(shipment());
    expect((await store.add(shipment({ pickingId: 8 }))).added).toBe(true);
    expect((await store.add(shipment({ pickingId: null }))).added).toBe(true);
    expect((await store.add(shipment({ pickingId: null }))).added).toBe(true);
    expect((await store.list({ limit: 10 })).items).toHaveLength(4);
  });

  test('of Poleepo is taken in once', async () => {
    const store = open();
    const mine = { origin: 'poleepo', state: 'issued', pickingId: null, poleepoId: 7781 } as const;
    const { shipment: first } = await store.add(shipment(mine));
    expect(await store.add(shipment(mine))).toEqual({ added: false, shipment: first });
    expect(await store.byPoleepoId(7781)).toEqual(first);
  });

  test('goes on only from a state that it is in, and tells of it only then', async () => {
    const store = open();
    const { shipment: mine } = await store.add(shipment());
    const step = {
      from: ['requested'],
      to: 'submitting',
      now: now + 1,
      events: [event('submitting')],
    } as const;
    expect(await store.advance(mine.id, step)).toMatchObject({ state: 'submitting', updatedAt: now + 1 });
    expect(await store.advance(mine.id, { ...step, events: [event('again')] })).toBeNull();
    expect((await store.eventsOf(mine.id)).map(({ key }) => key)).toEqual(['submitting']);
    const told = {
      from: ['submitting'],
      set: { trackingCode: 'TRK1' },
      now,
      events: [event('submitting')],
    } as const;
    expect(await store.advance(mine.id, told)).toMatchObject({ state: 'submitting', trackingCode: 'TRK1' });
    expect((await store.byTracking('TRK1')).map(({ id }) => id)).toEqual([mine.id]);
    expect(await store.byReference(mine.reference)).toMatchObject({ id: mine.id });
  });

  test('hears what Poleepo says of it unless something newer is known', async () => {
    const store = open();
    const { shipment: mine } = await store.add(shipment({ poleepoId: 7781 }));
    const news = (status: string, at: number) => ({
      set: { status },
      poleepoUpdatedAt: at,
      events: [event(status)],
      now,
    });
    expect(await store.hear(mine.id, news('IN_TRANSIT', 20))).toBe(true);
    expect(await store.hear(mine.id, news('CREATED', 10))).toBe(false);
    expect(await store.hear(mine.id, news('DELIVERED', 20))).toBe(true);
    expect((await store.get(mine.id))?.status).toBe('DELIVERED');
    expect((await store.eventsOf(mine.id)).map(({ key }) => key)).toEqual(['DELIVERED', 'IN_TRANSIT']);
  });
});

describe('package types', () => {
  const box = { poleepoId: 3, name: 'Box', width: '20', height: '10', depth: '30', maxWeight: '5' };

  test('keep what was chosen for them when Poleepo tells them again', async () => {
    const store = new PackageTypeStore(createLedger().db, tenant);
    await store.seen([box, { ...box, poleepoId: 2, name: 'Busta' }], now);
    expect(await store.choose(3, { odooPackageTypeId: 11, odooName: 'Box M', now })).toBe(true);
    await store.seen([{ ...box, name: 'Box grande' }], now + 1);
    expect((await store.all()).map(({ name, odooName }) => [name, odooName])).toEqual([
      ['Box grande', 'Box M'],
      ['Busta', null],
    ]);
    expect((await store.byOdooId()).get(11)?.poleepoId).toBe(3);
    expect(await store.choose(99, { odooPackageTypeId: 1, odooName: null, now })).toBe(false);
    expect(await store.get(99)).toBeNull();
  });
});
