import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordedVersions, recordings, type RecordedVersion } from '../../support/recordings.ts';
import { customerOf, simOf } from './client.ts';
import { attributeOf, lineOf, templateValue } from './families.ts';

/** A desk in two colours, whose products are looked at after each change, an hour later. */
function desk(version: RecordedVersion) {
  const clock = { ms: Date.parse('2026-06-03T08:00:00Z') };
  const client = simOf({ version, now: () => clock.ms });
  const { db } = client.sim;
  const colour = attributeOf(db, 'Color', ['White', 'Black']);
  const leg = attributeOf(db, 'Legs', ['Steel']);
  const tax = db.create('account.tax', { name: '22%', amount: 22, company_id: 2 });
  const template = db.create('product.template', {
    name: 'Desk',
    list_price: 19.5,
    taxes_id: [[6, 0, [tax]]],
    attribute_line_ids: [lineOf(colour)],
  });
  const simple = db.create('product.template', { name: 'Chair', list_price: 10 });
  const dates = (of: number) => {
    const variants = db.search('product.product', [['product_tmpl_id', '=', of]]);
    return {
      product: db.read('product.product', variants, ['write_date']).map((row) => row['write_date']),
      template: db.read('product.template', [of], ['write_date']).map((row) => row['write_date']),
    };
  };
  const watch = async (of: number, change: () => unknown) => {
    clock.ms += 3_600_000;
    const before = dates(of);
    await change();
    const after = dates(of);
    return {
      product: JSON.stringify(before.product) !== JSON.stringify(after.product),
      template: JSON.stringify(before.template) !== JSON.stringify(after.template),
    };
  };
  const variantsOf = (of: number) => db.search('product.product', [['product_tmpl_id', '=', of]]);
  return { client, db, leg, tax, template, simple, watch, variantsOf };
}

type Desk = ReturnType<typeof desk>;

const changes: Record<string, (at: Desk) => unknown> = {
  'price_extra of an attribute value': ({ db, template }) =>
    db.write('product.template.attribute.value', [templateValue(db, template, 'White')], {
      price_extra: 1.48,
    }),
  'rename attribute value': ({ db }) =>
    db.write('product.attribute.value', db.search('product.attribute.value', [['name', '=', 'White']]), {
      name: 'Ivory',
    }),
  'add an attribute line to the template': ({ db, template, leg }) =>
    db.write('product.template', [template], { attribute_line_ids: [lineOf(leg)] }),
  'tax amount': ({ db, tax }) => db.write('account.tax', [tax], { amount: 21 }),
  'order confirm (reservation)': async ({ client, db, template, variantsOf }) => {
    const [product = 0] = variantsOf(template);
    const order = db.create('sale.order', {
      partner_id: customerOf(client),
      company_id: 2,
      order_line: [[0, 0, { product_id: product, product_uom_qty: 2 }]],
    });
    await client.call('sale.order/action_confirm', [[order]]);
  },
  'unchanged write': ({ db, template }) => db.write('product.template', [template], { name: 'Desk' }),
};

const probes: Record<string, (at: Desk) => unknown> = {
  'write list_price on product.product': ({ db, variantsOf, simple }) =>
    db.write('product.product', variantsOf(simple), { list_price: 11 }),
  'write list_price on template': ({ db, simple }) =>
    db.write('product.template', [simple], { list_price: 12 }),
  'write name on template': ({ db, simple }) => db.write('product.template', [simple], { name: 'Stool' }),
  'write default_code on product': ({ db, variantsOf, simple }) =>
    db.write('product.product', variantsOf(simple), { default_code: 'CH-1' }),
  'write barcode on product': ({ db, variantsOf, simple }) =>
    db.write('product.product', variantsOf(simple), { barcode: '8000000000017' }),
  'write standard_price on product (company dependent)': ({ db, variantsOf, simple }) =>
    db.write('product.product', variantsOf(simple), { standard_price: 4 }),
};

const touched = z.object({ product: z.boolean(), template: z.boolean() });

describe.each(recordedVersions)('what touches write_date in the simulated Odoo %i', (version) => {
  const recorded = new Map(recordings(version, 'change-detection').map((entry) => [entry.note, entry]));

  test.each(Object.keys(changes))('is as recorded for: %s', async (note) => {
    const at = desk(version);
    const entry = recorded.get(note);
    const expected = touched.parse({
      product: entry?.['product_write_date_changed'],
      template: entry?.['template_write_date_changed'],
    });

    expect(await at.watch(at.template, () => changes[note]?.(at))).toEqual(expected);
  });

  test.each(Object.keys(probes))('is as recorded for the probe: %s', async (note) => {
    const at = desk(version);
    const entry = recordings(version, 'products').find((one) => one.note === `write_date probe: ${note}`);
    const expected = touched.parse({
      product: entry?.['product_touched'],
      template: entry?.['template_touched'],
    });

    expect(await at.watch(at.simple, () => probes[note]?.(at))).toEqual(expected);
  });

  test('leaves out what no product’s row is part of', async () => {
    const at = desk(version);
    const category = at.db.search('product.category', [['name', '=', 'Saleable']]);

    const outcome = await at.watch(at.template, () =>
      at.db.write('product.category', category, { name: 'Vendibili' }),
    );

    expect(outcome).toEqual({ product: false, template: false });
    expect(at.db.read('product.category', category, ['complete_name'])[0]?.['complete_name']).toBe(
      'All / Vendibili',
    );
  });
});
