import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { Api } from '../support/world/api.ts';
import type { Plan } from '../support/world/incarnation.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { Parcel } from '../support/world/parcel.ts';
import { refused } from '../support/world/shipments.ts';
import { World } from '../support/world/world.ts';

/** An order whose goods left with a tracking code of another carrier's, unless told otherwise. */
async function open(version: OdooVersion, seed: number, tracking: string | null = 'GLS77'): Promise<Parcel> {
  const crons = ['process-webhook-queue', 'poll-orders', 'poll-shippings'] as const;
  const world = await World.open({ seed, version, crons });
  const sale = await OneSale.make(world);
  world.odoo.control.ship(sale.saleId, tracking === null ? {} : { tracking });
  return new Parcel(sale);
}

const pass = ({ world }: Parcel, ms: number) => world.time.run(() => false, ms);

/** Whoever asks the lane waits for it. */
async function answered<T>({ world }: Parcel, answer: Promise<T>): Promise<T> {
  let over = false;
  void answer.finally(() => (over = true)).catch(() => undefined);
  await world.time.run(() => over, hour);
  return answer;
}

const atPoleepo = ({ world }: Parcel) =>
  world.poleepo.control
    .shippings()
    .filter(({ status }) => status !== 'CANCELED')
    .map(({ tracking_code, external }) => ({ tracking_code, external }));

const told = [{ tracking_code: 'GLS77', external: true }];

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a parcel that left with another carrier’s code is told to Poleepo, once', async () => {
    const parcel = await open(version, 781);
    await pass(parcel, 6 * minute);
    expect(atPoleepo(parcel)).toEqual(told);
    await pass(parcel, hour);
    expect(atPoleepo(parcel)).toEqual(told);
    expect(parcel.rows).toMatchObject([{ origin: 'external', state: 'handed-over', tracking_code: 'GLS77' }]);
    expect(parcel.tracking).toEqual(['GLS77']);
    expect(parcel.timeline.filter((kind) => kind === 'told-poleepo')).toEqual(['told-poleepo']);
  });

  it.each(['kill-before', 'kill-after', 'drop-before', 'drop-after', 'hang-before', 'hang-after'] as const)(
    'telling it struck by %s at each call to either side tells it once',
    async (strike) => {
      for (let nth = 0; nth < 12; nth += version === 18 ? 1 : 3) {
        const parcel = await open(version, 782);
        let seen = 0;
        const plan: Plan = ({ what, name }) => {
          const counts = what === 'poleepo' ? name.includes('/shippings') : what === 'odoo';
          return counts && seen++ === nth ? strike : null;
        };
        parcel.world.plan = plan;
        await pass(parcel, 25 * minute);
        const [{ state, poleepo_id: id } = {}] = parcel.rows;
        expect({ nth, at: atPoleepo(parcel), state, hasId: id !== null }).toEqual({
          nth,
          at: told,
          state: 'handed-over',
          hasId: true,
        });
        expect(parcel.rows).toHaveLength(1);
        if (seen <= nth) break;
      }
    },
  );
});

describe('a parcel', () => {
  it('whose telling was cut off is told again only after Poleepo must have given up on it', async () => {
    const parcel = await open(18, 791);
    const at: number[] = [];
    parcel.world.plan = ({ what, name }) => {
      if (what !== 'poleepo' || name !== 'POST /shippings') return null;
      at.push(parcel.world.time.now());
      return at.length === 1 ? 'drop-before' : null;
    };
    await pass(parcel, 25 * minute);
    expect(at).toHaveLength(2);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(150 * second);
    expect(atPoleepo(parcel)).toEqual(told);
  });

  it('without a tracking code is not told, and is once somebody writes one', async () => {
    const parcel = await open(18, 783, null);
    await pass(parcel, 12 * minute);
    expect(atPoleepo(parcel)).toEqual([]);
    parcel.world.odoo.control.setTracking(parcel.sale.saleId, 'GLS77');
    await pass(parcel, 6 * minute);
    expect(atPoleepo(parcel)).toEqual(told);
  });

  it('that people told Poleepo of themselves is not told again', async () => {
    const parcel = await open(18, 784);
    const { orderId } = parcel.sale;
    await parcel.world.poleepo.control.makeShipping({
      orderId,
      trackingCode: 'GLS77',
      carrier: 'GLS',
      external: true,
      status: 'HANDED_TO_COURIER',
    });
    await pass(parcel, 30 * minute);
    expect(atPoleepo(parcel)).toEqual(told);
    expect(parcel.rows.filter(({ state }) => state === 'handed-over')).toHaveLength(1);
  });

  it('that Poleepo has a waybill of is not told as another', async () => {
    const parcel = await open(18, 785, null);
    await parcel.made();
    expect(parcel.tracking).toEqual(['BRT0001']);
    await pass(parcel, 30 * minute);
    expect(atPoleepo(parcel)).toEqual([{ tracking_code: 'BRT0001', external: false }]);
    expect(parcel.rows).toHaveLength(1);
  });

  it('whose waybill was voided is not told with its old code', async () => {
    const parcel = await open(18, 786, null);
    const { id } = await parcel.made();
    await parcel.goes(id, 'CANCELED');
    parcel.world.odoo.control.setTracking(parcel.sale.saleId, 'BRT0001');
    await pass(parcel, 12 * minute);
    expect(atPoleepo(parcel)).toEqual([]);
  });

  it('whose code changes after Poleepo was told raises one alert and is not told twice', async () => {
    const parcel = await open(18, 787);
    await pass(parcel, 6 * minute);
    parcel.world.odoo.control.setTracking(parcel.sale.saleId, 'GLS88');
    await pass(parcel, 30 * minute);
    expect(atPoleepo(parcel)).toEqual(told);
    const api = await Api.signIn(parcel.world, 'operator');
    const { json } = await api.get('/v1/alerts');
    const alerts = (json['items'] as { kind: string }[]).filter(({ kind }) => kind === 'tracking-differs');
    expect(alerts).toMatchObject([{ count: 1 }]);
    expect(JSON.stringify(alerts)).toContain('ha in Odoo il tracking GLS88, in Poleepo GLS77');
  });

  it('that Poleepo refuses is not told again by itself, and says why', async () => {
    const parcel = await open(18, 788);
    const order = parcel.sale.order;
    order.status = { ...order.status, id: 'CANCELED' };
    await pass(parcel, 30 * minute);
    expect(atPoleepo(parcel)).toEqual([]);
    expect(parcel.rows).toMatchObject([{ state: 'failed' }]);
    expect(String(parcel.rows[0]?.['error'])).toContain('ORDER_NOT_SHIPPABLE');
    expect(parcel.jobs('tell-external')).toEqual(['failed']);
    const api = await Api.signIn(parcel.world, 'operator');
    const retry = `/v1/shipments/${String(parcel.rows[0]?.['id'])}/retry`;
    order.status = { ...order.status, id: 'IN_PROCESS' };
    expect((await answered(parcel, api.post(retry))).json).toMatchObject({ state: 'requested', error: null });
    await pass(parcel, minute);
    expect(atPoleepo(parcel)).toEqual(told);
    expect(parcel.rows).toMatchObject([{ state: 'handed-over', error: null }]);
    expect(refused(await answered(parcel, api.post(retry)))).toBe('409 nothing-to-retry');
  });

  it('that Poleepo refused is not told again where its delivery has a waybill by now', async () => {
    const parcel = await open(18, 792);
    const { order } = parcel.sale;
    order.status = { ...order.status, id: 'CANCELED' };
    await pass(parcel, 12 * minute);
    const [{ id, picking_id: pickingId, tenant_id: tenant } = {}] = parcel.rows;
    parcel.world.sqlite.exec(
      `INSERT INTO shipments (id, tenant_id, origin, state, poleepo_order_id, picking_id, reference, parcels, created_at, updated_at)
       VALUES ('shp_z', '${String(tenant)}', 'ponte', 'attached', 1, ${Number(pickingId)}, 'other', '[]', 0, 0)`,
    );
    const api = await Api.signIn(parcel.world, 'operator');
    const answer = await answered(parcel, api.post(`/v1/shipments/${String(id)}/retry`));
    expect(refused(answer)).toBe('409 already-shipped');
    expect(atPoleepo(parcel)).toEqual([]);
  });

  it('is left to people where the settings say so', async () => {
    const parcel = await open(18, 789, null);
    const api = await Api.signIn(parcel.world, 'administrator');
    await api.put('/v1/settings/shipments', { tellExternal: false });
    parcel.world.odoo.control.setTracking(parcel.sale.saleId, 'GLS77');
    parcel.world.passed.length = 0;
    await pass(parcel, 12 * minute);
    expect(atPoleepo(parcel)).toEqual([]);
    expect(parcel.sale.calls).toEqual([]);
  });

  it('of an order that is not Poleepo’s is nobody’s business', async () => {
    const parcel = await open(18, 790);
    parcel.world.sqlite.exec('UPDATE order_links SET sale_order_id = 99999');
    await pass(parcel, 12 * minute);
    expect(atPoleepo(parcel)).toEqual([]);
    expect(parcel.rows).toEqual([]);
  });
});
