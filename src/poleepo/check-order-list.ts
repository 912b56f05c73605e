import type { ContractDifference } from './compare-members.ts';
import { isRecord } from './contract-shape.ts';
import type { Ask } from './contract-check.ts';

const endpoint = '/orders';

/** Whether the list of orders pages and filters as we assume. `tomorrow` is a moment after which nothing can have changed. */
export async function checkOrderList(
  ask: Ask,
  orders: readonly unknown[],
  tomorrow: string,
): Promise<ContractDifference[]> {
  const found: ContractDifference[] = [];
  const differs = (member: string, told: Pick<ContractDifference, 'assumed' | 'found' | 'weight'>) =>
    void found.push({ endpoint, member, mark: 'confirmed', ...told });
  if (orders.length > 5)
    differs('max', { assumed: 'a page of 5 at most', found: `${orders.length} records`, weight: 'breaks' });
  const probe = (query: Record<string, string>) =>
    ask({ endpoint, path: endpoint, query, mark: 'confirmed' });
  if (orders.length > 1) {
    const second = await probe({ offset: '1', max: '1' });
    const [record] = Array.isArray(second?.data) ? second.data : [];
    const first = orders[0];
    const again = isRecord(record) && isRecord(first) && record['id'] === first['id'];
    if (second !== null && (record === undefined || again))
      differs('offset', {
        assumed: 'the records from the second on',
        found: again ? 'the first record again' : 'nothing',
        weight: 'breaks',
      });
    if (second !== null && second.total === null)
      differs('total', { assumed: 'how many there are', found: 'missing', weight: 'note' });
  }
  const later = await probe({ offset: '0', max: '1', updated_after: tomorrow });
  if (Array.isArray(later?.data) && later.data.length > 0)
    differs('updated_after', {
      assumed: 'nothing after tomorrow',
      found: 'records: the filter has no effect',
      weight: 'breaks',
    });
  return found;
}
