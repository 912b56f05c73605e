import { describe, expect, it } from 'vitest';
import { day, hour } from '../../src/kit/clock.ts';
import type { JobId } from '../../src/trade/ids.ts';
import { Api } from '../support/world/api.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';

async function shipped(seed: number): Promise<{ desk: ShippingDesk; path: string }> {
  const desk = await ShippingDesk.ready(18, seed);
  const { json } = await desk.ship();
  await desk.settle();
  return { desk, path: `/v1/shipments/${String(json['id'])}/label` };
}

/** The clean-up of a night. */
async function cleanUp({ world }: ShippingDesk): Promise<void> {
  const { jobs } = world.house().storesOf({ id: world.first().id, shard: 'main' });
  const now = world.time.now();
  const work = { id: `job_${now}` as JobId, kind: 'clean-up', subject: 'clean-up' };
  await jobs.enqueue({ ...work, priority: 2, dueAt: now, now });
  await world.settle(hour);
}

const begin = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString('latin1');

describe('a label', () => {
  it('is printed again from what was kept, without asking Poleepo', async () => {
    const { desk, path } = await shipped(671);
    desk.world.passed.length = 0;
    const { status, headers, bytes } = await desk.api.file(path);
    expect([status, headers.get('content-type'), begin(bytes)]).toEqual([200, 'application/pdf', '%PDF-']);
    const code = desk.waybills[0]?.tracking_code;
    expect(headers.get('content-disposition')).toBe(`attachment; filename="etichetta-${code}.pdf"`);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(desk.calls('poleepo')).toBe(0);
    expect(Buffer.from((await desk.api.file(path)).bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it('that is not kept any more is fetched from Poleepo again, and kept', async () => {
    const { desk, path } = await shipped(672);
    const before = await desk.api.file(path);
    desk.world.images.clear();
    desk.world.passed.length = 0;
    const again = await desk.api.file(path);
    expect(Buffer.from(again.bytes).equals(Buffer.from(before.bytes))).toBe(true);
    expect(desk.calls('poleepo')).toBe(1);
    await desk.api.file(path);
    expect(desk.calls('poleepo')).toBe(1);
  });

  it('of half a year ago is not kept any more, and comes from Poleepo for whoever prints it', async () => {
    const { desk, path } = await shipped(679);
    desk.world.sqlite.exec(`UPDATE shipments SET created_at = ${desk.world.time.now() - 180 * day}`);
    await cleanUp(desk);
    expect([...desk.world.images.keys()]).toEqual([]);
    desk.world.passed.length = 0;
    const again = await desk.api.file(path);
    expect([again.status, begin(again.bytes), desk.calls('poleepo')]).toEqual([200, '%PDF-', 1]);
    expect([desk.labels.length, desk.notes.length]).toEqual([1, 1]);
    await desk.api.file(`${path}?format=ZPL`);
    await cleanUp(desk);
    expect([...desk.world.images.keys()]).toEqual([]);
  });

  it('comes for a label printer as well, where the courier offers that', async () => {
    const { desk, path } = await shipped(673);
    const zpl = await desk.api.file(`${path}?format=ZPL`);
    expect(zpl.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(begin(zpl.bytes)).toBe('^XA\n^');
    expect(begin((await desk.api.file(path)).bytes)).toBe('%PDF-');
    expect(desk.complaints()).toEqual([]);
  });

  it('lies in the tenant’s own part of the shelf', async () => {
    const { desk } = await shipped(674);
    const { id } = desk.world.first();
    expect([...desk.world.images.keys()]).toEqual([`labels/${id}/${String(desk.rows[0]?.['label_key'])}`]);
  });

  it('is there only once its waybill is, and no more once that is void', async () => {
    const desk = await ShippingDesk.ready(18, 675);
    desk.world.plan = ({ name }) => (name === 'POST /shippings' ? 'drop-before' : null);
    const { json } = await desk.ship();
    const path = `/v1/shipments/${String(json['id'])}/label`;
    expect(refused(await desk.api.get(path))).toBe('409 no-label-yet');
    desk.world.plan = () => null;
    await desk.settle();
    desk.world.sqlite.exec("UPDATE shipments SET state = 'void'");
    expect(refused(await desk.api.get(path))).toBe('422 shipment-void');
    expect(refused(await desk.api.get(`/v1/shipments/shp_${'0'.repeat(32)}/label`))).toMatch(/^404/);
  });

  it('is not for those who may only read', async () => {
    const { desk, path } = await shipped(676);
    const reader = await Api.signIn(desk.world, 'read-only');
    expect(refused(await reader.get(path))).toBe('403 too-small-role');
    expect((await reader.get('/v1/shipments')).json['items']).toMatchObject([{ state: 'attached' }]);
  });
});

describe('several at once', () => {
  it('are asked for with one result each, and a bad one spoils no other', async () => {
    const desk = await ShippingDesk.ready(18, 677);
    const other = await desk.another();
    other.deliver();
    const one = (saleOrderId: number) => ({
      saleOrderId,
      pickupAddressId: 301,
      courierId: '1',
      serviceId: '11',
    });
    const items = [desk.sale.saleId, 99_999, other.sale.saleId, desk.sale.saleId].map(one);
    const { status, json } = await desk.api.post('/v1/shipments', { items });
    expect(status).toBe(202);
    const results = json['results'] as {
      shipment: { state: string } | null;
      error: { code: string } | null;
    }[];
    expect(results.map(({ shipment, error }) => shipment?.state ?? error?.code ?? '').toSorted()).toEqual([
      'already-shipped',
      'not-a-poleepo-order',
      'requested',
      'requested',
    ]);
    expect(results[1]?.error?.code).toBe('not-a-poleepo-order');
    await desk.settle();
    expect([desk.complaints(), other.complaints()]).toEqual([[], []]);
  });

  it('are found by state and by order', async () => {
    const { desk } = await shipped(678);
    const count = async (query: string) =>
      ((await desk.api.get(`/v1/shipments?${query}`)).json['items'] as unknown[]).length;
    expect(await count('')).toBe(1);
    expect(await count('state=attached')).toBe(1);
    expect(await count('state=failed')).toBe(0);
    expect(await count(`order=${desk.sale.orderId}`)).toBe(1);
    expect(await count('order=1')).toBe(0);
  });
});
