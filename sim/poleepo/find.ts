import type { Account } from './account.ts';
import { notFound } from './envelope.ts';
import { demoClientId } from './account.ts';
import type { Order } from './order.ts';
import type { SimState } from './state.ts';
import type { News } from './webhook.ts';

/** The account of a client id, the demo account where none is named; a Refusal (404) if there is none. */
export function findAccount(state: SimState, clientId: string | undefined): Account {
  const account = state.accounts.get(clientId ?? demoClientId);
  if (account === undefined) throw notFound('Account');
  return account;
}

/** An order and its account: of the one named, else of the first account that has it. */
export function findOrder(
  state: SimState,
  { account: clientId, orderId }: { account?: string | undefined; orderId: number },
): { account: Account; order: Order } {
  const candidates = clientId === undefined ? [...state.accounts.values()] : [findAccount(state, clientId)];
  for (const account of candidates) {
    const order = account.orders.get(orderId);
    if (order !== undefined) return { account, order };
  }
  throw notFound('Order');
}

/** The news about an order or a shipping that is there. */
export function findNews(
  state: SimState,
  about: { account?: string | undefined; orderId?: number | undefined; shippingId?: number | undefined },
): { account: Account; news: News } {
  if (about.orderId !== undefined) {
    const { account, order } = findOrder(state, { account: about.account, orderId: about.orderId });
    return { account, news: { event: 'STATUS_ORDER', order } };
  }
  const account = findAccount(state, about.account);
  const shipping = account.shippings.get(about.shippingId ?? 0);
  if (shipping === undefined) throw notFound('Shipping');
  return { account, news: { event: 'STATUS_SHIPMENT', shipping } };
}
