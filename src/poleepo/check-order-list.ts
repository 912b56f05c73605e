import { checkPaging } from './check-paging.ts';
import type { ContractDifference } from './compare-members.ts';
import type { Ask } from './contract-check.ts';

const endpoint = '/orders';

/** Whether the list of orders pages and filters as we assume. `tomorrow` is a moment after which nothing can have changed. */
export async function checkOrderList(
  ask: Ask,
  orders: readonly unknown[],
  tomorrow: string,
): Promise<ContractDifference[]> {
  const found = await checkPaging(ask, endpoint, orders);
  const query = { offset: '0', max: '1', updated_after: tomorrow };
  const later = await ask({ endpoint, path: endpoint, query, mark: 'confirmed' });
  if (Array.isArray(later?.data) && later.data.length > 0)
    found.push({
      endpoint,
      member: 'updated_after',
      mark: 'confirmed',
      assumed: 'nothing after tomorrow',
      found: 'records: the filter has no effect',
      weight: 'breaks',
    });
  return found;
}
