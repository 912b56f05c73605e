import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../sim/random.ts';
import { fingerprint } from '../../../src/kit/fingerprint.ts';
import { exactNumber } from '../../../src/poleepo/exact-number.ts';
import { entryOf } from '../../../src/poleepo/product-entry.ts';
import { decimal, decimalText } from '../../../src/trade/money.ts';
import { parentDraft, productId, variantDraft, withdrawalDraft } from './drafts.ts';
import { failing } from './failing.ts';

describe('the entry of a variant', () => {
  test('has the members of the contract, whole', () => {
    expect(entryOf(variantDraft())).toEqual({
      product_id: '',
      sku: 'TSHIRT-L',
      ean: '8001234567897',
      upc: '',
      isbn: '',
      mpn: 'TS-L-RED',
      parent_sku: '48',
      title: 'Maglietta',
      short_description: 'Cotone',
      long_description: '<p>Cotone pettinato</p>',
      category_path: 'Abbigliamento / Magliette',
      weight: 0.18,
      price: 27.05,
      price_with_tax: 33,
      vat_rate: 22,
      quantity: 12,
      images: ['https://ponte.example.com/i/a', 'https://ponte.example.com/i/b'],
      attributes: [
        { name: 'Taglia', value: 'L' },
        { name: 'Colore', value: 'Rosso' },
      ],
    });
  });

  test('names the product that Poleepo has already', () => {
    expect(entryOf(variantDraft({ productId }))).toMatchObject({ product_id: 16_292_716 });
  });

  test('tells the sizes that are known and no others', () => {
    const sized = entryOf(variantDraft({ weight: null, width: decimal('10.5'), depth: decimal(0) }));
    expect(sized).toMatchObject({ width: 10.5, depth: 0 });
    expect(sized).not.toHaveProperty('weight');
    expect(sized).not.toHaveProperty('height');
  });

  test('tells texts and a family that are missing as empty', () => {
    const plain = variantDraft({ ean: null, parentSku: null, shortDescription: null, longDescription: null });
    expect(entryOf(plain)).toMatchObject({
      ean: '',
      parent_sku: '',
      short_description: '',
      long_description: '',
    });
  });

  test('says that it is active only where the draft does', () => {
    expect(entryOf(variantDraft())).not.toHaveProperty('active');
    expect(entryOf(variantDraft({ active: true }))).toMatchObject({ active: true });
  });

  test('passes nothing on that an attribute holds beside its name and value', () => {
    const attribute = { name: 'Taglia', value: 'L', id: 5 };
    expect(entryOf(variantDraft({ attributes: [attribute] })).attributes).toEqual([
      { name: 'Taglia', value: 'L' },
    ]);
  });

  test('has a fingerprint that knows each change and no other order of members', async () => {
    const before = await fingerprint(entryOf(variantDraft()));
    expect(await fingerprint(entryOf(variantDraft({ price: decimal('27.050') })))).toBe(before);
    expect(await fingerprint(entryOf(variantDraft({ price: decimal('27.06') })))).not.toBe(before);
    expect(await fingerprint(entryOf(variantDraft({ quantity: 11 })))).not.toBe(before);
    expect(await fingerprint(entryOf(variantDraft({ active: true })))).not.toBe(before);
  });
});

describe('the entry of a parent', () => {
  test('has its five members and none of a variant', () => {
    expect(entryOf(parentDraft())).toEqual({
      product_id: '',
      sku: '48',
      title: 'Maglietta',
      category_path: 'Abbigliamento / Magliette',
      price: 27.05,
    });
  });

  test('says that it is active again, and which product it is', () => {
    expect(entryOf(parentDraft({ productId, active: true }))).toMatchObject({
      product_id: 16_292_716,
      active: true,
    });
  });
});

test('the entry of a withdrawal says none in stock and not active, and nothing else', () => {
  expect(entryOf(withdrawalDraft())).toEqual({
    product_id: 16_292_716,
    sku: 'TSHIRT-L',
    quantity: 0,
    active: false,
  });
  expect(entryOf(withdrawalDraft({ productId: null }))).toMatchObject({ product_id: '' });
});

describe('a number', () => {
  const printed = (text: string) => JSON.stringify({ price: exactNumber(decimal(text), 'price') });

  test.each(['27.05', '0.1', '0.3', '1.005', '33', '0', '0.000001', '99999999.99', '123456789.123456'])(
    'of %s prints as that',
    (text) => {
      expect(printed(text)).toBe(`{"price":${text}}`);
    },
  );

  test('loses only zeros that say nothing', () => {
    expect(printed('27.10')).toBe('{"price":27.1}');
    expect(printed('-0.00')).toBe('{"price":0}');
  });

  test('is what the sum was, not the float beside it', () => {
    const sum = decimal('0.1').plus(decimal('0.2'));
    expect(JSON.stringify(exactNumber(sum, 'price'))).toBe('0.3');
  });

  test('of cents prints exactly, 20,000 at random', () => {
    const random = createRandom(7);
    for (let nth = 0; nth < 20_000; nth += 1) {
      const amount = decimal(random.int(0, 2_000_000_000)).div(10 ** random.int(0, 6));
      expect(JSON.stringify(exactNumber(amount, 'price'))).toBe(decimalText(amount));
    }
  });

  test.each(['0.12345678901234567891', '90071992547409.9312', '0.0000001', '1000000000000000000000.5'])(
    'of %s is not written, since it would not print so',
    (text) => {
      expect(() => exactNumber(decimal(text), 'price')).toThrow(/price cannot be written/);
    },
  );

  const third = decimal(1).div(3);
  test.each([
    ['price', variantDraft({ price: decimal('-0.01') })],
    ['price', parentDraft({ price: third })],
    ['price_with_tax', variantDraft({ priceWithTax: third })],
    ['vat_rate', variantDraft({ vatRate: decimal(-22) })],
    ['weight', variantDraft({ weight: third })],
    ['width', variantDraft({ width: third })],
    ['height', variantDraft({ height: decimal(-1) })],
    ['depth', variantDraft({ depth: third })],
    ['quantity', variantDraft({ quantity: 1.5 })],
    ['quantity', variantDraft({ quantity: -1 })],
    ['quantity', variantDraft({ quantity: Number.NaN })],
    ['quantity', variantDraft({ quantity: 2 ** 53 })],
  ])('that cannot be %s of an entry names the member', async (member, draft) => {
    const error = await failing(Promise.resolve().then(() => entryOf(draft)));
    expect(error).toMatchObject({ code: 'invalid', advice: 'give-up', side: 'poleepo', vendorCode: member });
    expect(error.hint?.it).toMatch(/Odoo/);
    expect(error.mayHaveHappened).toBe(false);
  });
});
