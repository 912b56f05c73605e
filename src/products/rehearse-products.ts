import type { Outcome } from '../jobs/outcome.ts';
import type { VariantId } from '../odoo/client.ts';
import type { ProductRow } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';
import { type CatalogueReader, catalogueReader } from './catalogue-reader.ts';
import { exportTime } from './export-time.ts';
import { type CataloguePage, readPage } from './read-page.ts';
import { ofReading, ofRow, type Rehearsed, rehearsedItem } from './rehearsed-item.ts';
import { type ReportJob, type ReportPhase, runReport } from './report-run.ts';
import { countIn } from './report-tally.ts';
import { walkPoleepo } from './walk-poleepo.ts';

const pageSize = 200;

/**
 * Works out what an export would send now and compares it, member by member, with what Poleepo has: by the same reading as
 * an export. Sends nothing, and keeps nothing but the report.
 */
export async function rehearseProducts(context: TenantContext, job: ReportJob): Promise<Outcome> {
  const phases = [walkPoleepo, rehearsePage, concludeRehearsal];
  return runReport(context, job, { kind: 'rehearsal', phases });
}

const rehearsePage: ReportPhase = async (context, { scope, summary }, after) => {
  const { odoo, stores } = context;
  const reader = await catalogueReader(context);
  const { fields, language } = reader;
  const products = await odoo.catalogue.page({
    fields,
    language,
    after: after as VariantId | 0,
    limit: pageSize,
  });
  const rehearsed = await rehearse(context, reader, { products, everything: scope === 'saleable' });
  const [byId, bySku] = await Promise.all([
    stores.poleepoProducts.known(rehearsed.flatMap(({ poleepoRef }) => poleepoRef ?? [])),
    stores.poleepoProducts.withSkus(rehearsed.flatMap(({ sku }) => sku ?? [])),
  ]);
  const there = [
    ...byId,
    ...bySku.filter((one) => !byId.some(({ poleepoId }) => poleepoId === one.poleepoId)),
  ];
  const outcomes = rehearsed.map((told) => rehearsedItem(told, there));
  const last = products.at(-1);
  return {
    next: products.length < pageSize || last === undefined ? null : last.id,
    items: outcomes.filter((one) => typeof one !== 'string'),
    summary: { equal: countIn(summary, 'equal') + outcomes.filter((one) => one === 'equal').length },
  };
};

/** What a page would have told: what was read anew, and what is kept as it is. */
async function rehearse(
  context: TenantContext,
  reader: CatalogueReader,
  page: CataloguePage,
): Promise<Rehearsed[]> {
  const { stores } = context;
  const templateIds = [...new Set(page.products.map(({ templateId }): number => templateId))];
  const { read, met } = await readPage(context, reader, { ...page, thorough: true });
  const variantIds = [...read, ...met].map(({ odooId }) => odooId);
  const [variants, parents] = await Promise.all([
    stores.products.known('variant', variantIds),
    stores.products.known('parent', templateIds),
  ]);
  const rows = new Map([...variants, ...parents].map((row) => [keyOf(row), row]));
  const fresh = new Set(read.map(keyOf));
  const kept = [...rows.values()].filter((row) => !fresh.has(keyOf(row)));
  return [...read.map((one) => ofReading(one, rows.get(keyOf(one)) ?? null)), ...kept.map(ofRow)];
}

const keyOf = ({ kind, odooId }: Pick<ProductRow, 'kind' | 'odooId'>) => `${kind}:${odooId}`;

/** How many items there would be, in how many batches, and how long they would take. */
const concludeRehearsal: ReportPhase = async (context, { id }) => {
  const { new: fresh = 0, changed = 0, withdrawn = 0 } = await context.stores.reports.counts(id);
  const items = fresh + changed + withdrawn;
  return { next: null, summary: { items, ...(await exportTime(context, items)) } };
};
