import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
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

describe('an Odoo that hides attachments of fields, as 16 does', () => {
  it('is asked three times for the images of a page', async () => {
    const { world, bench, templates } = await hundred(16);
    world.odoo.control.setFaults([
      { match: { model: 'ir.attachment' }, kind: 'odoo-error', errorName: 'odoo.exceptions.AccessError' },
    ]);
    for (const templateId of templates) world.odoo.control.changeProduct({ templateId }, { list_price: 77 });
    await pass(world, minute);
    const calls = await bench.calls(() => bench.collect());
    const products = 'product.product.search_read';
    expect(calls).toEqual([products, images, products, products, 'product.template.attribute.value.read']);
  });
});
