import type { ParentDraft, VariantDraft, WithdrawalDraft } from '../../../src/poleepo/product-entry.ts';
import type { PoleepoProductId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';

export const productId = 16_292_716 as PoleepoProductId;

/** The contract's T-shirt, new to Poleepo. */
export function variantDraft(change: Partial<VariantDraft> = {}): VariantDraft {
  return {
    kind: 'variant',
    productId: null,
    sku: 'TSHIRT-L',
    ean: '8001234567897',
    upc: null,
    isbn: null,
    mpn: 'TS-L-RED',
    parentSku: '48',
    title: 'Maglietta',
    shortDescription: 'Cotone',
    longDescription: '<p>Cotone pettinato</p>',
    categoryPath: 'Abbigliamento / Magliette',
    weight: decimal('0.18'),
    width: null,
    height: null,
    depth: null,
    price: decimal('27.05'),
    priceWithTax: decimal('33.00'),
    vatRate: decimal('22'),
    quantity: 12,
    images: ['https://ponte.example.com/i/a', 'https://ponte.example.com/i/b'],
    attributes: [
      { name: 'Taglia', value: 'L' },
      { name: 'Colore', value: 'Rosso' },
    ],
    ...change,
  };
}

export function parentDraft(change: Partial<ParentDraft> = {}): ParentDraft {
  return {
    kind: 'parent',
    productId: null,
    sku: '48',
    title: 'Maglietta',
    categoryPath: 'Abbigliamento / Magliette',
    price: decimal('27.05'),
    ...change,
  };
}

export function withdrawalDraft(change: Partial<WithdrawalDraft> = {}): WithdrawalDraft {
  return { kind: 'withdrawal', productId, sku: 'TSHIRT-L', ...change };
}

/** As many new products as asked for, each with a SKU of its own. */
export function manyDrafts(count: number): VariantDraft[] {
  return Array.from({ length: count }, (_, index) => variantDraft({ sku: `SKU-${index}`, parentSku: null }));
}
