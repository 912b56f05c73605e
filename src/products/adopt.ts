import type { CatalogueReportStore, ReportItemRow } from '../store/catalogue-report-store.ts';
import type { Linking, ProductLinkStore } from '../store/product-link-store.ts';

export interface Adopting {
  reports: Pick<CatalogueReportStore, 'unmended' | 'mended'>;
  productLinks: Pick<ProductLinkStore, 'adopt'>;
}

export interface Adopted {
  /** Products that are tied to Poleepo's from now on. */
  linked: number;
  /** Of these nothing was tied: they are not published, tied already, or under way. */
  left: number;
  /** There is more: ask again. */
  more: boolean;
}

const pageSize = 500;
const mostPages = 20;

/** Ties what a match has found exactly once on both sides, all of it or these keys, at most 10,000 at a time. */
export async function adoptMatches(
  { reports, productLinks }: Adopting,
  reportId: string,
  { keys, now }: { keys: readonly string[] | null; now: number },
): Promise<Adopted> {
  let linked = 0;
  let left = 0;
  let after = '';
  for (let page = 0; page < mostPages; page += 1) {
    const items = await reports.unmended(reportId, { finding: 'matched', keys, after, limit: pageSize });
    const tied = await productLinks.adopt(items.flatMap(linkingOf), now);
    await reports.mended(
      reportId,
      tied.map(({ kind, odooId }) => `${kind}:${odooId}`),
      now,
    );
    linked += tied.length;
    left += items.length - tied.length;
    after = items.at(-1)?.key ?? after;
    if (items.length < pageSize) return { linked, left, more: false };
  }
  return { linked, left, more: true };
}

/** The tie that a finding stands for; none where a side of it is missing. */
export function linkingOf({ key, odooId, poleepoId }: ReportItemRow): Linking[] {
  if (odooId === null || poleepoId === null) return [];
  return [{ kind: key.startsWith('parent:') ? 'parent' : 'variant', odooId, poleepoRef: poleepoId }];
}
