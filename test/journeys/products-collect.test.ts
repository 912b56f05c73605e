import { describe, expect, it } from 'vitest';
import { minute, second } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

/** A world where a simple article and a family of three are published and at Poleepo. */
async function shop(version: (typeof versions)[number], seed = 301) {
  const world = await World.open({ seed, version, crons: [] });
  const bench = new CatalogueBench(world);
  const added = world.odoo.control.addProducts({ templates: 1, variants: 3, sku: 'FAM' });
  const [template = 0] = added.templates;
  const simple = bench.bySku('TSHIRT-L');
  await bench.publish([simple, ...added.variants]);
  await bench.collect();
  const first = bench.waiting();
  bench.accept();
  await pass(world, 20 * minute);
  return { world, bench, template, variants: added.variants, simple, first };
}

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

describe.each(versions)('a collection from Odoo %s', (version) => {
  it('makes no call where nothing is published and Odoo has no field for it', async () => {
    const world = await World.open({ seed: 302, version, crons: [] });
    const bench = new CatalogueBench(world);
    await bench.collect();
    expect(await bench.calls(() => bench.collect())).toEqual([]);
    expect(await bench.calls(() => bench.walk())).toEqual([]);
  });

  it('tells each variant and the parent of a family, and leaves alone what is not published', async () => {
    const { bench, template, first } = await shop(version);
    expect(first.toSorted()).toEqual(
      ['FAM-1-1', 'FAM-1-2', 'FAM-1-3', 'TSHIRT-L', String(template)].toSorted(),
    );
    expect(bench.seen()).toHaveLength(4);
  });

  it('makes one call where nothing changed', async () => {
    const { bench } = await shop(version);
    await bench.collect();
    expect(await bench.calls(() => bench.collect())).toEqual(['product.product.search_read']);
  });

  it('finds another name, price, stock and image, and nothing else', async () => {
    const { world, bench, simple, template } = await shop(version);
    const { control } = world.odoo;
    const changes = [
      () => control.changeProduct({ id: simple }, { name: 'Maglietta nuova' }),
      () => control.changeProduct({ id: simple }, { list_price: 40 }),
      () => control.setStock({ id: simple }, { quantity: 3 }),
      () => control.setImage({ id: simple }, png),
    ];
    for (const change of changes) {
      await pass(world, minute);
      change();
      await pass(world, minute);
      await bench.collect();
      expect(bench.waiting()).toEqual(['TSHIRT-L']);
      bench.accept();
    }
    control.changeProduct({ templateId: template }, { name: 'Famiglia nuova' });
    await pass(world, minute);
    await bench.collect();
    expect(bench.waiting()).toHaveLength(4);
  });

  it('takes what was unpublished, archived or forbidden to sell out of sale, and back', async () => {
    const { world, bench, simple, variants } = await shop(version);
    const { control } = world.odoo;
    const [first = 0, second = 0] = variants;
    await bench.publish([simple], false);
    control.archive({ id: first });
    control.changeProduct({ id: second }, { sale_ok: false });
    await pass(world, minute);
    await bench.collect();
    expect([simple, first].map((id) => bench.entry(id))).toEqual([
      { kind: 'withdrawal' },
      { kind: 'withdrawal' },
    ]);
    // Whether it may be sold is the template's: so none of the family is left.
    expect(bench.waiting()).toHaveLength(5);
    bench.accept();
    await bench.publish([simple]);
    await bench.collect();
    expect(bench.entry(simple)).toMatchObject({ kind: 'variant', title: 'Maglietta L Rossa' });
  });

  it('takes the parent out of sale where one variant is left, and tells that one without a parent', async () => {
    const { world, bench, template, variants } = await shop(version);
    const [first = 0, second = 0, third = 0] = variants;
    for (const id of [first, second]) world.odoo.control.archive({ id });
    await pass(world, minute);
    await bench.collect();
    expect(bench.entry(template, 'parent')).toEqual({ kind: 'withdrawal' });
    expect(bench.entry(third)).toMatchObject({ kind: 'variant', parentSku: null });
  });

  it('finds what Odoo committed later than it is dated, within the overlap', async () => {
    const { world, bench, simple } = await shop(version);
    world.odoo.control.changeProduct({ id: simple }, { name: 'Tardi' }, { commitAfterMs: 90 * second });
    await pass(world, 10 * second);
    await bench.collect();
    expect(bench.waiting()).toEqual([]);
    await pass(world, 2 * minute);
    await bench.collect();
    expect(bench.entry(simple)).toMatchObject({ title: 'Tardi' });
  });

  it('goes by the field that Odoo has for it, whatever was said here', async () => {
    const { world, bench, simple, variants } = await shop(version);
    world.odoo.control.addFields([
      { model: 'product.product', name: 'x_poleepo_published', type: 'boolean' },
    ]);
    world.odoo.control.changeProduct({ id: simple }, { x_poleepo_published: true });
    bench.restart();
    await pass(world, minute);
    await bench.collect();
    await bench.walk();
    expect(bench.one(simple).published).toBe(1);
    expect(bench.waiting()).toHaveLength(4);
    expect(bench.one(variants[0] ?? 0)).toMatchObject({ published: 0, wanted_rest: 'withdrawn' });
  });
});

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
