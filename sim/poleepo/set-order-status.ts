import type { Account } from './account.ts';
import { apiTime } from './dates.ts';
import { deliverLater } from './deliver.ts';
import type { Order } from './order.ts';
import { orderStatus } from './order.ts';
import type { SimState } from './state.ts';

/** Sets an order's status and tells the account's webhooks; a status that it has already changes nothing. */
export function setOrderStatus(
  state: SimState,
  { account, order, status }: { account: Account; order: Order; status: string },
): void {
  if (order.status.id === status) return;
  order.status = orderStatus(status);
  order.update_date = apiTime(state.options.now());
  deliverLater(state, account, { event: 'STATUS_ORDER', order });
}
