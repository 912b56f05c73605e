import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { World } from '../support/world/world.ts';

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

async function shop(seed: number, quantity: number | null = 10) {
  const world = await World.open({ seed, version: 18, crons: [] });
  const bench = new CatalogueBench(world);
  const { variants, templates } = world.odoo.control.addProducts({ templates: 3, sku: 'UNO', quantity });
  const change = async (id: number, vals: Parameters<typeof world.odoo.control.changeProduct>[1]) => {
    world.odoo.control.changeProduct({ id }, vals);
    await pass(world, minute);
    await bench.collect();
  };
  const [first = 0, second = 0, third = 0] = variants;
  return { world, bench, change, first, second, third, templates };
}

const codeOf = (error: string | null) =>
  (JSON.parse(error ?? 'null') as { code: string } | null)?.code ?? null;

/** Puts a name of any kind where Odoo keeps a text, as a broken module might, and moves the date. */
function breakName(world: World, templateId: number, name: number | string): void {
  world.odoo.db.write('product.template', [templateId], { list_price: 11 });
  const row = world.odoo.db.records('product.template').find(({ id }) => id === templateId);
  if (row !== undefined) row['name'] = name;
}

describe('a product that cannot be told', () => {
  it('for want of a SKU is told once it has one', async () => {
    const { bench, change, first } = await shop(351);
    await bench.publish([first]);
    await change(first, { default_code: false });
    expect(bench.one(first)).toMatchObject({ state: 'error', sku: null });
    expect(codeOf(bench.one(first).error)).toBe('NO_SKU');
    await change(first, { default_code: 'NUOVO' });
    expect(bench.one(first)).toMatchObject({ state: 'waiting', sku: 'NUOVO', error: null });
  });

  it('since Odoo’s answer cannot be read keeps nobody else of its page back, and is told once it can', async () => {
    const { world, bench, change, first, second, third } = await shop(372);
    await bench.publish([first, second, third]);
    await bench.collect();
    bench.accept();
    world.odoo.db.write('product.template', [bench.one(second).template_id], { list_price: 7 });
    breakName(world, bench.one(first).template_id, 5);
    await change(third, { list_price: 8 });
    expect([bench.one(first).state, codeOf(bench.one(first).error)]).toEqual(['error', 'UNREADABLE']);
    expect(bench.waiting().toSorted()).toEqual(['UNO-2', 'UNO-3']);
    breakName(world, bench.one(first).template_id, 'Uno');
    await change(first, { list_price: 9 });
    expect(bench.one(first)).toMatchObject({ state: 'waiting', error: null });
  });

  it('for its endless text keeps nobody else of its page back, and is told once it is short', async () => {
    const { bench, change, first, second, third } = await shop(371);
    await bench.publish([first, second, third]);
    await change(first, { description_sale: 'è'.repeat(1_100_000) });
    expect(bench.waiting().toSorted()).toEqual(['UNO-2', 'UNO-3']);
    expect([bench.one(first).state, codeOf(bench.one(first).error)]).toEqual(['error', 'TEXT_TOO_LONG']);
    await change(first, { description_sale: 'Breve' });
    expect(bench.one(first)).toMatchObject({ state: 'waiting', error: null });
  });

  it('for its SKU is told once the other one has another, and both are named', async () => {
    const { bench, change, first, second } = await shop(352);
    await bench.publish([first, second]);
    await change(second, { default_code: 'UNO-1' });
    for (const id of [first, second]) {
      const { state, error } = bench.one(id);
      expect([state, codeOf(error)]).toEqual(['error', 'DUPLICATE_SKU']);
    }
    expect(bench.one(first).error).toContain(`(${second})`);
    await change(second, { default_code: 'DUE' });
    expect(bench.waiting().toSorted()).toEqual(['DUE', 'UNO-1']);
  });

  it('for its SKU keeps nobody from being told who was there before', async () => {
    const { bench, change, first, second } = await shop(353);
    await bench.publish([first]);
    await bench.collect();
    bench.accept();
    await bench.publish([second]);
    await change(second, { default_code: 'UNO-1' });
    expect(codeOf(bench.one(second).error)).toBe('DUPLICATE_SKU');
    expect(bench.one(first)).toMatchObject({ state: 'completed', error: null });
    await change(first, { list_price: 55 });
    expect(bench.waiting()).toEqual(['UNO-1']);
    expect(bench.entry(first)).toMatchObject({ price: '55' });
  });

  it('for its SKU is told once the other one is not published any more', async () => {
    const { bench, change, first, second } = await shop(354);
    await bench.publish([first, second]);
    await change(second, { default_code: 'UNO-1' });
    await bench.publish([first], false);
    await bench.collect();
    expect(bench.one(second)).toMatchObject({ state: 'waiting', error: null });
  });

  it('for a SKU that was accepted stays known under the one it has at Poleepo', async () => {
    const { bench, change, first, second } = await shop(355);
    await bench.publish([first, second]);
    await bench.collect();
    bench.accept();
    await change(second, { default_code: 'UNO-1' });
    expect(bench.one(second)).toMatchObject({ sku: 'UNO-2', state: 'error' });
    await bench.walk();
    await bench.collect();
    expect(codeOf(bench.one(second).error)).toBe('DUPLICATE_SKU');
    expect(bench.one(first).state).toBe('completed');
  });

  it('for its currency says which it is and which is expected', async () => {
    const { bench, change, first } = await shop(356);
    await bench.publish([first]);
    await change(first, { company_id: false });
    expect(JSON.parse(bench.one(first).error ?? '')).toEqual({
      code: 'CURRENCY',
      detail: { currency: 'USD', expected: 'EUR' },
    });
  });

  it('for its taxes names them', async () => {
    const { world, bench, change, first } = await shop(357);
    const taxes = world.odoo.db.search('account.tax', [['name', 'in', ['22%', '10%']]]);
    await bench.publish([first]);
    await change(first, { taxes_id: [[6, 0, taxes]] });
    const error = bench.one(first).error ?? '';
    expect(codeOf(error)).toBe('TAX_UNCLEAR');
    expect(error).toContain('22%');
    expect(error).toContain('10%');
  });

  it('is a parent whose SKU a variant has, and its variants wait', async () => {
    const { world, bench, change, first } = await shop(358);
    const { variants, templates } = world.odoo.control.addProducts({ templates: 1, variants: 2, sku: 'FAM' });
    const [template = 0] = templates;
    await bench.publish([first, ...variants]);
    await change(first, { default_code: String(template) });
    expect(codeOf(bench.one(template, 'parent').error)).toBe('PARENT_SKU_TAKEN');
    expect(await bench.stores().batches.sendable(10)).toMatchObject([
      { sku: String(template), kind: 'variant' },
    ]);
    await change(first, { default_code: 'LIBERO' });
    await bench.walk();
    expect(bench.one(template, 'parent')).toMatchObject({ state: 'waiting', error: null });
  });
});

describe('a product without a tax of its own', () => {
  it('is taxed as the company does, and not at all where it does not', async () => {
    const { world, bench, first } = await shop(359);
    await bench.publish([first]);
    await bench.collect();
    expect(bench.entry(first)).toMatchObject({ price: '10', priceWithTax: '10', vatRate: '0' });
    const [tax = 0] = world.odoo.db.search('account.tax', [['name', '=', '22%']]);
    world.odoo.db.write('res.company', [2], { account_sale_tax_id: tax });
    await pass(world, 20 * minute);
    await bench.walk();
    expect(bench.entry(first)).toMatchObject({ price: '10', priceWithTax: '12.2', vatRate: '22' });
  });
});

describe('how much is offered', () => {
  const settings = async (bench: CatalogueBench, members: Record<string, unknown>) => {
    const now = bench.world.time.now();
    await bench.stores().policy.changeSettingsOf('products', members, { by: 'test', now });
    await bench.stores().products.mark('published', now);
    await bench.collect();
  };

  it('follows the settings: buffer, rule, warehouses, what is not counted', async () => {
    const { world, bench, first, second } = await shop(361);
    world.odoo.control.changeProduct({ id: second }, { is_storable: false });
    await bench.publish([first, second]);
    await bench.collect();
    expect([first, second].map((id) => bench.one(id).wanted_quantity)).toEqual([10, 999]);
    await settings(bench, { buffer: 4, uncountedQuantity: 7 });
    expect([first, second].map((id) => bench.one(id).wanted_quantity)).toEqual([6, 7]);
    await settings(bench, { buffer: 400 });
    expect(bench.one(first).wanted_quantity).toBe(0);
    const [house = 0] = world.odoo.db.search('stock.warehouse', [['company_id', '=', 2]]);
    await settings(bench, { buffer: 0, warehouseIds: [house], quantityRule: 'on-hand' });
    expect(bench.one(first).wanted_quantity).toBe(10);
  });

  it('is rounded down to whole pieces and never below none', async () => {
    const { world, bench, first } = await shop(362);
    await bench.publish([first]);
    world.odoo.control.setStock({ id: first }, { quantity: 2.75 });
    await bench.collect();
    expect(bench.one(first).wanted_quantity).toBe(2);
    world.odoo.control.setStock({ id: first }, { quantity: -3 });
    await bench.collect();
    expect(bench.one(first).wanted_quantity).toBe(0);
  });

  it('leaves out what held orders will take, until Odoo itself keeps it for them', async () => {
    const world = await World.open({ seed: 363, version: 18, crons: [] });
    const bench = new CatalogueBench(world);
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'awaiting-payment' });
    const [order] = orders;
    const [line] = order?.rows ?? [];
    const id = bench.bySku(line?.sku ?? '');
    await bench.publish([id]);
    await bench.collect();
    const all = bench.one(id).wanted_quantity ?? 0;
    const taken = (order?.rows ?? [])
      .filter(({ sku }) => sku === line?.sku)
      .reduce((sum, row) => sum + row.quantity, 0);
    await world.notifyUntilHeard(order?.id ?? 0);
    await world.settle(minute);
    expect(world.rows('SELECT state FROM order_links')).toEqual([{ state: 'waiting-for-payment' }]);
    await bench.collect();
    expect(bench.one(id).wanted_quantity).toBe(all - taken);
    await world.poleepo.control.patchOrder(order?.id ?? 0, { status: 'PAYMENT_ACCEPTED', notify: false });
    await world.notifyUntilHeard(order?.id ?? 0);
    await world.settle(minute);
    expect(world.rows('SELECT state FROM order_links')).toEqual([{ state: 'confirmed' }]);
    expect(world.rows('SELECT * FROM stock_claims')).toEqual([]);
    await bench.collect();
    expect(bench.one(id).wanted_quantity).toBe(all - taken);
  });
});
