import { describe, expect, it } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { entryOf } from '../../../src/poleepo/product-entry.ts';
import { draftOf, keptEntry } from '../../../src/products/kept-entry.ts';
import type { PoleepoProductId } from '../../../src/trade/ids.ts';
import { CatalogueBench } from '../../support/world/catalogue.ts';
import { World } from '../../support/world/world.ts';

/** What would be sent of a product now. */
function sent(bench: CatalogueBench, id: number, kind: 'variant' | 'parent' = 'variant') {
  const kept = keptEntry.parse(bench.entry(id, kind));
  const { sku } = bench.one(id, kind);
  const sending = { productId: null, sku: sku ?? '', wasWithdrawn: false, addressOf: addressOf };
  return entryOf(draftOf(kept, sending));
}

const addressOf = ({ model, field }: { model: string; field: string }) =>
  `https://ponte.example/${model}/${field}`;

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The recordings hold no family with extras and no included tax: these tables are held against the simulated Odoo. */
describe.each([16, 17, 18, 19] as const)('the entries of a family of the simulated Odoo %s', (version) => {
  it.each([
    ['22%', { parent: 19.9, price: 22.4, price_with_tax: 27.33 }],
    ['22% inclusa', { parent: 16.31, price: 18.36, price_with_tax: 22.4 }],
  ])('with a price extra and %s say member by member what the table says', async (taxName, table) => {
    const world = await World.open({ seed: 371, version, crons: [] });
    const bench = new CatalogueBench(world);
    const [tax = 0] = world.odoo.db.search('account.tax', [['name', '=', taxName]]);
    const { variants, templates } = world.odoo.control.addProducts({
      templates: 1,
      variants: 2,
      sku: 'FAM',
      quantity: 8,
    });
    const [template = 0] = templates;
    const [first = 0, second = 0] = variants;
    const [category = 0] = world.odoo.db.search('product.category', [['name', '=', 'Saleable']]);
    world.odoo.control.changeProduct(
      { templateId: template },
      {
        name: 'Maglia',
        list_price: 19.9,
        categ_id: category,
        taxes_id: [[6, 0, [tax]]],
        description_sale: 'Di cotone',
      },
    );
    world.odoo.control.changeProduct({ id: second }, { barcode: '9788845292613', weight: 0.25 });
    world.odoo.control.setImage({ id: second }, png);
    const [value] = world.odoo.db.read('product.product', [second], ['product_template_attribute_value_ids']);
    const ids = value?.['product_template_attribute_value_ids'];
    world.odoo.db.write('product.template.attribute.value', Array.isArray(ids) ? ids.map(Number) : [], {
      price_extra: 2.5,
    });
    await bench.publish(variants);
    await world.time.run(() => false, minute);
    await bench.collect();
    expect(sent(bench, template, 'parent')).toEqual({
      product_id: '',
      sku: String(template),
      title: 'Maglia',
      category_path: 'All / Saleable',
      price: table.parent,
    });
    expect(sent(bench, second)).toEqual({
      images: [expect.stringContaining('https://ponte.example/product.')],
      product_id: '',
      sku: 'FAM-1-2',
      ean: '9788845292613',
      upc: '',
      isbn: '9788845292613',
      mpn: '',
      parent_sku: String(template),
      title: 'Maglia',
      short_description: 'Di cotone',
      long_description: '',
      category_path: 'All / Saleable',
      weight: 0.25,
      price: table.price,
      price_with_tax: table.price_with_tax,
      vat_rate: 22,
      quantity: 8,
      attributes: [{ name: 'Misura', value: 'M2' }],
    });
    expect(sent(bench, first)).toMatchObject({
      price: table.parent,
      attributes: [{ name: 'Misura', value: 'M1' }],
    });
  });
});

describe('the entry after a withdrawal', () => {
  it('says that the product is in sale again', () => {
    const kept = keptEntry.parse({ kind: 'parent', title: 'Maglia', categoryPath: 'All', price: '10' });
    const productId = 5 as PoleepoProductId;
    const draft = draftOf(kept, { productId, sku: '9', wasWithdrawn: true, addressOf });
    expect(entryOf(draft)).toMatchObject({ product_id: 5, active: true });
  });
});
