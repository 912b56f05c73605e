import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import type { OrderSettings } from '../../src/orders/order-settings.ts';
import { Api } from '../support/world/api.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { saveOrderSettings } from '../support/world/shop.ts';
import { World } from '../support/world/world.ts';

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

interface Past {
  seed: number;
  /** How long before the connection the order was placed. */
  placed: number;
  settings?: Partial<OrderSettings>;
}

/** An order from before the connection that nobody has told of yet. */
async function past({ seed, placed, settings = {} }: Past): Promise<OneSale> {
  const world = await World.open({ seed, version: 18, crons: ['poll-orders', 'process-webhook-queue'] });
  await saveOrderSettings(world, settings);
  const { orders } = await world.poleepo.control.makeOrders({ kind: 'plain', count: 1 });
  const [order] = orders;
  if (order === undefined) throw new Error('no order was made');
  order.order_date = new Date(world.time.now() - placed).toISOString().slice(0, 19) + 'Z';
  await pass(world, minute);
  world.sqlite.exec(`UPDATE connections SET connected_at = ${world.time.now()}`);
  return new OneSale(world, order.id);
}

describe('an order that was placed before the connection and changes after it', () => {
  it('is left alone, in words that say how to import it, and nothing of it is asked of Odoo', async () => {
    const one = await past({ seed: 201, placed: 2 * day });
    await one.change({ status: 'SHIPPED' });
    expect(one.isInOdoo).toBe(false);
    expect(one.calls.filter((name) => /^(sale|res\.partner|product)/.test(name))).toEqual([]);
    expect(one.job).toMatchObject({ state: 'skipped', outcome: { reason: 'too-old' } });
    expect(one.link).toMatchObject({ state: 'skipped', held: null, status: 'SHIPPED' });
    const api = await Api.signIn(one.world);
    const { json } = await api.get(`/v1/orders/${one.orderId}`);
    expect(json).toMatchObject({
      state: 'skipped',
      job: {
        skipped: {
          reason: 'too-old',
          title: "L'ordine è di prima del collegamento con Poleepo",
          nextStep: expect.stringMatching(/Riprova.*importazione storica/) as string,
        },
      },
    });
    const jobs = one.world.rows("SELECT 1 FROM jobs WHERE kind = 'import-order'").length;
    await pass(one.world, 30 * minute);
    expect(one.world.rows("SELECT 1 FROM jobs WHERE kind = 'import-order'")).toHaveLength(jobs);
  });

  it('is left alone when a poll finds it', async () => {
    const one = await past({ seed: 202, placed: 2 * day });
    await pass(one.world, minute);
    await one.world.poleepo.control.patchOrder(one.orderId, { status: 'SHIPPED', notify: false });
    await pass(one.world, 7 * minute);
    expect(one.job).toMatchObject({ state: 'skipped', outcome: { reason: 'too-old' } });
    expect(one.isInOdoo).toBe(false);
  });

  it('is imported where it was placed less than a day before', async () => {
    const one = await past({ seed: 203, placed: 20 * hour });
    await one.change({ status: 'IN_PROCESS' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
  });

  it.each(['retry', 'resolve', 'bulk', 'message'] as const)(
    'is imported once a person wants it (%s), and stays wanted',
    async (how) => {
      const one = await past({ seed: 204, placed: 30 * day });
      await one.change({ status: 'AWAITING_PAYMENT' });
      expect(one.link).toMatchObject({ state: 'skipped' });
      const api = await Api.signIn(one.world);
      const [message] = one.world.rows<{ id: string }>('SELECT id FROM webhook_messages');
      const { id } = one.job;
      const wants = {
        retry: () => api.post(`/v1/jobs/${id}/retry`),
        resolve: () => api.post(`/v1/jobs/${id}/resolve`, { payments: { BONIFICO: 1 } }),
        bulk: () => api.post('/v1/jobs/retry', { ids: [id] }),
        message: () => api.post(`/v1/webhook-messages/${message?.id}/retry`),
      };
      expect((await wants[how]()).status).toBe(202);
      await one.world.settle(hour);
      expect(one.link).toMatchObject({ state: 'waiting-for-payment' });
      await one.change({ status: 'PAYMENT_ACCEPTED' });
      expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    },
  );

  it('is imported by a history import that goes back to it, and is news from then on', async () => {
    const one = await past({ seed: 205, placed: 3 * day });
    await one.change({ status: 'AWAITING_PAYMENT' });
    expect(one.link).toMatchObject({ state: 'skipped' });
    const api = await Api.signIn(one.world, 'administrator');
    const ask = (before: number, dryRun: boolean) =>
      api.post('/v1/history-imports', {
        from: new Date(one.world.time.now() - before).toISOString(),
        dryRun,
      });
    await ask(10 * day, true);
    await one.world.settle(hour);
    expect(one.link).toMatchObject({ state: 'skipped' });
    await ask(10 * day, false);
    await one.world.settle(hour);
    expect(one.link).toMatchObject({ state: 'waiting-for-payment' });
    await one.change({ status: 'PAYMENT_ACCEPTED' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
  });

  it('is imported where the tenant wants all of them, or those since an earlier date', async () => {
    const wanted: [Partial<OrderSettings>, boolean][] = [
      [{ importSince: 'ever' }, true],
      [{ importSince: '1970-01-01T00:00:00Z' }, true],
      [{ importSince: '2100-01-01T00:00:00+02:00' }, false],
    ];
    for (const [settings, isThere] of wanted) {
      const one = await past({ seed: 206, placed: 30 * day, settings });
      await one.change({ status: 'IN_PROCESS' });
      expect({ settings, isThere: one.isInOdoo }).toEqual({ settings, isThere });
    }
  });
});

describe('an order from before that is in Odoo', () => {
  it('is changed and cancelled as any other', async () => {
    const one = await OneSale.open(18, { seed: 207 });
    one.order.order_date = new Date(one.world.time.now() - 9 * day).toISOString().slice(0, 19) + 'Z';
    await one.change({ status: 'CANCELED' });
    expect(one.sale).toMatchObject({ state: 'cancel' });
  });
});

describe('a comparison', () => {
  it('goes back as far as the past was imported, and misses no order that was left for its age', async () => {
    const one = await past({ seed: 208, placed: 5 * day });
    const { world } = one;
    const recent = await world.poleepo.control.makeOrders({ kind: 'plain', count: 1 });
    const api = await Api.signIn(world, 'administrator');
    await pass(world, hour);
    const compare = async () => {
      await api.post('/v1/comparisons');
      await world.settle(hour);
      await pass(world, 1000);
      const list = await api.get('/v1/comparisons');
      const [latest] = list.json['items'] as { id: string; since: string }[];
      const { json } = await api.get(`/v1/comparisons/${latest?.id}`);
      return { since: Date.parse(latest?.since ?? ''), items: json['items'] as unknown[] };
    };
    const [connection] = world.rows<{ at: number }>('SELECT min(connected_at) AS at FROM connections');
    const connectedAt = Math.floor((connection?.at ?? 0) / 1000) * 1000;
    expect(await compare()).toMatchObject({ items: [] });
    expect(Math.floor((await compare()).since / 1000) * 1000).toBe(connectedAt);
    expect(one.isInOdoo).toBe(false);
    const from = new Date(world.time.now() - 2 * day).toISOString();
    await api.post('/v1/history-imports', { from, dryRun: false });
    await world.settle(hour);
    const further = await compare();
    expect(further).toMatchObject({ items: [] });
    expect(further.since).toBeLessThan(connectedAt);
    expect(one.isInOdoo).toBe(false);
    expect(new OneSale(world, recent.orders[0]?.id ?? 0).isInOdoo).toBe(true);
  });
});
