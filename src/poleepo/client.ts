import { createCall } from './call.ts';
import type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
import type { Inspection } from './inspect.ts';
import { inspect } from './inspect.ts';
import type { PoleepoOrders } from './orders.ts';
import { createOrders } from './orders.ts';

export type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
export type { AreaAccess, Inspection, PoleepoArea } from './inspect.ts';
export type { OrderPage, PoleepoOrders, UnreadableOrder } from './orders.ts';

/** A tenant's Poleepo. All that is thrown is SyncError of side `poleepo`. */
export interface PoleepoClient {
  orders: PoleepoOrders;
  /** What the key may do, found by harmless reads. */
  inspect(): Promise<Inspection>;
}

/** Holds the token for as long as it lives, so keep one client per connection. */
export function createPoleepoClient(connection: PoleepoConnection, platform: PoleepoPlatform): PoleepoClient {
  const call = createCall(connection, platform);
  return { orders: createOrders(call), inspect: () => inspect(call) };
}
