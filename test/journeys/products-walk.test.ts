import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

/** A world where a family of three and a simple article are at Poleepo, and the overlap is over. */
async function family(version: (typeof versions)[number]) {
  const world = await World.open({ seed: 311, version, crons: [] });
  const bench = new CatalogueBench(world);
  const { variants } = world.odoo.control.addProducts({
    templates: 1,
    variants: 3,
    sku: 'FAM',
    // What has stock Odoo does not let go.
    quantity: null,
  });
  const simple = bench.bySku('TSHIRT-L');
  await bench.publish([simple, ...variants]);
  await bench.collect();
  bench.accept();
  await pass(world, 20 * minute);
  await bench.collect();
  await bench.walk();
  return { world, bench, variants, simple };
}

function valueOf(world: World, variant: number): number {
  const [row] = world.odoo.db.read('product.product', [variant], ['product_template_attribute_value_ids']);
  const ids = row?.['product_template_attribute_value_ids'];
  return Array.isArray(ids) ? Number(ids[0]) : 0;
}

/** What a collection does not see and a walk does. */
async function onlyByWalk(world: World, bench: CatalogueBench, change: () => void): Promise<string[]> {
  change();
  await pass(world, minute);
  await bench.collect();
  expect(bench.waiting()).toEqual([]);
  await bench.walk();
  return bench.waiting();
}

describe.each(versions)('a walk over the catalogue of Odoo %s', (version) => {
  it('finds nothing where a collection has found everything, and writes no row', async () => {
    const { world, bench } = await family(version);
    const before = bench.seen().map(({ wanted_rest }) => wanted_rest);
    world.passed.length = 0;
    expect(await bench.walk()).toMatchObject({ kind: 'unchanged', detail: { changed: 0, gone: 0 } });
    expect(bench.seen().map(({ wanted_rest }) => wanted_rest)).toEqual(before);
    expect(world.passed.filter(({ name }) => name.startsWith('insert into "products"'))).toEqual([]);
  });

  it('finds that a price extra changed', async () => {
    const { world, bench, variants } = await family(version);
    const [, second = 0] = variants;
    const value = valueOf(world, second);
    const change = () =>
      world.odoo.db.write('product.template.attribute.value', [value], { price_extra: 2.5 });
    expect(await onlyByWalk(world, bench, change)).toEqual(['FAM-1-2']);
    expect(bench.entry(second)).toMatchObject({ price: '12.5' });
  });

  it('finds that the value of an attribute is called otherwise', async () => {
    const { world, bench, variants } = await family(version);
    const [first = 0] = variants;
    const [value] = world.odoo.db.search('product.attribute.value', [['name', '=', 'M1']]);
    const change = () => world.odoo.db.write('product.attribute.value', [value ?? 0], { name: 'Piccola' });
    expect(await onlyByWalk(world, bench, change)).toEqual(['FAM-1-1']);
    expect(bench.entry(first)).toMatchObject({ attributes: [{ name: 'Misura', value: 'Piccola' }] });
  });

  it('finds that a category is called otherwise', async () => {
    const { world, bench, simple } = await family(version);
    const [category] = world.odoo.db.search('product.category', [['name', '=', 'Saleable']]);
    const change = () => world.odoo.db.write('product.category', [category ?? 0], { name: 'Vendibili' });
    expect(await onlyByWalk(world, bench, change)).toEqual(['TSHIRT-L']);
    expect(bench.entry(simple)).toMatchObject({ categoryPath: 'All / Vendibili' });
  });

  it('finds that a tax has another rate, once what is known of taxes is old', async () => {
    const { world, bench, simple } = await family(version);
    const [tax] = world.odoo.db.search('account.tax', [['name', '=', '22% inclusa']]);
    world.odoo.db.write('account.tax', [tax ?? 0], { amount: 24 });
    await pass(world, 16 * minute);
    await bench.walk();
    expect(bench.waiting()).toEqual(['TSHIRT-L']);
    expect(bench.entry(simple)).toMatchObject({ price: '26.61', priceWithTax: '33', vatRate: '24' });
  });

  it('takes what was deleted out of sale, and its family’s parent with the last of it', async () => {
    const { world, bench, variants } = await family(version);
    for (const id of variants) world.odoo.control.remove({ id });
    await pass(world, minute);
    await bench.collect();
    expect(bench.waiting()).toEqual([]);
    expect(await bench.walk()).toMatchObject({ detail: { gone: 3 } });
    const parents = bench.seen('parent').map(({ entry }) => entry);
    expect(parents).toEqual(['{"kind":"withdrawal"}']);
    expect(variants.map((id) => bench.entry(id))).toEqual(variants.map(() => ({ kind: 'withdrawal' })));
  });

  it('has what is left of a family read again where the others were deleted', async () => {
    const { world, bench, variants } = await family(version);
    const [first = 0, second = 0, third = 0] = variants;
    for (const id of [first, second]) world.odoo.control.remove({ id });
    await pass(world, 10 * minute);
    await bench.walk();
    await bench.collect();
    expect(bench.entry(third)).toMatchObject({ kind: 'variant', parentSku: null });
    expect(bench.seen('parent').map(({ entry }) => entry)).toEqual(['{"kind":"withdrawal"}']);
  });
});
