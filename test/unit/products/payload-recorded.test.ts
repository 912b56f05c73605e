import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CatalogueProduct, OdooTax, OdooVersion, VariantId } from '../../../src/odoo/client.ts';
import { entryOf } from '../../../src/poleepo/product-entry.ts';
import { draftOf } from '../../../src/products/kept-entry.ts';
import { mapVariant } from '../../../src/products/map-variant.ts';
import { type Pricer, pricer, withTax } from '../../../src/products/price.ts';
import { offeredQuantity } from '../../../src/products/quantity.ts';
import type { TaxId } from '../../../src/trade/ids.ts';
import { decimal, roundToCents, zero } from '../../../src/trade/money.ts';
import { calledIn } from '../../contract/odoo-client/support/recorded.ts';
import { catalogueFields } from '../odoo/support/catalogue.ts';
import { clientOf } from '../odoo/support/scripted-odoo.ts';

const versions = [16, 17, 18, 19] as const;

const recordedTax = z.object({
  id: z.number().transform((id) => id as TaxId),
  name: z.string(),
  amount: z.number(),
  price_include: z.boolean(),
});

/** Both recorded companies: the American one, to which the products' prices belong, and an Italian one. */
function companies(version: OdooVersion): { american: Recorded; italian: Recorded } {
  const calls = calledIn(version, 'products');
  const rows = calls.filter(({ note }) => note.startsWith('search_read company'));
  const taxes = calls.filter(({ note }) => note.startsWith('sale taxes of company'));
  const at = (index: number): Recorded => ({
    rows: z.array(z.record(z.string(), z.unknown())).parse(rows[index]?.result),
    taxes: z
      .array(recordedTax)
      .parse(taxes[index]?.result)
      .map(({ amount, price_include: included, ...tax }, sequence): OdooTax => ({
        ...tax,
        rate: decimal(amount),
        included,
        simple: true,
        sequence,
      })),
  });
  return { american: at(0), italian: at(1) };
}

interface Recorded {
  rows: Record<string, unknown>[];
  taxes: OdooTax[];
}

/** The recorded row through the client; what the recording did not ask for is added: its kind, and that it is alone. */
async function productOf(version: OdooVersion, { rows }: Recorded, id: number): Promise<CatalogueProduct> {
  const row = rows.find((one) => one['id'] === id);
  const asked = { detailed_type: row?.['type'], is_storable: false, product_variant_count: 1, ...row };
  const { client } = clientOf(version, { 'product.product.search_read': { result: [asked] } });
  const [product] = await client.catalogue.byIds([id as VariantId], { fields: catalogueFields() });
  if (product === undefined) throw new Error(`no product ${id} is recorded`);
  return product;
}

function pricerOf({ taxes }: Recorded, currency: string): Pricer {
  return pricer({
    currency,
    taxes: async () => taxes,
    taxesById: async () => [],
    defaultTax: async () => null,
    computeAll: () => Promise.reject(new Error('one percentage needs no call')),
  });
}

/** By hand: 30.75 with 15 % is 35.3625; where the recorded product has no tax and its company no default, none is added. */
const prices: Record<OdooVersion, { price: number; price_with_tax: number; vat_rate: number }> = {
  16: { price: 30.75, price_with_tax: 30.75, vat_rate: 0 },
  17: { price: 30.75, price_with_tax: 35.36, vat_rate: 15 },
  18: { price: 30.75, price_with_tax: 35.36, vat_rate: 15 },
  19: { price: 30.75, price_with_tax: 30.75, vat_rate: 0 },
};

const paths: Record<OdooVersion, string> = {
  16: 'All / Saleable / Services',
  17: 'All / Saleable / Services',
  18: 'All / Saleable / Services',
  19: 'Services',
};

describe.each(versions)('the entry of a product that Odoo %s has shown', (version) => {
  it('says member by member what the table says', async () => {
    const { american } = companies(version);
    const product = await productOf(version, american, 3);
    const price = pricerOf(american, product.currency);
    const priced = await price({
      amount: product.lstPrice,
      currency: product.currency,
      taxIds: product.taxIds,
    });
    if (!priced.ok) throw new Error(priced.problem.code);
    const rules = { quantityRule: 'free', buffer: 0, uncountedQuantity: 999 } as const;
    const quantity = offeredQuantity(product, { rules, houses: null, claimed: zero });
    const kept = mapVariant({
      product,
      parentSku: null,
      price: priced.price,
      quantity,
      images: [],
      attributes: [],
    });
    const sending = { productId: null, sku: 'INTERIOR', wasWithdrawn: false, addressOf: () => '' };
    expect(entryOf(draftOf(kept, sending))).toEqual({
      category_path: paths[version],
      product_id: '',
      sku: 'INTERIOR',
      ean: '',
      upc: '',
      isbn: '',
      mpn: '',
      parent_sku: '',
      title: 'Virtual Interior Design',
      short_description: '',
      long_description: '',
      ...prices[version],
      quantity: 999,
      images: [],
      attributes: [],
    });
  });

  it('is made where the recorded companies share a currency, and not where they do not', async () => {
    const { italian } = companies(version);
    const product = await productOf(version, italian, 3);
    const { lstPrice: amount, currency, taxIds } = product;
    const priced = await pricerOf(italian, 'EUR')({ amount, currency, taxIds });
    const refused = {
      ok: false,
      problem: { code: 'CURRENCY', detail: { currency: 'USD', expected: 'EUR' } },
    };
    const free = { net: amount, gross: amount, vatRate: zero };
    expect([currency, priced]).toEqual(
      version === 16 ? ['EUR', { ok: true, price: free }] : ['USD', refused],
    );
  });

  it('is priced as its own compute_all has answered', () => {
    const answers = calledIn(version, 'products').filter(({ note }) =>
      note.startsWith('compute_all over RPC without'),
    );
    const answer = z.object({
      total_excluded: z.number(),
      total_included: z.number(),
      taxes: z.tuple([z.object({ name: z.string(), price_include: z.boolean() })]),
    });
    expect(answers).toHaveLength(2);
    for (const { call, result } of answers) {
      const { total_excluded, total_included, taxes } = answer.parse(result);
      const [{ name, price_include: included }] = taxes;
      const rate = decimal(Number.parseInt(name, 10));
      const { net, gross } = withTax(decimal(Number(call.args[1])), { rate, included });
      expect([net, gross].map(String)).toEqual(
        [total_excluded, total_included].map((value) => String(roundToCents(decimal(value)))),
      );
    }
  });
});
