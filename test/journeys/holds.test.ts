import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import type { OrderKind } from '../../sim/poleepo/order-kinds.ts';
import { Api } from '../support/world/api.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';
import { World } from '../support/world/world.ts';

type Odoo = World['odoo']['db'];

/** A product that could stand for one that Odoo does not know; of the usual tax, so that the total comes out right. */
function anyProduct(db: Odoo): number {
  const [id = 0] = db.search('product.product', [['default_code', '!=', 'Delivery_007']]);
  return id;
}

function firstSku(one: OneSale): string {
  return one.order.rows[0]?.sku ?? '';
}

interface Trouble {
  reason: string;
  /** By what it is settled, for the title. */
  by: string;
  kind?: OrderKind;
  /** Makes the trouble, in Odoo or in the order, before the order is told of. */
  cause?: (one: OneSale) => void;
  /** What a person decides. */
  decision: (one: OneSale) => Record<string, unknown>;
  /** Whether it can be a rule that catches the next order of the same trouble. */
  rule: boolean;
}

const troubles: Trouble[] = [
  {
    reason: 'unknown-sku',
    by: 'the product',
    cause: (one) => Object.assign(one.order.rows[0] ?? {}, { sku: 'SCONOSCIUTO-1' }),
    decision: (one) => ({ products: { 'SCONOSCIUTO-1': anyProduct(one.world.odoo.db) } }),
    rule: true,
  },
  {
    reason: 'ambiguous-sku',
    by: 'the product',
    cause: (one) => {
      Object.assign(one.order.rows[0] ?? {}, { sku: 'DOPPIO' });
      const { db } = one.world.odoo;
      if (db.count('product.product', [['default_code', '=', 'DOPPIO']]) > 0) return;
      for (const name of ['Primo', 'Secondo']) db.create('product.product', { name, default_code: 'DOPPIO' });
    },
    decision: (one) => ({ products: { DOPPIO: anyProduct(one.world.odoo.db) } }),
    rule: true,
  },
  {
    reason: 'archived-product',
    by: 'the product',
    cause: (one) => {
      Object.assign(one.order.rows[0] ?? {}, { sku: 'VECCHIO' });
      const { db } = one.world.odoo;
      if (db.count('product.product', [['default_code', '=', 'VECCHIO']]) > 0) return;
      db.create('product.product', { name: 'Vecchio', default_code: 'VECCHIO', active: false });
    },
    decision: (one) => ({ products: { VECCHIO: anyProduct(one.world.odoo.db) } }),
    rule: true,
  },
  {
    reason: 'unknown-status',
    by: 'what the status means',
    kind: 'unknown-status',
    decision: () => ({ statuses: { FRAUD_REVIEW: 'payable' } }),
    rule: true,
  },
  {
    reason: 'payment-not-accepted',
    by: 'what the status means',
    kind: 'awaiting-payment',
    decision: () => ({ statuses: { AWAITING_PAYMENT: 'payable' } }),
    rule: true,
  },
  {
    reason: 'payment-not-accepted',
    by: 'importing it anyway',
    kind: 'awaiting-payment',
    decision: () => ({ importAnyway: true }),
    rule: false,
  },
  {
    reason: 'no-customer',
    by: 'the customer',
    cause: (one) =>
      one.world.poleepo.control.changeAccount(one.world.first().clientId, { hides: { customers: true } }),
    decision: (one) => ({ customer: one.world.odoo.db.create('res.partner', { name: 'Cliente Prova' }) }),
    rule: false,
  },
];

/** An order with its trouble, told of and worked on. */
async function troubled(world: World, { kind = 'plain', cause }: Trouble): Promise<OneSale> {
  const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind, notify: false });
  const one = new OneSale(world, orders[0]?.id ?? 0);
  cause?.(one);
  await world.poleepo.control.notify({ orderId: one.orderId });
  await world.settle(hour);
  await world.time.run(() => false, 1000);
  return one;
}

describe.each(versions)('on Odoo %i', (version) => {
  it.each(troubles)('an order held for $reason goes on once a person has decided on $by', async (trouble) => {
    const world = await World.open({ seed: 91, version });
    const one = await troubled(world, trouble);
    expect(one.job).toMatchObject({ state: 'held', held: { reason: trouble.reason } });
    const api = await Api.signIn(world);
    const shown = await api.get(`/v1/jobs/${one.job.id}`);
    expect(shown.json['held']).toMatchObject({
      reason: trouble.reason,
      title: expect.stringMatching(/\w/) as string,
      nextStep: expect.stringMatching(/\w/) as string,
    });
    const answer = await api.post(`/v1/jobs/${one.job.id}/resolve`, trouble.decision(one));
    expect(answer.status).toBe(202);
    await world.settle(hour);
    expect(one.job).toMatchObject({ state: 'completed' });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    expect(one.timeline).toEqual([`held:${trouble.reason}`, 'job.resolve', 'created']);
    expect(world.rows('SELECT * FROM rules')).toEqual([]);
  });

  it.each(troubles.filter((trouble) => trouble.rule))(
    'a decision on $reason that is remembered releases those that wait and catches the next one by $by',
    async (trouble) => {
      const world = await World.open({ seed: 92, version });
      const waiting = [await troubled(world, trouble), await troubled(world, trouble)];
      const [first] = waiting;
      if (first === undefined) throw new Error('two orders wait');
      const api = await Api.signIn(world);
      const decision = { ...trouble.decision(first), remember: true };
      const answer = await api.post(`/v1/jobs/${first.job.id}/resolve`, decision);
      expect(answer).toMatchObject({ status: 202, json: { released: 1 } });
      await world.settle(hour);
      waiting.push(await troubled(world, trouble));
      for (const one of waiting)
        expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
      expect(waiting.at(-1)?.timeline).toEqual(['created']);
      const { json } = await api.get('/v1/rules');
      expect(json['items']).toHaveLength(1);
    },
  );

  it('a total that differs is accepted by a person for this order alone', async () => {
    const world = await World.open({ seed: 93, version });
    const wrong: Trouble = {
      reason: 'total-differs',
      by: 'the difference',
      cause: (one) => Object.assign(one.order, { total_price: one.order.total_price + 3 }),
      decision: () => ({ acceptDifference: '3.00' }),
      rule: false,
    };
    const one = await troubled(world, wrong);
    expect(one.job.held.reason).toBe('total-differs');
    expect(one.sale).toMatchObject({ state: 'draft' });
    const api = await Api.signIn(world);
    const refused = await api.post(`/v1/jobs/${one.job.id}/resolve`, {
      acceptDifference: '3.00',
      remember: true,
    });
    expect(refused).toMatchObject({ status: 422, json: { error: { code: 'nothing-to-remember' } } });
    await api.post(`/v1/jobs/${one.job.id}/resolve`, { acceptDifference: '3.00' });
    await world.settle(hour);
    expect(one.sale).toMatchObject({ state: 'sale' });
    const next = await troubled(world, wrong);
    expect(next.job.held.reason).toBe('total-differs');
  });

  it.each([
    ['a product', (sku: string) => ({ products: { [sku]: 999_999 } })],
    ['a customer', () => ({ customer: 999_999 })],
    ['a tax', () => ({ taxes: { '22': 999_999 } })],
  ])(
    '%s that Odoo does not have is held with clear words, not tried again and again',
    async (_what, decide) => {
      const world = await World.open({ seed: 94, version });
      const one = await troubled(world, {
        reason: 'unknown-sku',
        by: 'nothing',
        kind: 'unknown-sku',
        decision: () => ({}),
        rule: false,
      });
      const api = await Api.signIn(world);
      const sku = firstSku(one);
      const other = decide(sku);
      const right = { products: { [sku]: anyProduct(world.odoo.db) } };
      await api.post(`/v1/jobs/${one.job.id}/resolve`, { ...right, ...other });
      await world.settle(24 * hour);
      expect(one.job.state).toBe('held');
      expect(['decision-refused', 'no-tax']).toContain(one.job.held.reason);
      const { json } = await api.get(`/v1/jobs/${one.job.id}`);
      expect(JSON.stringify(json['held'])).toMatch(/999999|22/);
      expect(world.rows('SELECT run FROM job_runs')).toHaveLength(2);
    },
  );
});

describe('an answer of Poleepo that is not understood', () => {
  it('holds the order with the member, and shows what came to operators alone', async () => {
    const world = await World.open({ seed: 95, version: 18 });
    const one = await troubled(world, {
      reason: 'not-understood',
      by: 'nothing',
      cause: (its) => Object.assign(its.order.rows[0] ?? {}, { quantity: 'due' }),
      decision: () => ({}),
      rule: false,
    });
    expect(one.job).toMatchObject({ state: 'held', held: { reason: 'not-understood' } });
    expect(one.link).toMatchObject({ state: 'held' });
    expect(JSON.stringify(one.link)).not.toContain(one.order.customer.lastname);
    const path = `/v1/jobs/${one.job.id}`;
    const asOperator = await (await Api.signIn(world)).get(path);
    expect(asOperator.json['held']).toMatchObject({ detail: { member: 'rows.0.quantity' } });
    expect(asOperator.json['raw']).toContain('"quantity":"due"');
    const asReader = await (await Api.signIn(world, 'read-only')).get(path);
    expect(asReader.json['raw']).toBeNull();
    expect(JSON.stringify(asReader.json)).not.toContain(one.order.customer.lastname);
    Object.assign(one.order.rows[0] ?? {}, { quantity: 1 });
    await one.change({ notes: 'ora è giusto', rows: one.order.rows });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
  });
});
