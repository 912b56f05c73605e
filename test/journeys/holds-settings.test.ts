import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { Api } from '../support/world/api.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';
import { World } from '../support/world/world.ts';

async function administered(version: (typeof versions)[number], seed: number) {
  const world = await World.open({ seed, version });
  return { world, api: await Api.signIn(world, 'administrator') };
}

describe.each(versions)('settings, on Odoo %i,', (version) => {
  it('without confirmation leave every order a quotation, and confirm them all once they say so', async () => {
    const { world, api } = await administered(version, 101);
    expect((await api.put('/v1/settings', { orders: { confirm: false } })).status).toBe(200);
    const left = [await OneSale.make(world), await OneSale.make(world)];
    for (const one of left) {
      expect(one.sale).toMatchObject({ state: 'draft', amount_total: one.order.total_price });
      expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'created' } });
      expect(one.timeline).toEqual(['left-as-quotation']);
    }
    const first = await OneSale.make(world);
    await first.change({ rows: first.rowsWith(6) });
    expect(first.sale).toMatchObject({ state: 'draft', amount_total: first.order.total_price });
    left.push(first);
    const answer = await api.put('/v1/settings', { orders: { confirm: true } });
    expect(answer).toMatchObject({ status: 200, json: { released: 3, orders: { confirm: true } } });
    await world.settle(hour);
    for (const one of left) {
      expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
      expect(one.link).toMatchObject({ state: 'confirmed' });
    }
  });

  it('that confirm do not overwrite a quotation that a person has edited', async () => {
    const { world, api } = await administered(version, 102);
    await api.put('/v1/settings', { orders: { confirm: false } });
    const one = await OneSale.make(world);
    world.odoo.db.write('sale.order.line', [one.lines[0]?.id ?? 0], { product_uom_qty: 44 });
    await api.put('/v1/settings', { orders: { confirm: true } });
    await world.settle(hour);
    expect(one.lines[0]?.quantity).toBe(44);
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'quotation-edited' } });
    world.odoo.db.write('sale.order', [one.saleId], { state: 'sale' });
    await api.post(`/v1/jobs/${one.job.id}/retry`);
    await world.settle(hour);
    expect(one.link).toMatchObject({ state: 'confirmed', held: null });
    expect(one.lines[0]?.quantity).toBe(44);
  });

  it('that name what shipping is sold as release the orders that waited for it', async () => {
    const { world, api } = await administered(version, 103);
    const { db } = world.odoo;
    const products = db.search('product.product', [['default_code', '=', 'Delivery_007']]);
    db.write('delivery.carrier', db.search('delivery.carrier'), { active: false });
    db.write('product.product', products, { active: false });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: false });
    const one = new OneSale(world, orders[0]?.id ?? 0);
    await one.change({ shipping_price: 6.9 });
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'no-shipping-product' } });
    db.write('product.product', products, { active: true });
    const answer = await api.put('/v1/settings', { orders: { shippingProductId: products[0] } });
    expect(answer.json['released']).toBe(1);
    await world.settle(hour);
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
  });
});

describe('settings', () => {
  it('are changed one by one, refuse what they do not know, and say who changed what', async () => {
    const { world, api } = await administered(18, 104);
    const before = await api.get('/v1/settings');
    await api.put('/v1/settings', { orders: { teamId: 1 } });
    await world.time.run(() => false, 1000);
    await api.put('/v1/settings', { orders: { roundingCents: 2, statuses: { BLOCKED: 'cancelled' } } });
    const after = await api.get('/v1/settings');
    expect(after.json['orders']).toEqual({
      ...(before.json['orders'] as object),
      teamId: 1,
      roundingCents: 2,
      statuses: { BLOCKED: 'cancelled' },
    });
    for (const body of [{ orders: { colour: 'red' } }, { shipments: {} }, { orders: { teamId: 'one' } }])
      expect((await api.put('/v1/settings', body)).status).toBe(400);
    const operator = await Api.signIn(world, 'operator');
    expect((await operator.put('/v1/settings', { orders: {} })).status).toBe(403);
    const audited = world.rows<{ action: string; detail: string }>(
      'SELECT action, detail FROM audit_log ORDER BY id',
    );
    expect(audited.map(({ action, detail }) => [action, JSON.parse(detail)])).toEqual([
      ['settings.orders', { teamId: 1 }],
      ['settings.orders', { roundingCents: 2, statuses: { BLOCKED: 'cancelled' } }],
    ]);
  });

  it('about a status that orders wait in release them', async () => {
    const { world, api } = await administered(18, 105);
    const one = await OneSale.make(world, 'unknown-status');
    expect(one.job.state).toBe('held');
    await api.put('/v1/settings', { orders: { statuses: { fraud_review: 'payable' } } });
    await world.settle(hour);
    expect(one.sale).toMatchObject({ state: 'sale' });
  });
});

describe('a rule', () => {
  it('made by itself releases what waited for it, and when forgotten catches nothing more', async () => {
    const { world, api } = await administered(18, 106);
    const first = await OneSale.make(world, 'unknown-sku');
    const other = await OneSale.make(world, 'unknown-sku');
    const sku = first.order.rows[0]?.sku ?? '';
    const [product = 0] = world.odoo.db.search('product.product', [['default_code', '!=', 'Delivery_007']]);
    const made = await api.put('/v1/rules', { kind: 'sku', key: sku, value: product });
    expect(made).toMatchObject({ status: 200, json: { released: 1 } });
    await world.settle(hour);
    expect(first.sale).toMatchObject({ state: 'sale' });
    expect(other.job.state).toBe('held');
    const query = `kind=sku&key=${encodeURIComponent(sku)}`;
    expect((await api.delete(`/v1/rules?${query}`)).status).toBe(204);
    expect((await api.delete(`/v1/rules?${query}`)).status).toBe(404);
    expect((await api.get('/v1/rules')).json).toEqual({ items: [] });
    world.passed.length = 0;
    await world.poleepo.control.notify({ orderId: first.orderId });
    await world.settle(hour);
    expect(first.calls).toEqual([]);
    expect(first.link).toMatchObject({ state: 'confirmed' });
  });

  it.each([
    { kind: 'sku', key: 'A', value: 'x' },
    { kind: 'tax', key: 'ventidue', value: 4 },
    { kind: 'status', key: 'X', value: 'perhaps' },
    { kind: 'colour', key: 'X', value: 4 },
    { kind: 'sku', key: '', value: 4 },
  ])('of a wrong form is refused: %j', async (body) => {
    const { world, api } = await administered(18, 107);
    expect((await api.put('/v1/rules', body)).status).toBe(400);
    expect(world.rows('SELECT * FROM rules')).toEqual([]);
  });
});

describe('an order that a person skipped', () => {
  it.each(['one job', 'a selection of jobs', 'its message'] as const)(
    'stays skipped whatever comes, until a person retries it as %s',
    async (how) => {
      const { world, api } = await administered(18, 108);
      const one = await OneSale.make(world, 'awaiting-payment');
      expect(one.link).toMatchObject({ state: 'waiting-for-payment' });
      await api.post(`/v1/jobs/${one.job.id}/skip`, { reason: 'Inserito a mano' });
      expect(one.link).toMatchObject({ state: 'skipped', held: null });
      await one.change({ status: 'PAYMENT_ACCEPTED' });
      expect(one.isInOdoo).toBe(false);
      expect(one.job).toMatchObject({ state: 'skipped', outcome: { reason: 'set-aside' } });
      const { id } = one.job;
      const [message] = world.rows<{ id: string }>(`SELECT id FROM webhook_messages WHERE job_id = '${id}'`);
      const retry = {
        'one job': () => api.post(`/v1/jobs/${id}/retry`),
        'a selection of jobs': () => api.post('/v1/jobs/retry', { ids: [id] }),
        'its message': () => api.post(`/v1/webhook-messages/${message?.id}/retry`),
      };
      expect((await retry[how]()).status).toBe(202);
      await world.settle(hour);
      expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
      expect(one.timeline).toContain(how === 'its message' ? 'message.retry' : 'job.retry');
      expect(one.timeline.at(-1)).toBe('created');
    },
  );
});

describe('the list of orders', () => {
  it('is found by state, by channel and by why they wait, and counted', async () => {
    const { world, api } = await administered(18, 109);
    const kinds = ['plain', 'unknown-sku', 'awaiting-payment', 'unknown-status', 'canceled'] as const;
    const made = [];
    for (const kind of kinds) made.push(await OneSale.make(world, kind));
    const found = async (query: string) => {
      const { json } = await api.get(`/v1/orders?${query}`);
      return (json['items'] as { poleepoId: number }[]).map((item) => item.poleepoId);
    };
    const [plain, sku, payment, status, canceled] = made.map((one) => one.orderId);
    expect(await found('state=confirmed')).toEqual([plain]);
    expect(await found('state=held')).toEqual([status, sku]);
    expect(await found('state=waiting-for-payment')).toEqual([payment]);
    expect(await found('state=cancelled')).toEqual([canceled]);
    expect(await found('reason=unknown-status')).toEqual([status]);
    const channel = made[0]?.order.source.name ?? '';
    const ofChannel = made.filter((one) => one.order.source.name === channel).map((one) => one.orderId);
    expect(await found(`channel=${encodeURIComponent(channel)}`)).toEqual(ofChannel.toReversed());
    const { json } = await api.get('/v1/orders/counts');
    expect(json).toEqual({
      states: { confirmed: 1, held: 2, 'waiting-for-payment': 1, cancelled: 1 },
      reasons: { 'unknown-sku': 1, 'payment-not-accepted': 1, 'unknown-status': 1 },
    });
  });
});

describe('an order that Poleepo has no more', () => {
  it('fails with words that name it, and leaves Odoo as it is', async () => {
    const { world, api } = await administered(18, 110);
    const one = await OneSale.make(world);
    const request = await world.poleepo.control.webhookRequest({ orderId: one.orderId });
    world.poleepo.accounts()[0]?.orders.delete(one.orderId);
    await world.receive(request);
    await world.settle(24 * hour);
    const [job] = world.rows<{ id: string; state: string }>(
      'SELECT id, state FROM jobs ORDER BY id DESC LIMIT 1',
    );
    expect(job?.state).toBe('failed');
    const { json } = await api.get(`/v1/jobs/${job?.id}`);
    expect(json['error']).toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining(`${one.orderId}`) as string,
    });
    expect(one.sale).toMatchObject({ state: 'sale' });
  });
});
