import type { Hold } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import type { OdooProduct } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { CompanyId } from '../trade/ids.ts';
import { otherCompanyProduct } from './line-holds.ts';

/** A hold for an unknown SKU with the product that is most likely meant; any other hold as it is. Two calls to Odoo at most. */
export async function suggestProduct(context: TenantContext, hold: Hold): Promise<Hold> {
  const { sku, row } = hold.detail;
  if (hold.reason !== 'unknown-sku' || typeof sku !== 'string' || typeof row !== 'number') return hold;
  const [company, products] = await Promise.all([
    context.reference.company(),
    context.odoo.products.near(sku).catch(noneWhereRefused),
  ]);
  const foreign = products.find((product) => isForeign(product, company.id) && bears(product, sku));
  if (foreign !== undefined) return otherCompanyProduct({ row, sku, product: foreign.name });
  const meant = nearestProduct(
    sku,
    products.filter((product) => product.active && !isForeign(product, company.id)),
  );
  if (meant === null) return hold;
  const proposal = `${meant.code} · ${meant.name}`;
  const nextStep = {
    it: `Forse è «${proposal}». ${hold.nextStep.it}`,
    en: `Perhaps it is “${proposal}”. ${hold.nextStep.en}`,
  };
  const detail = { ...hold.detail, proposal };
  return { ...hold, nextStep, detail, proposal: { products: { [sku]: meant.id } } };
}

/** Without the right to look further the hold stands as it is. */
function noneWhereRefused(thrown: unknown): OdooProduct[] {
  const refused = thrown instanceof SyncError && (thrown.code === 'forbidden' || thrown.code === 'refused');
  if (refused) return [];
  throw thrown;
}

/** The one product whose code is the SKU but for case, signs and leading zeros, else but for one letter; null where none or several are. */
export function nearestProduct(sku: string, products: readonly OdooProduct[]): OdooProduct | null {
  const wanted = plain(sku);
  const alike = products.filter((product) => plain(product.code) === wanted);
  const near = alike.length > 0 ? alike : products.filter((product) => oneApart(plain(product.code), wanted));
  const [only] = near;
  return only !== undefined && near.length === 1 ? only : null;
}

function isForeign({ companyId }: OdooProduct, ours: CompanyId): boolean {
  return companyId !== null && companyId !== ours;
}

function bears({ code, barcode }: OdooProduct, sku: string): boolean {
  return code === sku || barcode === sku;
}

function plain(code: string): string {
  return code
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/, '');
}

/** Whether one letter changed, missing or too many tells two codes apart. */
function oneApart(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1 || short.length < 3) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const skip = long.length === short.length ? 1 : 0;
  return short.slice(at + skip) === long.slice(at + 1);
}
