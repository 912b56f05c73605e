import type { Outcome } from '../jobs/outcome.ts';
import { newId } from '../kit/ids.ts';
import type { CatalogueProduct, VariantId } from '../odoo/client.ts';
import type { NewReportItem } from '../store/catalogue-report-store.ts';
import type { LinkedProduct } from '../store/product-link-store.ts';
import type { ReadProduct } from '../store/product-reading-store.ts';
import type { ProductKind, ProductRow } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';
import { catalogueReader } from './catalogue-reader.ts';
import { type Compared, differencesOf, mendable, missingItem } from './product-differences.ts';
import { readPage } from './read-page.ts';
import { type ReportJob, type ReportPhase, runReport } from './report-run.ts';
import { countIn } from './report-tally.ts';
import { textMarksOf, type TextMarks } from './text-marks.ts';
import { seenOf, walkPoleepo } from './walk-poleepo.ts';

const pageSize = 200;

/** Calls to Poleepo for what its list did not show: a product may slip through between two pages. */
const mostAsked = 20;

const kind = 'products-differ';

/**
 * Compares what Odoo wants told with what Poleepo shows, for every product that is tied: price, quantity, title, texts,
 * and whether it is on sale. What was told while Poleepo was being read is left for the next time.
 */
export async function compareProducts(context: TenantContext, job: ReportJob): Promise<Outcome> {
  const phases = [walkPoleepo, comparing('variant'), comparing('parent'), tellOfDifferences];
  return runReport(context, job, { kind: 'comparison', phases });
}

function comparing(of: ProductKind): ReportPhase {
  return async (context, { id, since, summary }, after) => {
    const kept = await context.stores.productLinks.linked(id, { kind: of, after, limit: pageSize });
    const page = of === 'variant' ? await asOdooHasThem(context, kept) : kept;
    const missing = page.filter(({ there }) => there === null);
    const asked = missing.slice(0, mostAsked);
    const found = (await Promise.all(asked.map((one) => lookedUp(context, one, since)))).flat();
    const listed = page.flatMap(({ ours, there }) =>
      there === null || toldSince(ours, there.seenAt) ? [] : differencesOf(ours, there),
    );
    const last = page.at(-1);
    const compared = countIn(summary, 'compared') + page.length - missing.length + asked.length;
    const unverified = countIn(summary, 'unverified') + missing.length - asked.length;
    return {
      next: page.length < pageSize || last === undefined ? null : last.ours.odooId,
      items: [...listed, ...found],
      summary: { compared, unverified },
    };
  };
}

/** Variants as they are in Odoo now, whatever was read of them before; those that changed since are read by an export soon. */
async function asOdooHasThem(
  context: TenantContext,
  linked: readonly LinkedProduct[],
): Promise<ComparedProduct[]> {
  const { odoo, stores, clock } = context;
  const reader = await catalogueReader(context);
  const ids = linked.map(({ ours }) => ours.odooId as VariantId);
  const products = await odoo.catalogue.byIds(ids, reader);
  const found = new Set<number>(products.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id));
  const { read } = await readPage(context, reader, { products, gone, thorough: true });
  const fresh = new Map(read.flatMap((one) => (one.kind === 'variant' ? [[one.odooId, one] as const] : [])));
  if (fresh.size > 0) await stores.products.mark({ variants: [...fresh.keys()] }, clock.now());
  const texts = await textsOf(products);
  return linked.map(({ ours, there }) => {
    const now = fresh.get(ours.odooId);
    const row = now === undefined ? ours : overlaid(ours, now);
    return { there, ours: { ...row, texts: texts.get(ours.odooId) } };
  });
}

/** A link whose side of ours has its texts, where Odoo was asked for them. */
type ComparedProduct = Omit<LinkedProduct, 'ours'> & { ours: Compared };

async function textsOf(products: readonly CatalogueProduct[]): Promise<Map<number, TextMarks>> {
  const readable = products.filter(({ unreadable }) => unreadable === undefined);
  const marks = readable.map(async ({ id, shortText: short, longText: long }) => {
    return [id as number, await textMarksOf({ short, long })] as const;
  });
  return new Map(await Promise.all(marks));
}

/** What is kept of a product with what Odoo says now over it. */
function overlaid(ours: ProductRow, { name, wanted }: ReadProduct): ProductRow {
  if (wanted === null) return ours;
  const { quantity, price, rest } = wanted;
  return {
    ...ours,
    name,
    wantedQuantity: quantity,
    wantedPrice: price,
    wantedRest: rest,
    state: ours.state === 'sending' ? 'sending' : 'waiting',
  };
}

/** What Poleepo says of a product that its list did not show. */
async function lookedUp(
  { poleepo }: TenantContext,
  { ours }: ComparedProduct,
  since: number,
): Promise<NewReportItem[]> {
  if (ours.poleepoRef === null || toldSince(ours, since)) return [];
  const there = await poleepo.products.get(ours.poleepoRef);
  return there === null ? [missingItem(ours)] : differencesOf(ours, await seenOf(there));
}

function toldSince({ acceptedAt, sentAt }: ProductRow, at: number): boolean {
  return Math.max(acceptedAt ?? 0, sentAt ?? 0) >= at;
}

/** One alert for a comparison that has found what does not mend itself. */
const tellOfDifferences: ReportPhase = async ({ stores, clock, chance }, { id }) => {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await stores.reports.items(id, { cursor, limit: pageSize });
    count += page.items.filter(({ detail }) => mendable(detail['cause'])).length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const now = clock.now();
  await stores.notices.closeExcept(kind, count === 0 ? [] : [id], now);
  if (count > 0)
    await stores.notices.raiseOnce({
      id: newId<string>('alert', now, chance),
      kind,
      subject: id,
      detail: { count },
      now,
    });
  return { next: null };
};
