import { z } from 'zod';
import type { SaleOrderId } from '../trade/ids.ts';
import type { SaleOrderState } from './order-draft.ts';
import type { Decimal } from '../trade/money.ts';
import type { Session } from './session.ts';
import { amount, requiredText, saleOrderId } from './values.ts';

/** An order as a comparison needs it. */
export interface OrderGlance {
  id: SaleOrderId;
  name: string;
  state: SaleOrderState;
  /** Taxes included. */
  total: Decimal;
}

const idsPerCall = 200;

const glances = z.array(
  z
    .object({
      id: saleOrderId,
      name: requiredText,
      state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
      amount_total: amount,
    })
    .transform(({ id, name, state, amount_total: total }): OrderGlance => ({ id, name, state, total })),
);

/** How these orders stand; those that were deleted, or that we may not see, are left out. One call per 200. */
export async function orderStates(session: Session, ids: readonly SaleOrderId[]): Promise<OrderGlance[]> {
  const wanted = [...new Set(ids)];
  const found: OrderGlance[] = [];
  for (let from = 0; from < wanted.length; from += idsPerCall) {
    const call = {
      model: 'sale.order',
      method: 'search_read',
      args: { domain: [['id', 'in', wanted.slice(from, from + idsPerCall)]] },
      kwargs: { fields: ['name', 'state', 'amount_total'] },
    };
    found.push(...(await session.ask(call, glances)));
  }
  return found;
}
