import { describe, expect, it } from 'vitest';
import { day, hour } from '../../src/kit/clock.ts';
import type { OrderSettings } from '../../src/orders/order-settings.ts';
import { Api } from '../support/world/api.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';
import { saveOrderSettings } from '../support/world/shop.ts';
import { World } from '../support/world/world.ts';

const row = {
  sku: 'TSHIRT-L',
  title: 'Maglietta',
  quantity: 2,
  price: 27.05,
  price_with_tax: 33,
  vat_rate: 22,
};

/** An order of 69 euro whose rows come to 66: held as a quotation. */
async function held(version: (typeof versions)[number], settings: Partial<OrderSettings> = {}) {
  const world = await World.open({ seed: 301, version });
  await saveOrderSettings(world, settings);
  const { orders } = await world.poleepo.control.makeOrders({ kind: 'plain', count: 1 });
  const one = new OneSale(world, orders[0]?.id ?? 0);
  await one.change({ rows: [row], shipping_price: 0, total_price: 69 } as Parameters<OneSale['change']>[0]);
  expect(one.job).toMatchObject({ state: 'held', held: { reason: 'total-differs' } });
  expect(one.sale).toMatchObject({ state: 'draft', amount_total: 66 });
  const api = await Api.signIn(world);
  const retry = async () => {
    await world.time.run(() => false, 2000);
    world.passed.length = 0;
    await api.post(`/v1/jobs/${one.job.id}/retry`);
    await world.settle(day);
  };
  const decide = async (decision: Record<string, unknown>) => {
    await world.time.run(() => false, 2000);
    expect((await api.post(`/v1/jobs/${one.job.id}/resolve`, decision)).status).toBe(202);
    await world.settle(day);
  };
  return { one, world, api, retry, decide };
}

function price(one: OneSale, unit: number): void {
  one.world.odoo.db.write('sale.order.line', [one.lines[0]?.id ?? 0], { price_unit: unit });
}

function loads(one: OneSale): string[] {
  return one.calls.filter((name) => name === 'sale.order.load');
}

describe.each(versions)('a quotation that is held for its total, on Odoo %i,', (version) => {
  it('is confirmed as it stands once a person has made its total right', async () => {
    const { one, world, retry } = await held(version);
    price(one, 34.5);
    world.odoo.db.write('sale.order', [one.saleId], { user_id: 2, note: '<p>Corretto a mano</p>' });
    await retry();
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: 69, note: '<p>Corretto a mano</p>' });
    expect(one.lines.map((line) => line.price)).toEqual([34.5]);
    expect(loads(one)).toEqual([]);
    const [sale] = world.odoo.db.read('sale.order', [one.saleId], ['user_id', 'date_order']);
    expect(sale).toMatchObject({
      user_id: [2, expect.any(String)],
      date_order: one.order.order_date.slice(0, 19).replace('T', ' '),
    });
    expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'updated' } });
    expect(one.link).toMatchObject({ state: 'confirmed', held: null, odoo_total: '69.00' });
    expect(one.timeline.at(-1)).toBe('confirmed-as-edited');
  });

  it('is told of and left as it is while its total is still another, until the difference is accepted', async () => {
    const { one, world, api, retry, decide } = await held(version);
    price(one, 34);
    for (let tries = 0; tries < 3; tries += 1) {
      await retry();
      expect(one.job).toMatchObject({
        state: 'held',
        held: { reason: 'quotation-edited', detail: { expected: '69.00', odoo: '68.00' } },
      });
      expect(one.sale).toMatchObject({ state: 'draft', amount_total: 68 });
    }
    const { json } = await api.get(`/v1/jobs/${one.job.id}`);
    expect(json['held']).toMatchObject({
      title: expect.stringContaining('68.00, in Poleepo 69.00') as string,
      proposal: { acceptDifference: '1.00' },
    });
    await world.poleepo.control.notify({ orderId: one.orderId });
    await world.settle(hour);
    expect(one.sale).toMatchObject({ state: 'draft', amount_total: 68 });
    await decide({ acceptDifference: '1.00' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: 68 });
  });

  it('is written again as long as nobody has touched it', async () => {
    const { one } = await held(version);
    await one.change({ rows: [{ ...row, quantity: 3 }], total_price: 99 } as Parameters<
      OneSale['change']
    >[0]);
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: 99 });
    expect(one.link).toMatchObject({ state: 'confirmed', held: null });
  });

  it('is written anew over what people have made of it when one of them decides so, once', async () => {
    const { one, decide, retry } = await held(version);
    price(one, 50);
    await retry();
    expect(one.job.held.reason).toBe('quotation-edited');
    await decide({ rewrite: true });
    expect(one.sale).toMatchObject({ state: 'draft', amount_total: 66 });
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'total-differs' } });
    price(one, 50);
    await retry();
    expect(one.sale).toMatchObject({ state: 'draft', amount_total: 100 });
    expect(one.job.held.reason).toBe('quotation-edited');
    await decide({ rewrite: true, acceptDifference: '3.00' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: 66 });
  });

  it('counts as edited when only a tax, or only the customer is another', async () => {
    const taxField = version === 19 ? 'tax_ids' : 'tax_id';
    const taxed = await held(version);
    const { db } = taxed.world.odoo;
    const [ten = 0] = db.search('account.tax', [
      ['amount', '=', 10],
      ['type_tax_use', '=', 'sale'],
    ]);
    db.write('sale.order.line', [taxed.one.lines[0]?.id ?? 0], { [taxField]: [[6, 0, [ten]]] });
    const total = taxed.one.sale['amount_total'];
    expect(total).not.toBe(66);
    await taxed.retry();
    await taxed.retry();
    expect(taxed.one.job.held.reason).toBe('quotation-edited');
    expect(taxed.one.sale).toMatchObject({ state: 'draft', amount_total: total });
    const moved = await held(version);
    const partner = moved.world.odoo.db.create('res.partner', { name: 'Un altro' });
    moved.world.odoo.db.write('sale.order', [moved.one.saleId], { partner_id: partner });
    await moved.retry();
    expect(moved.one.job.held.reason).toBe('quotation-edited');
    expect(moved.one.sale['partner_id']).toEqual([partner, 'Un altro']);
  });

  it('that a person has confirmed stands, and news that it does not have are told and then carried over', async () => {
    const { one, world, retry } = await held(version);
    world.odoo.db.write('sale.order', [one.saleId], { state: 'sale' });
    await one.change({ rows: [{ ...row, quantity: 3 }], total_price: 99 } as Parameters<
      OneSale['change']
    >[0]);
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'total-differs-after-change' } });
    expect(one.link).toMatchObject({ state: 'confirmed', odoo_total: '66.00' });
    await retry();
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: 99 });
    expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'updated' } });
    const plain = await held(version);
    plain.world.odoo.db.write('sale.order', [plain.one.saleId], { state: 'sale' });
    await plain.retry();
    expect(plain.one.link).toMatchObject({ state: 'confirmed', held: null, odoo_total: '66.00' });
  });

  it('that was corrected stays a quotation where the tenant confirms none, and is theirs from then on', async () => {
    const { one, world, retry } = await held(version, { confirm: false });
    price(one, 34.5);
    await retry();
    expect(one.sale).toMatchObject({ state: 'draft', amount_total: 69 });
    expect(one.link).toMatchObject({ state: 'quotation', held: null });
    const api = await Api.signIn(world, 'administrator');
    await api.put('/v1/settings', { orders: { confirm: true } });
    await world.settle(hour);
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: 69 });
    await one.change({ rows: [{ ...row, quantity: 3 }], total_price: 99 } as Parameters<
      OneSale['change']
    >[0]);
    expect(one.sale).toMatchObject({ amount_total: 69 });
    expect(one.activities).toHaveLength(1);
  });
});

describe('a quotation that is taken up again', () => {
  it.each([
    { whose: 'theirs', total: 69, ends: ['sale', 69] },
    { whose: 'ours', total: 99, ends: ['sale', 99] },
    { whose: 'ours', total: 105, ends: ['draft', 99] },
  ])(
    'ends alike ($whose, $total), whichever step of it a process dies at',
    async ({ whose, total, ends }) => {
      const run = async (nth: number) => {
        const { one, world } = await held(18);
        if (whose === 'theirs') price(one, 34.5);
        else Object.assign(one.order, { rows: [{ ...one.order.rows[0], quantity: 3 }], total_price: total });
        await world.time.run(() => false, 2000);
        await world.poleepo.control.patchOrder(one.orderId, { notes: '', notify: false });
        world.passed.length = 0;
        let seen = 0;
        let where = 'nowhere';
        world.plan = (point) => {
          if (seen++ !== nth) return null;
          where = `${point.what} ${point.name}`;
          return 'kill-after';
        };
        await world.notifyUntilHeard(one.orderId);
        await world.time.run(() => world.open() > 0, hour);
        await world.settle(day);
        const { state, amount_total } = one.sale;
        const prices = one.lines.map((line) => [line.quantity, line.price]);
        return {
          steps: world.passed.length,
          where,
          end: [state, amount_total, prices, one.link['state'], one.job.held.reason],
        };
      };
      const calm = await run(Infinity);
      expect(calm.steps).toBeGreaterThan(10);
      expect(calm.end.slice(0, 2)).toEqual(ends);
      for (let nth = 0; nth < calm.steps; nth += 1) {
        const { where, end } = await run(nth);
        expect({ where, end }).toEqual({ where, end: calm.end });
      }
    },
  );
});
