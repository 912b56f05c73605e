import type { CallObserver } from '../kit/call-record.ts';
import type { PoleepoBatches } from './batches.ts';
import { createBatches } from './batches.ts';
import { createCall } from './call.ts';
import type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
import { checkContract, type ContractReport } from './contract-check.ts';
import type { Inspection } from './inspect.ts';
import { inspect } from './inspect.ts';
import { createExchange } from './exchange.ts';
import type { PoleepoOrders } from './orders.ts';
import { createOrders } from './orders.ts';
import type { PoleepoProducts } from './products.ts';
import { createProducts } from './products.ts';
import { createTokenHolder, type TokenHolder } from './token.ts';

export type { BatchPoll, BatchSending, PoleepoBatches } from './batches.ts';
export type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
export type { ContractReport } from './contract-check.ts';
export type { AreaAccess, Inspection, PoleepoArea } from './inspect.ts';
export type { OrderPage, PoleepoOrders, UnreadableOrder } from './orders.ts';
export type { PoleepoProducts, ProductChange, ProductPage, UnreadableProduct } from './products.ts';

/** A tenant's Poleepo. All that is thrown is SyncError of side `poleepo`. */
export interface PoleepoClient {
  orders: PoleepoOrders;
  products: PoleepoProducts;
  batches: PoleepoBatches;
  /** What the key may do, found by harmless reads. */
  inspect(): Promise<Inspection>;
  /** How Poleepo's answers differ from what we assume, found by harmless reads. */
  checkContract(): Promise<ContractReport>;
  /** The same connection and token, its calls told to another observer; requests for a token stay with the first. */
  observedBy(observe: CallObserver): PoleepoClient;
}

/** Holds the token for as long as it lives, so keep one client per connection. */
export function createPoleepoClient(connection: PoleepoConnection, platform: PoleepoPlatform): PoleepoClient {
  const exchange = createExchange(connection, platform);
  return clientWith(createTokenHolder(connection, { exchange, clock: platform.clock }), connection, platform);
}

function clientWith(
  tokens: TokenHolder,
  connection: PoleepoConnection,
  platform: PoleepoPlatform,
): PoleepoClient {
  const call = createCall(connection, platform, tokens);
  return {
    orders: createOrders(call),
    products: createProducts(call),
    batches: createBatches(call),
    inspect: () => inspect(call),
    checkContract: () => checkContract(call, platform.clock.now()),
    observedBy: (observe) => clientWith(tokens, connection, { ...platform, observe }),
  };
}
