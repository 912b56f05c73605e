import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { Api } from '../support/world/api.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';
import { newOrder, orderOfSame, partiesOf, tell } from '../support/world/parties.ts';
import { World } from '../support/world/world.ts';

type Version = (typeof versions)[number];

/** An order that is held, from a buyer whom another order may come from, paid by a method that Odoo has no term for. */
async function heldOrder(version: Version, seed: number) {
  const world = await World.open({ seed, version });
  const order = await newOrder(world, 'unknown-payment');
  Object.assign(order.rows[0] ?? {}, { sku: 'SCONOSCIUTO-1' });
  await tell(world, order);
  const one = new OneSale(world, order.id);
  expect(one.job).toMatchObject({ state: 'held', held: { reason: 'unknown-sku' } });
  const [product = 0] = world.odoo.db.search('product.product', [['default_code', '!=', 'Delivery_007']]);
  const api = await Api.signIn(world);
  const resolve = async (decision: Record<string, unknown>) => {
    const answer = await api.post(`/v1/jobs/${one.job.id}/resolve`, {
      products: { 'SCONOSCIUTO-1': product },
      ...decision,
    });
    await world.settle(hour);
    return answer;
  };
  return { world, order, one, api, resolve };
}

function termOf(world: World, orderId: number): unknown {
  const { saleId } = new OneSale(world, orderId);
  const [sale] = world.odoo.db.read('sale.order', [saleId], ['payment_term_id']);
  const term = sale?.['payment_term_id'];
  return Array.isArray(term) ? term[0] : term;
}

function rulesOf(json: Record<string, unknown>) {
  return (json['items'] as { kind: string; key: string; value: unknown }[]).map(({ kind, key, value }) => [
    kind,
    key,
    value,
  ]);
}

describe.each(versions)('a decision about a payment method, on Odoo %i,', (version) => {
  it('is for its order alone, unless it is to be remembered', async () => {
    const { world, order, resolve } = await heldOrder(version, 401);
    const term = world.odoo.db.create('account.payment.term', { name: '30 giorni' });
    expect(await resolve({ payments: { SCALAPAY: term } })).toMatchObject({ status: 202 });
    expect(termOf(world, order.id)).toBe(term);
    const next = await newOrder(world, 'unknown-payment');
    await tell(world, next);
    expect(termOf(world, next.id)).toBe(false);
  });

  it('that is remembered catches the next order of that method, over what the settings say, and no other', async () => {
    const { world, order, api, resolve } = await heldOrder(version, 402);
    const term = world.odoo.db.create('account.payment.term', { name: '30 giorni' });
    const other = world.odoo.db.create('account.payment.term', { name: '60 giorni' });
    const administrator = await Api.signIn(world, 'administrator');
    await administrator.put('/v1/settings', { orders: { paymentTerms: { SCALAPAY: other } } });
    await resolve({ payments: { SCALAPAY: term }, remember: true });
    expect(termOf(world, order.id)).toBe(term);
    expect(rulesOf((await api.get('/v1/rules?kind=payment')).json)).toEqual([['payment', 'SCALAPAY', term]]);
    const next = await newOrder(world, 'unknown-payment');
    const usual = await newOrder(world);
    await tell(world, next, usual);
    expect(termOf(world, next.id)).toBe(term);
    expect(termOf(world, usual.id)).toBe(false);
    expect((await api.delete('/v1/rules?kind=payment&key=SCALAPAY')).status).toBe(204);
    const last = await newOrder(world, 'unknown-payment');
    await tell(world, last);
    expect(termOf(world, last.id)).toBe(other);
  });

  it('that Odoo does not take holds every order of it, until the rule is another one', async () => {
    const { world, one, api, resolve } = await heldOrder(version, 403);
    await resolve({ payments: { SCALAPAY: 999_999 }, remember: true });
    const next = await newOrder(world, 'unknown-payment');
    await tell(world, next);
    const waiting = [one, new OneSale(world, next.id)];
    for (const { job } of waiting)
      expect(job).toMatchObject({ state: 'held', held: { reason: 'decision-refused' } });
    const term = world.odoo.db.create('account.payment.term', { name: '30 giorni' });
    const changed = await api.put('/v1/rules', { kind: 'payment', key: 'SCALAPAY', value: term });
    expect(changed).toMatchObject({ status: 200, json: { released: 2 } });
    await world.settle(hour);
    expect(termOf(world, next.id)).toBe(term);
    // What was decided for one order stands over the rule.
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'decision-refused' } });
  });
});

describe.each(versions)('a decision about a customer, on Odoo %i,', (version) => {
  it('that is remembered brings every order of that buyer to the contact, and no other', async () => {
    const { world, order, api, resolve } = await heldOrder(version, 404);
    const customer = world.odoo.db.create('res.partner', { name: 'Grossista Prova' });
    await resolve({ customer, remember: true });
    expect(partiesOf(world, order).partner.id).toBe(customer);
    const rules = rulesOf((await api.get('/v1/rules?kind=customer')).json);
    expect(rules).toEqual([['customer', expect.any(String), customer]]);
    const next = await orderOfSame(world, order);
    const stranger = await newOrder(world);
    const other = { email: 'ugo.altri@example.it', phone: '+39 391 0009999' };
    stranger.customer = { id: 900_001, firstname: 'Ugo', lastname: 'Altri', ...other };
    const { tax_code: _code, ...place } = stranger.billing_address;
    stranger.billing_address = { ...place, name: 'Ugo', surname: 'Altri', ...other };
    await tell(world, next, stranger);
    expect(partiesOf(world, next).partner.id).toBe(customer);
    expect(partiesOf(world, stranger).partner.id).not.toBe(customer);
    for (const { id } of [next, stranger])
      expect(new OneSale(world, id).sale).toMatchObject({ state: 'sale' });
    const key = encodeURIComponent(String(rules[0]?.[1]));
    expect((await api.delete(`/v1/rules?kind=customer&key=${key}`)).status).toBe(204);
    const last = await orderOfSame(world, order);
    await tell(world, last);
    expect(partiesOf(world, last).partner.id).not.toBe(customer);
  });

  it('cannot be remembered for an order that does not say who bought', async () => {
    const world = await World.open({ seed: 405, version });
    world.poleepo.control.changeAccount(world.first().clientId, { hides: { customers: true } });
    const one = await OneSale.make(world);
    expect(one.job.held.reason).toBe('no-customer');
    const api = await Api.signIn(world);
    const customer = world.odoo.db.create('res.partner', { name: 'Grossista Prova' });
    const path = `/v1/jobs/${one.job.id}/resolve`;
    const refused = await api.post(path, { customer, remember: true });
    expect(refused).toMatchObject({ status: 422, json: { error: { code: 'nothing-to-remember' } } });
    expect(one.job.state).toBe('held');
    expect((await api.get('/v1/rules')).json).toEqual({ items: [] });
  });
});
