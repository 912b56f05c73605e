import type { TenantStores } from '../store/tenant-stores.ts';
import type { JobId } from '../trade/ids.ts';
import { tooOld } from './import-since.ts';

/**
 * A person wants the orders of these jobs after all: one that was set aside is so no more, and one that was left for its
 * age is imported all the same. Answers the subject of each job that can be opened again.
 */
export async function wantAgain(
  { skipped }: Pick<TenantStores, 'skipped'>,
  ids: readonly JobId[],
  who: { by: string; now: number },
): Promise<Map<JobId, string>> {
  return skipped.want(ids, { setAside: 'setAside', unless: { reason: tooOld, member: 'evenOld' }, ...who });
}
