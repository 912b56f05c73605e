import { describe, expect, it } from 'vitest';
import { day, minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { World } from '../support/world/world.ts';

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

/** 40 simple articles and 20 families of three, all at Poleepo, with reference data known. */
async function hundred(version: 16 | 17 | 18 | 19) {
  const world = await World.open({ seed: 321, version, crons: [] });
  const bench = new CatalogueBench(world);
  const simple = world.odoo.control.addProducts({ templates: 40, sku: 'UNO' });
  const families = world.odoo.control.addProducts({ templates: 20, variants: 3, sku: 'FAM' });
  const variants = [...simple.variants, ...families.variants];
  await bench.publish(variants);
  await bench.collect();
  bench.accept();
  await pass(world, 6 * minute);
  await bench.collect();
  return { world, bench, variants, templates: [...simple.templates, ...families.templates] };
}

const images = 'ir.attachment.search_read';

describe.each([16, 17, 18, 19] as const)('what a cycle costs Odoo %s', (version) => {
  it('is one call where nothing changed', async () => {
    const { bench } = await hundred(version);
    expect(await bench.calls(() => bench.collect())).toEqual(['product.product.search_read']);
  });

  it('is one more for images where something that was read already is read again for the overlap', async () => {
    const { world, bench, variants } = await hundred(version);
    world.odoo.control.changeProduct({ id: variants[0] ?? 0 }, { name: 'Altro' });
    await pass(world, minute);
    await bench.collect();
    const calls = await bench.calls(() => bench.collect());
    expect(calls).toEqual(['product.product.search_read', images]);
    expect(bench.waiting()).toHaveLength(1);
  });

  it('is three with a hundred changed products, families among them', async () => {
    const { world, bench, templates } = await hundred(version);
    for (const templateId of templates) world.odoo.control.changeProduct({ templateId }, { list_price: 77 });
    await pass(world, minute);
    const calls = await bench.calls(() => bench.collect());
    const values = 'product.template.attribute.value.read';
    expect(calls).toEqual(['product.product.search_read', images, values]);
    expect(bench.waiting()).toHaveLength(120);
  });
});

describe('an Odoo 16 that shows attachments of fields to who has Settings rights only', () => {
  const products = 'product.product.search_read';
  const values = 'product.template.attribute.value.read';

  async function hidden() {
    const opened = await hundred(16);
    const { world, bench, templates } = opened;
    world.odoo.control.setFaults([
      { match: { model: 'ir.attachment' }, kind: 'odoo-error', errorName: 'odoo.exceptions.AccessError' },
    ]);
    const change = async (price: number) => {
      for (const templateId of templates)
        world.odoo.control.changeProduct({ templateId }, { list_price: price });
      await pass(world, minute);
      return bench.calls(() => bench.collect());
    };
    return { ...opened, change };
  }

  it('costs three calls with a hundred changed products, and four where that is found out', async () => {
    const { bench, change } = await hidden();
    expect(await change(77)).toEqual([products, images, products, values]);
    expect(await change(78)).toEqual([products, products, values]);
    expect(bench.waiting()).toHaveLength(120);
  });

  it('costs two where what was read already is read again, and one where nothing changed', async () => {
    const { world, bench, change } = await hidden();
    await change(77);
    expect(await bench.calls(() => bench.collect())).toEqual([products, products]);
    await pass(world, 6 * minute);
    await bench.collect();
    expect(await bench.calls(() => bench.collect())).toEqual([products]);
  });

  it('is asked again after a day, and shows them then if it may', async () => {
    const { world, change } = await hidden();
    await change(77);
    await pass(world, day - 2 * minute);
    expect(await change(78)).not.toContain(images);
    world.odoo.control.setFaults([]);
    await pass(world, 5 * minute);
    expect(await change(79)).toEqual([products, images, values]);
  });

  it('stays known to the next process', async () => {
    const { bench, change } = await hidden();
    await change(77);
    bench.restart();
    expect(await change(78)).not.toContain(images);
  });
});
