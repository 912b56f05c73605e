import type { PoleepoOrder } from '../poleepo/order.ts';
import type { StockClaim } from '../store/stock-claim-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { zero } from '../trade/money.ts';

/** The states of an order whose pieces nothing in Odoo keeps for it. */
const claiming = ['held', 'waiting-for-payment'];

/**
 * Keeps the pieces of an order from being offered as long as it is held or waits for its payment; in any other state Odoo
 * keeps them, or nobody wants them. Products of which that is news are read again.
 */
export async function claimStock(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  { id, rows }: Pick<PoleepoOrder, 'id' | 'rows'>,
  state: string,
): Promise<void> {
  await stores.stockClaims.replace(id, claiming.includes(state) ? claimsOf(rows) : [], clock.now());
}

function claimsOf(rows: PoleepoOrder['rows']): StockClaim[] {
  return rows.flatMap(({ sku, quantity }) => (sku === null || quantity.lte(zero) ? [] : [{ sku, quantity }]));
}
