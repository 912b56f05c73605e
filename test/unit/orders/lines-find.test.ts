import { describe, expect, it } from 'vitest';
import type { OdooProduct, OdooTax } from '../../../src/odoo/client.ts';
import { chooseTaxes, nearestTax, type TaxWish } from '../../../src/orders/choose-tax.ts';
import { findProduct } from '../../../src/orders/find-product.ts';
import { nearestProduct } from '../../../src/orders/suggest-product.ts';
import type { CompanyId, ProductId, TaxId } from '../../../src/trade/ids.ts';
import { decimal, zero } from '../../../src/trade/money.ts';

const ours = 2 as CompanyId;

function product(id: number, changes: Partial<OdooProduct> = {}): OdooProduct {
  return {
    id: id as ProductId,
    code: 'TSHIRT-L',
    barcode: null,
    skus: [],
    name: `Product ${id}`,
    active: true,
    saleOk: true,
    companyId: null,
    kind: 'goods',
    taxIds: [],
    uomId: 1,
    ...changes,
  };
}

function find(sku: string | null, products: readonly OdooProduct[], decided: Record<string, number> = {}) {
  const row = {
    id: 1,
    productId: null,
    sku,
    title: 'Maglietta',
    quantity: decimal(1),
    price: null,
    priceWithTax: null,
    vatRate: null,
    discount: zero,
  };
  const found = findProduct(row, { number: 3, products, companyId: ours, decision: { products: decided } });
  return found.ok ? found.productId : { reason: found.hold.reason, row: found.hold.detail['row'] };
}

describe('the product of a row', () => {
  it('is the one that bears the SKU in its own field before any other', () => {
    const named = product(1, { code: 'OTHER', skus: ['TSHIRT-L'] });
    expect(find('TSHIRT-L', [product(2), named, product(3, { code: '', barcode: 'TSHIRT-L' })])).toBe(1);
  });

  it('is the one of that internal reference before the one of that barcode', () => {
    expect(find('TSHIRT-L', [product(3, { code: '', barcode: 'TSHIRT-L' }), product(2)])).toBe(2);
    expect(find('TSHIRT-L', [product(3, { code: '', barcode: 'TSHIRT-L' })])).toBe(3);
  });

  it('is the active one where others of the code are archived, or of another company', () => {
    const others = [product(1, { active: false }), product(2, { companyId: 1 as CompanyId })];
    expect(find('TSHIRT-L', [...others, product(3, { companyId: ours })])).toBe(3);
  });

  it('may be one that is not for sale in Odoo', () => {
    expect(find('TSHIRT-L', [product(2, { saleOk: false })])).toBe(2);
  });

  it('is what a person decided', () => {
    expect(find('TSHIRT-L', [product(2)], { 'TSHIRT-L': 9 })).toBe(9);
  });

  it.each([
    ['of several', [product(1), product(2)], 'ambiguous-sku'],
    ['of an archived one alone', [product(1, { active: false })], 'archived-product'],
    ["of another company's", [product(1, { companyId: 1 as CompanyId })], 'other-company-product'],
    ['of none', [], 'unknown-sku'],
  ])('is a matter for a person where the SKU is %s', (_what, products, reason) => {
    expect(find('TSHIRT-L', products)).toEqual({ reason, row: 3 });
  });

  it('is a matter for a person where the row has no SKU', () => {
    expect(find(null, [product(1)])).toEqual({ reason: 'unknown-sku', row: 3 });
  });
});

describe('the product that an unknown SKU most likely means', () => {
  it.each([
    ['tshirt-l', 'TSHIRT-L'],
    ['TSHIRT L', 'TSHIRT-L'],
    ['TSHIRTL', 'TSHIRT-L'],
    ['000123', '123'],
    ['123', '000123'],
    ['TSHIRT-K', 'TSHIRT-L'],
    ['TSHIR-L', 'TSHIRT-L'],
    ['TSHIRTT-L', 'TSHIRT-L'],
  ])('%s is %s', (sku, code) => {
    expect(nearestProduct(sku, [product(1, { code }), product(2, { code: 'POLO-M' })])?.id).toBe(1);
  });

  it('is none where two are as near, or none is', () => {
    const sizes = [product(1, { code: 'TSHIRT-L' }), product(2, { code: 'TSHIRT-M' })];
    expect(nearestProduct('TSHIRT-S', sizes)).toBeNull();
    expect(nearestProduct('MOKA', sizes)).toBeNull();
    expect(nearestProduct('AB', [product(1, { code: 'AC' })])).toBeNull();
  });
});

function tax(id: number, changes: Partial<OdooTax> = {}): OdooTax {
  return {
    id: id as TaxId,
    name: '22%',
    rate: decimal(22),
    included: false,
    simple: true,
    sequence: 1,
    ...changes,
  };
}

function chosen(taxes: readonly OdooTax[], changes: Partial<TaxWish> = {}) {
  const wish = { taxes, decision: {}, own: [], destination: null, ...changes };
  return chooseTaxes(decimal(22), wish).map(({ id }) => id);
}

describe('the taxes of a rate', () => {
  it('are the one that prices include, then the one that they do not', () => {
    expect(chosen([tax(1), tax(2, { included: true }), tax(3, { rate: decimal(10) })])).toEqual([2, 1]);
  });

  it("are the product's own before others, then by Odoo's sequence", () => {
    const taxes = [tax(1), tax(2, { sequence: 5 }), tax(3, { sequence: 0 })];
    expect(chosen(taxes)).toEqual([3]);
    expect(chosen(taxes, { own: [2 as TaxId] })).toEqual([2]);
  });

  it('are those of the country that the goods go to, by their name', () => {
    const taxes = [tax(1), tax(2, { name: '22% SI', sequence: 9 })];
    expect(chosen(taxes, { destination: 'SI' })).toEqual([2]);
    expect(chosen(taxes, { destination: 'FR' })).toEqual([1]);
  });

  it('are what a person decided, whatever its rate', () => {
    expect(chosen([tax(1), tax(7, { rate: decimal(20) })], { decision: { taxes: { '22': 7 } } })).toEqual([
      7,
    ]);
  });

  it('are none where only taxes of several parts have it, and the nearest is proposed', () => {
    const taxes = [tax(1, { simple: false }), tax(2, { rate: decimal(20) })];
    expect(chosen(taxes)).toEqual([]);
    expect(nearestTax(decimal('20.5'), taxes)?.id).toBe(2);
    expect(nearestTax(null, taxes)).toBeNull();
  });
});
