import { demoAccess } from '../../../../sim/odoo/seed/people.ts';
import type {
  CatalogueFields,
  CatalogueProduct,
  OdooClient,
  VariantId,
} from '../../../../src/odoo/client.ts';
import type { World } from './simulated.ts';

const endOfWalk = 100_000;

/** Lets that many seconds pass. */
export async function pass({ clock }: World, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) await clock.sleep(1000);
}

/** A client of the administrator, who may write products. */
export async function administrator(odoo: World): Promise<OdooClient> {
  return odoo.another({ login: demoAccess.admin.login, apiKey: demoAccess.admin.apiKey });
}

/** Everything, page by page. */
export async function walk(
  { catalogue }: OdooClient,
  { fields, limit }: { fields: CatalogueFields; limit: number },
): Promise<CatalogueProduct[]> {
  const found: CatalogueProduct[] = [];
  let after: VariantId | 0 = 0;
  while (found.length < endOfWalk) {
    const page: CatalogueProduct[] = await catalogue.page({ after, limit, fields });
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < limit) break;
    after = last.id;
  }
  return found;
}

export async function bySku(odoo: World, sku: string): Promise<CatalogueProduct> {
  const [id] = odoo.sim.db.search('product.product', [['default_code', '=', sku]]);
  const fields = await odoo.client.catalogue.fields();
  const [product] = await odoo.client.catalogue.byIds([(id ?? 0) as VariantId], { fields });
  if (product === undefined) throw new Error(`no product ${sku}`);
  return product;
}
