import type { ProductId } from '../trade/ids.ts';
import type { OdooCountry } from './countries.ts';
import { countriesByIso } from './countries.ts';
import type { CustomerDraft, UpsertedCustomer } from './customer-draft.ts';
import { upsertCustomer } from './customers.ts';
import type { OdooInspection } from './inspect.ts';
import { inspectOdoo } from './inspect.ts';
import type { OrderDraft, OrderState, UpsertedOrder } from './order-draft.ts';
import { orderByKey } from './order-state.ts';
import { upsertOrder } from './orders.ts';
import type { OdooProduct } from './products.ts';
import { productsByCode } from './products.ts';
import type { OdooConnection, OdooPlatform } from './session.ts';
import { openSession } from './session.ts';
import { shippingProduct } from './shipping.ts';
import type { OdooTax } from './taxes.ts';
import { salesTaxes } from './taxes.ts';

export type { OdooCountry } from './countries.ts';
export type { AddressDraft, CustomerDraft, UpsertedCustomer } from './customer-draft.ts';
export type { OdooInspection } from './inspect.ts';
export type { OrderDraft, OrderLineDraft, OrderState, SaleOrderState, UpsertedOrder } from './order-draft.ts';
export type { OdooProduct } from './products.ts';
export type { Area, Right } from './rights.ts';
export type { OdooConnection, OdooPlatform } from './session.ts';
export type { OdooTax } from './taxes.ts';
export type { OdooVersion } from './versions.ts';

/** One tenant's Odoo, in its company. Every method throws SyncError with side `odoo`. */
export interface OdooClient {
  products: {
    /** All variants with one of these internal references, archived ones too. One call. */
    byCode(codes: readonly string[]): Promise<OdooProduct[]>;
  };
  taxes: {
    /** The active sales taxes of the company. One call. */
    forSales(): Promise<OdooTax[]>;
  };
  countries: {
    /** Every country by its ISO code, with its states by theirs. Two calls; meant to be kept. */
    byIso(): Promise<Map<string, OdooCountry>>;
  };
  /** The product that stands for shipping costs unless a person chose another. */
  shippingProduct(): Promise<ProductId | null>;
  customers: {
    /** Creates or updates a customer with its addresses. Safe to repeat. One call. */
    upsert(draft: CustomerDraft): Promise<UpsertedCustomer>;
  };
  orders: {
    /** Creates or completes the order of this key and confirms it if its total is right. Safe to repeat. */
    upsert(draft: OrderDraft): Promise<UpsertedOrder>;
    /** The order of this key; null where there is none. */
    byKey(key: string): Promise<OrderState | null>;
  };
  /** Company, rights and languages, for the set-up page. Changes nothing. */
  inspect(): Promise<OdooInspection>;
}

/** A client bound to one connection. Makes no call by itself. */
export function createOdooClient(connection: OdooConnection, platform: OdooPlatform): OdooClient {
  const session = openSession(connection, platform);
  return {
    products: { byCode: (codes) => productsByCode(session, codes) },
    taxes: { forSales: () => salesTaxes(session) },
    countries: { byIso: () => countriesByIso(session) },
    shippingProduct: () => shippingProduct(session),
    customers: { upsert: (draft) => upsertCustomer(session, draft) },
    orders: {
      upsert: (draft) => upsertOrder(session, draft),
      byKey: async (key) => stateOf(await orderByKey(session, key)),
    },
    inspect: () => inspectOdoo(session),
  };
}

function stateOf(order: OrderState | null): OrderState | null {
  if (order === null) return null;
  const { id, name, state, total, untaxed } = order;
  return { id, name, state, total, untaxed };
}
