import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, simOf } from './client.ts';
import { attributeOf, lineOf, templateValue, variantNames, variantOf } from './families.ts';

/** A shirt in two colours and two sizes. */
function shirt(version: (typeof recordedVersions)[number]) {
  const client = simOf({ version });
  const { db } = client.sim;
  const colour = attributeOf(db, 'Colore', ['Rosso', 'Blu']);
  const size = attributeOf(db, 'Taglia', ['M', 'L', 'XL']);
  const template = db.create('product.template', {
    name: 'Camicia',
    list_price: 30,
    attribute_line_ids: [lineOf(colour), lineOf(size, size.values.slice(0, 2))],
  });
  return { client, db, colour, size, template };
}

describe.each(recordedVersions)('a family of the simulated Odoo %i', (version) => {
  test('has a variant for every combination, named by it', () => {
    const { db, template } = shirt(version);

    expect(variantNames(db, template)).toEqual([
      'Camicia (Rosso, M)',
      'Camicia (Rosso, L)',
      'Camicia (Blu, M)',
      'Camicia (Blu, L)',
    ]);
    expect(db.read('product.template', [template], ['product_variant_count', 'product_variant_id'])).toEqual([
      {
        id: template,
        product_variant_count: 4,
        product_variant_id: [expect.any(Number), 'Camicia (Rosso, M)'],
      },
    ]);
  });

  test('tells a variant’s values with their attribute', async () => {
    const { client, db, template, colour } = shirt(version);
    const id = variantOf(db, template, 'Blu, L');

    const [row] = db.read(
      'product.product',
      [id],
      ['product_template_attribute_value_ids', 'product_variant_count'],
    );
    const values = await client.call('product.template.attribute.value/read', [
      row?.['product_template_attribute_value_ids'] ?? [],
      [
        'name',
        'display_name',
        'attribute_id',
        'product_attribute_value_id',
        'price_extra',
        'html_color',
        'ptav_active',
      ],
    ]);

    expect(row?.['product_variant_count']).toBe(4);
    expect(values).toMatchObject([
      {
        name: 'Blu',
        display_name: 'Colore: Blu',
        attribute_id: [colour.id, 'Colore'],
        product_attribute_value_id: [colour.values[1], 'Colore: Blu'],
        price_extra: 0,
        html_color: false,
        ptav_active: true,
      },
      { name: 'L', display_name: 'Taglia: L' },
    ]);
  });

  test('adds the extras of the values to the price, rounded until 18', () => {
    const { db, template } = shirt(version);
    const id = variantOf(db, template, 'Blu, L');
    db.write('product.template', [template], { list_price: 19.99 });
    db.write('product.template.attribute.value', [templateValue(db, template, 'Blu')], { price_extra: 5.1 });
    db.write('product.template.attribute.value', [templateValue(db, template, 'L')], { price_extra: 0.2 });

    const [row] = db.read('product.product', [id], ['list_price', 'price_extra', 'lst_price']);

    const extra = 5.1 + 0.2;
    expect(row).toEqual({
      id,
      list_price: 19.99,
      price_extra: extra,
      lst_price: version >= 19 ? 19.99 + extra : 25.29,
    });
  });

  test('takes the price of a variant as its own price plus the extras', () => {
    const { db, template } = shirt(version);
    const id = variantOf(db, template, 'Blu, L');
    db.write('product.template.attribute.value', [templateValue(db, template, 'Blu')], { price_extra: 5 });

    db.write('product.product', [id], { lst_price: 40 });

    expect(db.read('product.template', [template], ['list_price'])).toEqual([
      { id: template, list_price: 35 },
    ]);
  });

  test('keeps a value without alternative, and an attribute that makes no variants, to its lines', () => {
    const { db, size } = shirt(version);
    const cloth = attributeOf(db, 'Tessuto', ['Lino']);
    const print = attributeOf(db, 'Stampa', ['Nome', 'Cuore']);
    db.write('product.attribute', [print.id], { create_variant: 'no_variant' });
    const template = db.create('product.template', {
      name: 'Tunica',
      attribute_line_ids: [lineOf(cloth), lineOf(print), lineOf(size, size.values.slice(0, 2))],
    });
    db.write('product.template.attribute.value', [templateValue(db, template, 'Lino')], { price_extra: 9 });
    const id = variantOf(db, template, '(L)');

    const [row] = db.read('product.product', [id], ['product_template_attribute_value_ids', 'price_extra']);
    const lines = db.search('product.template.attribute.line', [['product_tmpl_id', '=', template]]);

    expect(variantNames(db, template)).toEqual(['Tunica (M)', 'Tunica (L)']);
    expect(row).toMatchObject({
      product_template_attribute_value_ids: [templateValue(db, template, 'L')],
      price_extra: 0,
    });
    expect(
      db
        .read('product.template.attribute.line', lines, ['attribute_id', 'value_count'])
        .map((line) => line['value_count']),
    ).toEqual([2, 1, 2]);
  });

  test('gets the variants of a value that is added, and keeps the others', () => {
    const { db, template, size } = shirt(version);
    const before = db.search('product.product', [['product_tmpl_id', '=', template]]);
    const [line = 0] = db.search('product.template.attribute.line', [
      ['product_tmpl_id', '=', template],
      ['attribute_id', '=', size.id],
    ]);

    db.write('product.template', [template], {
      attribute_line_ids: [[1, line, { value_ids: [[4, size.values[2] ?? 0]] }]],
    });

    const after = db.search('product.product', [['product_tmpl_id', '=', template]]);
    expect(variantNames(db, template)).toHaveLength(6);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test('archives the sold variants of a value that goes, deletes the rest, and revives them', async () => {
    const { client, db, template, size } = shirt(version);
    const sold = variantOf(db, template, 'Blu, L');
    await client.call('sale.order/create', [
      { partner_id: customerOf(client), order_line: [[0, 0, { product_id: sold, product_uom_qty: 1 }]] },
    ]);
    const [line = 0] = db.search('product.template.attribute.line', [['attribute_id', '=', size.id]]);
    const [medium = 0, large = 0, huge = 0] = size.values;

    db.write('product.template.attribute.line', [line], { value_ids: [[6, 0, [medium, huge]]] });
    const without = db.read(
      'product.product',
      db.search('product.product', [['product_tmpl_id', '=', template]]),
      ['active'],
    );
    db.write('product.template.attribute.line', [line], { value_ids: [[4, large]] });

    expect(without.filter((row) => row['active'] === false)).toEqual([{ id: sold, active: false }]);
    expect(without).toHaveLength(5);
    expect(variantOf(db, template, 'Blu, L')).toBe(sold);
    expect(variantNames(db, template)).toHaveLength(6);
  });

  test('is one product again when its attributes go', () => {
    const { db, template } = shirt(version);
    const lines = db.search('product.template.attribute.line', [['product_tmpl_id', '=', template]]);

    db.write('product.template', [template], { attribute_line_ids: lines.map((id) => [2, id, 0]) });

    expect(variantNames(db, template)).toEqual(['Camicia']);
    expect(db.count('product.template.attribute.value', [['product_tmpl_id', '=', template]])).toBe(0);
  });

  test('refuses a value of another attribute, and a line without values', async () => {
    const { client, colour, size } = shirt(version);
    const admin = client.as('admin', 'admin');
    const vals = (values: number[]) => ({
      name: 'Sbagliata',
      attribute_line_ids: [[0, 0, { attribute_id: colour.id, value_ids: [[6, 0, values]] }]],
    });

    expect(await admin.refusal('product.template/create', [vals(size.values)])).toContain('do not match');
    expect(await admin.refusal('product.template/create', [vals([])])).toContain(
      'must have at least one value',
    );
    expect(client.sim.db.count('product.template', [['name', '=', 'Sbagliata']])).toBe(0);
  });
});

describe.each(recordedVersions)('a template of the simulated Odoo %i', (version) => {
  test('shows code, barcode and weight of its only variant, and hands them on', () => {
    const { db } = simOf({ version }).sim;
    const fields = ['default_code', 'barcode', 'weight', 'display_name'];
    const id = db.create('product.template', {
      name: 'Tazza',
      default_code: 'TZ',
      barcode: '80001',
      weight: 0.4,
    });
    const [variant = 0] = db.search('product.product', [['product_tmpl_id', '=', id]]);
    const born = db.read('product.product', [variant], fields);

    db.write('product.product', [variant], { default_code: 'TZ-2' });
    db.write('product.template', [id], { weight: 0.5 });

    expect(born).toEqual([
      { id: variant, default_code: 'TZ', barcode: '80001', weight: 0.4, display_name: '[TZ] Tazza' },
    ]);
    expect(db.read('product.template', [id], fields)).toEqual([
      { id, default_code: 'TZ-2', barcode: '80001', weight: 0.5, display_name: '[TZ-2] Tazza' },
    ]);
    expect(db.read('product.product', [variant], ['weight'])).toEqual([{ id: variant, weight: 0.5 }]);
  });

  test('of several variants has no code and no weight', () => {
    const { db, template } = shirt(version);
    for (const id of db.search('product.product', [['product_tmpl_id', '=', template]])) {
      db.write('product.product', [id], { default_code: `C-${id}`, weight: 0.3 });
    }

    expect(db.read('product.template', [template], ['default_code', 'weight', 'barcode'])).toEqual([
      { id: template, default_code: false, weight: 0, barcode: false },
    ]);
  });
});
