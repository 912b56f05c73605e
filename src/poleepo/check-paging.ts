import type { ContractDifference } from './compare-members.ts';
import type { Ask } from './contract-check.ts';
import { isRecord } from './contract-shape.ts';

/** Whether a list, of which `records` came when five were asked for, pages as we assume. */
export async function checkPaging(
  ask: Ask,
  endpoint: string,
  records: readonly unknown[],
): Promise<ContractDifference[]> {
  const found: ContractDifference[] = [];
  const differs = (member: string, told: Pick<ContractDifference, 'assumed' | 'found' | 'weight'>) =>
    void found.push({ endpoint, member, mark: 'confirmed', ...told });
  if (records.length > 5)
    differs('max', { assumed: 'a page of 5 at most', found: `${records.length} records`, weight: 'breaks' });
  if (records.length < 2) return found;
  const second = await ask({ endpoint, path: endpoint, query: { offset: '1', max: '1' }, mark: 'confirmed' });
  if (second === null) return found;
  const [record] = Array.isArray(second.data) ? second.data : [];
  const first = records[0];
  const again = isRecord(record) && isRecord(first) && record['id'] === first['id'];
  if (record === undefined || again)
    differs('offset', {
      assumed: 'the records from the second on',
      found: again ? 'the first record again' : 'nothing',
      weight: 'breaks',
    });
  if (second.total === null)
    differs('total', { assumed: 'how many there are', found: 'missing', weight: 'note' });
  return found;
}
