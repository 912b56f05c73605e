import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { Api } from '../support/world/api.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';
import { World } from '../support/world/world.ts';

describe.each(versions)('an order that is cancelled in Poleepo, on Odoo %i,', (version) => {
  it('is cancelled in Odoo with its transfers while nothing has left', async () => {
    const one = await OneSale.open(version);
    await one.change({ status: 'CANCELED' });
    expect(one.sale).toMatchObject({ state: 'cancel' });
    const states = one.world.odoo.db.read('stock.picking', one.sale['picking_ids'] as number[], ['state']);
    expect(states.map(({ state }) => state)).toEqual(['cancel']);
    expect(one.link).toMatchObject({ state: 'cancelled', status: 'CANCELED' });
    expect(one.timeline).toEqual(['created', 'cancelled']);
    expect(one.activities).toEqual([]);
    one.world.passed.length = 0;
    await one.world.poleepo.control.notify({ orderId: one.orderId });
    await one.world.settle(hour);
    expect(one.calls).toEqual([]);
  });

  it('is left to a person where goods have left, an invoice is posted or it is locked', async () => {
    const causes: ((one: OneSale) => void)[] = [
      (one) => one.deliver(),
      (one) => one.invoice(),
      (one) => one.lock(),
    ];
    for (const cause of causes) {
      const one = await OneSale.open(version);
      cause(one);
      const before = one.sale['state'];
      await one.change({ status: 'CANCELED' });
      expect(one.sale['state']).toBe(before);
      expect(one.activities.map(({ summary }) => summary)).toEqual(['Poleepo: ordine annullato']);
      expect(one.link).toMatchObject({ state: 'cancelled-in-poleepo', held: null });
      expect(one.timeline).toEqual(['created', 'cancelled:told']);
      const api = await Api.signIn(one.world);
      expect((await api.get(`/v1/orders/${one.orderId}`)).json).toMatchObject({
        state: 'cancelled-in-poleepo',
        stateLabel: 'Annullato in Poleepo, ancora valido in Odoo',
      });
      one.world.passed.length = 0;
      await one.change({ notes: 'altro' });
      expect(one.calls).toEqual([]);
      expect(one.activities).toHaveLength(1);
    }
  });

  it('though goods have left, and then valid again, is confirmed as it was', async () => {
    const one = await OneSale.open(version);
    one.deliver();
    await one.change({ status: 'CANCELED' });
    await one.change({ status: 'AWAITING_PAYMENT' });
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'payment-withdrawn' } });
    expect(one.link).toMatchObject({ state: 'cancelled-in-poleepo' });
    await one.change({ status: 'SHIPPED' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    expect(one.link).toMatchObject({ state: 'confirmed', held: null });
    await one.change({ status: 'CANCELED' });
    expect(one.link).toMatchObject({ state: 'cancelled-in-poleepo' });
    expect(one.activities).toHaveLength(2);
  });

  it('is left alone where Odoo never had it, and asks Odoo only once', async () => {
    const world = await World.open({ seed: 73, version });
    const one = await OneSale.make(world, 'canceled');
    expect(one.isInOdoo).toBe(false);
    expect(one.job).toMatchObject({ state: 'skipped' });
    expect(one.link).toMatchObject({ state: 'cancelled', sale_order_id: null });
    world.passed.length = 0;
    await world.poleepo.control.notify({ orderId: one.orderId });
    await world.settle(hour);
    expect(one.calls).toEqual([]);
  });

  it('and then valid again waits for a person, who sets it back to a quotation', async () => {
    const one = await OneSale.open(version);
    await one.change({ status: 'CANCELED' });
    await one.change({ status: 'PAYMENT_ACCEPTED' });
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'payable-again' } });
    one.world.odoo.db.write('sale.order', [one.saleId], { state: 'draft' });
    await one.change({ notes: '' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    expect(one.link).toMatchObject({ state: 'confirmed', held: null });
  });

  it('as a quotation that was held is cancelled too', async () => {
    const world = await World.open({ seed: 74, version });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: false });
    const one = new OneSale(world, orders[0]?.id ?? 0);
    await one.change({ total_price: one.order.total_price + 25 });
    expect(one.job.held.reason).toBe('total-differs');
    await one.change({ status: 'CANCELED' });
    expect(one.sale).toMatchObject({ state: 'cancel' });
    expect(one.link).toMatchObject({ state: 'cancelled' });
  });
});

describe.each(versions)('an order that is refunded, on Odoo %i,', (version) => {
  it('stays as it is and is told of in one to-do', async () => {
    const one = await OneSale.open(version);
    await one.change({ status: 'REFUNDED' });
    expect(one.sale).toMatchObject({ state: 'sale' });
    expect(one.link).toMatchObject({ state: 'confirmed', status: 'REFUNDED' });
    expect(one.activities.map(({ summary }) => summary)).toEqual(['Poleepo: ordine rimborsato']);
    one.world.passed.length = 0;
    await one.change({ notes: 'altro' });
    expect(one.calls).toEqual([]);
    expect(one.activities).toHaveLength(1);
    expect(one.timeline).toEqual(['created', 'refunded:told']);
  });

  it('and then valid again goes on, and a second refund is told of again', async () => {
    const one = await OneSale.open(version);
    await one.change({ status: 'REFUNDED' });
    await one.change({ status: 'SHIPPED' });
    expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'unchanged' } });
    await one.change({ status: 'REFUNDED' });
    expect(one.activities).toHaveLength(2);
  });
});

describe('an order whose sale order a person has cancelled in Odoo', () => {
  it('is held when news of it come, and stays what it is', async () => {
    const one = await OneSale.open(18);
    one.world.odoo.db.write('sale.order', [one.saleId], { state: 'cancel' });
    await one.change({ rows: one.rowsWith(4) });
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'cancelled-in-odoo' } });
    expect(one.link).toMatchObject({ state: 'confirmed' });
  });
});
