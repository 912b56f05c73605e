import type { CatalogueFields } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';
import { type Pricer, pricer } from './price.ts';
import { type ProductSettings, productSettings } from './product-settings.ts';

/** What one run reads products with: the tenant's choices and Odoo's reference data. */
export interface CatalogueReader {
  settings: ProductSettings;
  fields: CatalogueFields;
  /** In which texts are read; undefined: the user's own. */
  language: string | undefined;
  price: Pricer;
}

/** Prepares a run. No call to Odoo while its reference data is known. */
export async function catalogueReader({
  stores,
  reference,
  odoo,
}: Pick<TenantContext, 'stores' | 'reference' | 'odoo'>): Promise<CatalogueReader> {
  const [written, fields, languages, company] = await Promise.all([
    stores.policy.settings(),
    reference.catalogueFields(),
    reference.languages(),
    reference.company(),
  ]);
  const settings = productSettings.parse(written?.['products'] ?? {});
  return {
    settings,
    fields,
    // 18 and 19 refuse a language that is not installed.
    language:
      [settings.language, 'it_IT'].find((code) => code !== null && languages.includes(code)) ?? undefined,
    price: pricer({
      currency: company.currency,
      taxes: () => reference.taxes(),
      taxesById: (ids) => odoo.taxes.byIds(ids),
      defaultTax: () => reference.defaultTax(),
      computeAll: (priced) => odoo.catalogue.computeAll(priced),
    }),
  };
}
