import type { ReportItemRow, ReportRow } from '../store/catalogue-report-store.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import { linkingOf } from './adopt.ts';
import { mendable } from './product-differences.ts';

/** What mends a finding without a person's thought: the tie is made, or the product is told again. */
export type Mend = 'adopt' | 'send-again' | 'person';

export function mendOf(kind: ReportRow['kind'], { finding, detail }: ReportItemRow): Mend {
  if (kind === 'match') return finding === 'matched' ? 'adopt' : 'person';
  if (kind === 'comparison') return mendable(detail['cause']) ? 'send-again' : 'person';
  return 'person';
}

/** Mends a finding; false where the product does not stand so any more, or is in a batch. */
export async function mendFinding(
  { productLinks, reports }: Pick<TenantStores, 'productLinks' | 'reports'>,
  { report, item, now }: { report: ReportRow; item: ReportItemRow; now: number },
): Promise<boolean> {
  const [link] = linkingOf(item);
  if (link === undefined) return false;
  const { kind, odooId } = link;
  const changed =
    mendOf(report.kind, item) === 'adopt'
      ? await productLinks.adopt([link], now)
      : await productLinks.sendAgain([{ kind, odooId, there: standingOf(item) }], now);
  if (changed.length === 0) return false;
  await reports.mended(report.id, [item.key], now);
  return true;
}

function standingOf({ finding, detail }: ReportItemRow) {
  if (finding === 'missing-in-poleepo') return 'gone';
  return detail['inactiveThere'] === true ? 'inactive' : 'active';
}
