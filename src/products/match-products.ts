import type { Outcome } from '../jobs/outcome.ts';
import type { CatalogueProduct, VariantId } from '../odoo/catalogue-product.ts';
import type { NewReportItem } from '../store/catalogue-report-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { familyOf, findingOf, soughtOf } from './match-findings.ts';
import { isPublished } from './published.ts';
import { type OpenReport, type ReportJob, type ReportPhase, runReport } from './report-run.ts';
import { walkNoting } from './walk-poleepo.ts';

const pageSize = 500;

/** Looks for each of Odoo's products at Poleepo by SKU, and tells what is there, missing, double or of another family. Links nothing. */
export async function matchProducts(context: TenantContext, job: ReportJob): Promise<Outcome> {
  return runReport(context, job, { kind: 'match', phases: [walkNoting(familyOf), matchPage, concludeMatch] });
}

/** One page of Odoo's catalogue. One call to Odoo. */
const matchPage: ReportPhase = async (context, report, after) => {
  const { odoo, reference } = context;
  const fields = await reference.catalogueFields();
  const page = await odoo.catalogue.page({ fields, after: after as VariantId | 0, limit: pageSize });
  const items = await findings(context, await wantedOf(context, report, page));
  const last = page.at(-1);
  return { next: page.length < pageSize || last === undefined ? null : last.id, items };
};

/** Those of a page that the report is about. */
async function wantedOf(
  { stores }: TenantContext,
  { scope }: OpenReport,
  page: readonly CatalogueProduct[],
): Promise<CatalogueProduct[]> {
  const sold = page.filter(({ active, saleOk }) => active && saleOk);
  if (scope === 'saleable') return sold;
  const ids = sold.map(({ id }) => id);
  const rows = await stores.products.known('variant', ids);
  const known = new Map(rows.map((row) => [row.odooId, row]));
  return sold.filter(({ id, published }) => isPublished(published, known.get(id) ?? null));
}

async function findings(
  { stores }: TenantContext,
  products: readonly CatalogueProduct[],
): Promise<NewReportItem[]> {
  const templateIds = products.map(({ templateId }) => templateId);
  const parents = await stores.products.known('parent', templateIds);
  const skus = parents.flatMap(({ odooId, sku }) => (sku === null ? [] : [[odooId, sku] as const]));
  const sought = soughtOf(products, new Map(skus));
  const there = await stores.poleepoProducts.withSkus(
    sought.flatMap(({ sku }) => (sku === null ? [] : [sku])),
  );
  return sought.map((one) =>
    findingOf(
      one,
      there.filter(({ sku }) => sku === one.sku),
    ),
  );
}

/** What can be told only once all of both sides was seen. */
const concludeMatch: ReportPhase = async ({ stores }, { id }) => {
  await stores.matches.otherFamilies(id);
  await stores.matches.duplicatesInOdoo(id);
  await stores.matches.onlyInPoleepo(id, id);
  return { next: null };
};
