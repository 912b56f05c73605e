import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CatalogueProduct, OdooClient, OdooVersion, VariantId } from '../../../src/odoo/client.ts';
import { entryOf } from '../../../src/poleepo/product-entry.ts';
import type { CatalogueReader } from '../../../src/products/catalogue-reader.ts';
import { draftOf, keptEntry } from '../../../src/products/kept-entry.ts';
import { pricer } from '../../../src/products/price.ts';
import { productSettings } from '../../../src/products/product-settings.ts';
import { readPage } from '../../../src/products/read-page.ts';
import { decimal, decimalText } from '../../../src/trade/money.ts';
import { replayedOdoo } from '../../support/replayed-odoo.ts';
import { createLedger } from '../store/support/ledger.ts';

const file = 'catalogue-families';

/** What the recorded servers call things by; they have two companies, both in euro. */
const recorded: Record<OdooVersion, { first: number; last: number; templates: number; category: string }> = {
  16: { first: 114, last: 125, templates: 118, category: 'All' },
  17: { first: 111, last: 122, templates: 119, category: 'All' },
  18: { first: 111, last: 122, templates: 123, category: 'All' },
  19: { first: 111, last: 122, templates: 123, category: 'Goods' },
};

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

async function readerOf(odoo: OdooClient): Promise<CatalogueReader> {
  const [fields, company] = await Promise.all([odoo.catalogue.fields(), odoo.company()]);
  return {
    settings: productSettings.parse({ images: false }),
    fields,
    language: undefined,
    price: pricer({
      currency: company.currency,
      taxes: () => odoo.taxes.forSales(),
      taxesById: (ids) => odoo.taxes.byIds(ids),
      defaultTax: () => odoo.taxes.defaultForSales(),
      computeAll: (priced) => odoo.catalogue.computeAll(priced),
    }),
  };
}

/** What would be sent of these variants and their parents by a company that never sent any, by SKU. */
async function entriesOf(version: OdooVersion, companyId: number, ids: readonly number[]) {
  const odoo = replayedOdoo(version, { file, companyId });
  const reader = await readerOf(odoo);
  const products = await odoo.catalogue.byIds(ids as VariantId[], { fields: reader.fields });
  const stores = createLedger();
  const { read } = await readPage({ stores, odoo }, reader, { products, everything: true });
  const entries = read.map(({ sku, wanted, error }) => {
    if (wanted === null || sku === null) throw new Error(JSON.stringify(error));
    const sending = { productId: null, sku, wasWithdrawn: false, addressOf: () => '' };
    return [sku, entryOf(draftOf(keptEntry.parse(wanted.entry), sending))] as const;
  });
  return { odoo, products, entries: Object.fromEntries(entries) };
}

const plain = {
  product_id: '',
  ean: '',
  upc: '',
  isbn: '',
  mpn: '',
  parent_sku: '',
  short_description: '',
  long_description: '',
  quantity: 0,
  images: [],
  attributes: [],
};

const of = (colour: string, size: string) => [
  { name: 'Colore', value: colour },
  { name: 'Taglia', value: size },
];

/** By hand: Blu costs 1.10 more, M 2.55 more; 22 % on top of 19.99, and within 24.39. */
function firstCompany(version: OdooVersion) {
  const { templates, category } = recorded[version];
  const [net, gross] = [String(templates), String(templates + 1)];
  const parent = { product_id: '', category_path: category };
  const shirt = {
    ...plain,
    parent_sku: net,
    title: 'Maglia netta',
    short_description: 'Di cotone',
    category_path: category,
    vat_rate: 22,
  };
  const jumper = {
    ...plain,
    parent_sku: gross,
    title: 'Maglia ivata',
    category_path: category,
    vat_rate: 22,
  };
  const single = { ...plain, category_path: category };
  const priced = (price: number, price_with_tax: number) => ({ price, price_with_tax });
  return {
    [net]: { ...parent, sku: net, title: 'Maglia netta', price: 19.99 },
    'MAGLIA-NETTA-1': {
      ...shirt,
      sku: 'MAGLIA-NETTA-1',
      ...priced(19.99, 24.39),
      attributes: of('Rosso', 'S'),
    },
    'MAGLIA-NETTA-2': {
      ...shirt,
      sku: 'MAGLIA-NETTA-2',
      ...priced(22.54, 27.5),
      attributes: of('Rosso', 'M'),
      ean: '9788845292613',
      isbn: '9788845292613',
      weight: 0.25,
    },
    'MAGLIA-NETTA-3': {
      ...shirt,
      sku: 'MAGLIA-NETTA-3',
      ...priced(21.09, 25.73),
      attributes: of('Blu', 'S'),
    },
    'MAGLIA-NETTA-4': {
      ...shirt,
      sku: 'MAGLIA-NETTA-4',
      ...priced(23.64, 28.84),
      attributes: of('Blu', 'M'),
    },
    [gross]: { ...parent, sku: gross, title: 'Maglia ivata', price: 19.99 },
    'MAGLIA-IVATA-1': {
      ...jumper,
      sku: 'MAGLIA-IVATA-1',
      ...priced(19.99, 24.39),
      attributes: of('Rosso', 'S'),
    },
    'MAGLIA-IVATA-2': {
      ...jumper,
      sku: 'MAGLIA-IVATA-2',
      ...priced(22.08, 26.94),
      attributes: of('Rosso', 'M'),
    },
    'MAGLIA-IVATA-3': {
      ...jumper,
      sku: 'MAGLIA-IVATA-3',
      ...priced(20.89, 25.49),
      attributes: of('Blu', 'S'),
    },
    'MAGLIA-IVATA-4': {
      ...jumper,
      sku: 'MAGLIA-IVATA-4',
      ...priced(22.98, 28.04),
      attributes: of('Blu', 'M'),
    },
    'TAZZA-NETTA': {
      ...single,
      sku: 'TAZZA-NETTA',
      title: 'Tazza netta',
      ...priced(9.95, 10.95),
      vat_rate: 10,
      weight: 0.35,
    },
    'TAZZA-IVATA': {
      ...single,
      sku: 'TAZZA-IVATA',
      title: 'Tazza ivata',
      ...priced(8.19, 9.99),
      vat_rate: 22,
    },
    // 22 % and 37 cents a piece.
    'LAMPADA-ECO': {
      ...single,
      sku: 'LAMPADA-ECO',
      title: 'Lampada eco',
      ...priced(12.49, 15.61),
      vat_rate: 22,
    },
    'SEDIA-COMUNE': {
      ...single,
      sku: 'SEDIA-COMUNE',
      title: 'Sedia comune',
      ...priced(30.3, 36.97),
      vat_rate: 22,
    },
  };
}

/** The chair of both companies, for 30.30, has here 10 % within its price; the other one has 22 % on top of 41.10. */
function secondCompany(version: OdooVersion) {
  const single = { ...plain, category_path: recorded[version].category };
  return {
    'SEDIA-COMUNE': {
      ...single,
      sku: 'SEDIA-COMUNE',
      title: 'Sedia comune',
      price: 27.55,
      price_with_tax: 30.3,
      vat_rate: 10,
    },
    'SEDIA-SECONDA': {
      ...single,
      sku: 'SEDIA-SECONDA',
      title: 'Sedia seconda',
      price: 41.1,
      price_with_tax: 50.14,
      vat_rate: 22,
    },
  };
}

describe.each([16, 17, 18, 19] as const)('the entries of products that Odoo %s has shown', (version) => {
  const { first, last } = recorded[version];

  it('say member by member what the table says: families, extras, taxes within prices and on top', async () => {
    const { entries } = await entriesOf(version, 1, range(first, last));
    expect(entries).toEqual(firstCompany(version));
  });

  it('say of a product of two companies what the other one sells it for', async () => {
    const { entries } = await entriesOf(version, 2, [last, last + 1]);
    expect(entries).toEqual(secondCompany(version));
  });

  it('cost to the cent what Odoo’s own compute_all has made of them', async () => {
    const { odoo, products, entries } = await entriesOf(version, 1, range(first, last));
    const families = products.filter(({ defaultCode }) => defaultCode?.startsWith('MAGLIA'));
    expect(families).toHaveLength(8);
    const asked = async ({ taxIds, lstPrice }: CatalogueProduct) => {
      const { excluded, included } = await odoo.catalogue.computeAll({ taxIds, price: lstPrice });
      return [excluded, included].map(decimalText);
    };
    const told = ({ defaultCode }: CatalogueProduct) => {
      const { price, price_with_tax } = z
        .object({ price: z.number(), price_with_tax: z.number() })
        .parse(entries[defaultCode ?? '']);
      return [price, price_with_tax].map((one) => decimalText(decimal(one)));
    };
    for (const product of families) expect(await asked(product)).toEqual(told(product));
  });
});
