import type { z } from 'zod';
import type { CallObserver } from '../kit/call-record.ts';
import type { PoleepoBatches } from './batches.ts';
import { createBatches } from './batches.ts';
import type { Call } from './call.ts';
import { createCall } from './call.ts';
import type { PoleepoConnection, PoleepoPlatform } from './connection.ts';
import { checkContract, type ContractReport } from './contract-check.ts';
import type { Inspection } from './inspect.ts';
import { inspect } from './inspect.ts';
import { createExchange } from './exchange.ts';
import { allPages } from './all-pages.ts';
import type { PoleepoDocuments } from './documents.ts';
import { createDocuments } from './documents.ts';
import type { PackageType } from './package-type.ts';
import { packageType } from './package-type.ts';
import type { PickupAddress } from './pickup-address.ts';
import { pickupAddress } from './pickup-address.ts';
import type { Quote, QuoteWanted } from './quotes.ts';
import { askQuotes } from './quotes.ts';
import { readEach } from './read-each.ts';
import type { PoleepoShippings } from './shippings.ts';
import { createShippings } from './shippings.ts';
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
export type { DocumentDraft, PoleepoDocument, PoleepoDocuments } from './documents.ts';
export type { LabelReading } from './label.ts';
export type { LabelFormat } from './label-format.ts';
export type { ExternalShippingDraft, ShippingDraft } from './new-shipping.ts';
export type { PackageType } from './package-type.ts';
export type { ParcelDraft } from './parcel.ts';
export type { PickupAddress } from './pickup-address.ts';
export type { Quote, QuoteWanted } from './quotes.ts';
export type { Shipping } from './shipping.ts';
export type { KnownShippingStatus, ShippingStatus } from './shipping-status.ts';
export type { Voiding } from './shipping-steps.ts';
export type { PoleepoShippings, ShippingPage, UnreadableShipping } from './shippings.ts';
export type { PoleepoProducts, ProductChange, ProductPage, UnreadableProduct } from './products.ts';

/** A tenant's Poleepo. All that is thrown is SyncError of side `poleepo`. */
export interface PoleepoClient {
  orders: PoleepoOrders;
  products: PoleepoProducts;
  batches: PoleepoBatches;
  shippings: PoleepoShippings;
  documents: PoleepoDocuments;
  /** The kinds of package that Poleepo knows. */
  packageTypes(): Promise<PackageType[]>;
  /** Where couriers can collect. */
  pickupAddresses(): Promise<PickupAddress[]>;
  /**
   * What couriers would carry the parcels of an order, and for how much; none where nobody would. Costs nothing.
   * Throws SyncError `invalid`, before anything is sent, for parcels without weight or sizes.
   */
  quotes(wanted: QuoteWanted): Promise<Quote[]>;
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
    shippings: createShippings(call),
    documents: createDocuments(call),
    packageTypes: () => listOf(call, '/package_types', packageType),
    pickupAddresses: () => listOf(call, '/pickup_addresses', pickupAddress),
    quotes: (wanted) => askQuotes(call, wanted),
    inspect: () => inspect(call),
    checkContract: () => checkContract(call, platform.clock.now()),
    observedBy: (observe) => clientWith(tokens, connection, { ...platform, observe }),
  };
}

// assumed: both paths, and that they know pages
async function listOf<Schema extends z.ZodType>(call: Call, endpoint: string, schema: Schema) {
  return readEach(endpoint, await allPages(call, { endpoint }), schema);
}
