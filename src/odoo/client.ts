import type { OdooCatalogue } from './catalogue-client.ts';
import { openCatalogue } from './catalogue-client.ts';
import type { PartnerId, ProductId, SaleOrderId, TaxId } from '../trade/ids.ts';
import type { ActivityDraft } from './activities.ts';
import { putActivity } from './activities.ts';
import { cancelOrder } from './cancel-order.ts';
import type { ChangedOrder, OrderChange } from './change-order.ts';
import { changeOrder } from './change-order.ts';
import type { OdooDeliveries, OdooFiles, OdooPackageTypes } from './delivery-client.ts';
import { openDeliveries, openFiles, openPackageTypes } from './delivery-client.ts';
import type { OdooInvoices } from './invoice-client.ts';
import { openInvoices } from './invoice-client.ts';
import type { OdooCountry } from './countries.ts';
import { countriesByIso } from './countries.ts';
import { addAddresses } from './customer-addresses.ts';
import type { AddressDraft, CustomerDraft, UpsertedCustomer } from './customer-draft.ts';
import { upsertCustomer } from './customers.ts';
import type { CustomerQuery, FoundCustomer } from './find-customers.ts';
import { findCustomers } from './find-customers.ts';
import type { OdooInspection } from './inspect.ts';
import { inspectOdoo } from './inspect.ts';
import type { OrderDraft, OrderFinish, OrderState, UpsertedOrder } from './order-draft.ts';
import { orderByKey } from './order-state.ts';
import { finishOrder, upsertOrder } from './orders.ts';
import type { OrderStanding } from './order-standing.ts';
import type { OrderGlance } from './order-states.ts';
import { orderStates } from './order-states.ts';
import { readStanding, teamLeader } from './order-standing.ts';
import type { FiscalCode } from './partner-fields.ts';
import { fiscalFields } from './partner-fields.ts';
import type { OdooProduct } from './products.ts';
import type { NoteDraft } from './notes.ts';
import { putNote } from './notes.ts';
import { channelSources, createChannelSource } from './channel-source.ts';
import type { OdooCompany, SkuField } from './company.ts';
import { readCompany } from './company.ts';
import { defaultSaleTax } from './default-tax.ts';
import { productsByCode, productsBySku } from './products.ts';
import { productsNear } from './products-near.ts';
import type { OdooConnection, OdooPlatform } from './session.ts';
import { openSession } from './session.ts';
import { shippingProduct } from './shipping.ts';
import type { OdooTax } from './taxes.ts';
import { salesTaxes, taxesById } from './taxes.ts';

export type { ActivityDraft } from './activities.ts';
export type { OdooCatalogue } from './catalogue-client.ts';
export type { AttributeValue } from './catalogue-families.ts';
export type { CatalogueField, CatalogueFields } from './catalogue-fields.ts';
export type { CatalogueImage, ImagePlace } from './catalogue-images.ts';
export type { CatalogueProduct, Quantities, VariantId } from './catalogue-product.ts';
export type { Warehouse } from './catalogue-stock.ts';
export type { ChangesPage, Page, Reading } from './catalogue.ts';
export type { TaxedPrice } from './compute-taxes.ts';
export type { WriteBackRow, WrittenBack } from './write-back.ts';
export type { ChangedOrder, OrderChange } from './change-order.ts';
export type {
  Delivery,
  DeliveryPackage,
  DeliveryState,
  DeliveryToShip,
  OrderDeliveries,
  OrderedLine,
  OrderToShip,
  PackedLine,
} from './delivery.ts';
export { isDelivered } from './delivery.ts';
export type { OdooDeliveries, OdooFiles, OdooPackageTypes } from './delivery-client.ts';
export type {
  CreatedInvoice,
  InvoicePdf,
  InvoiceRefusal,
  Journal,
  OrderInvoice,
  OrderInvoices,
  PaidInvoice,
  PaymentDraft,
  PostedInvoice,
} from './invoice.ts';
export type { OdooInvoices } from './invoice-client.ts';
export type { AttachedFile, OrderFileDraft } from './order-files.ts';
export type { NoteDraft } from './notes.ts';
export type { OdooPackageType, PackageTypeDraft } from './package-types.ts';
export type { ShipmentFields, ShipmentNews } from './shipment-fields.ts';
export type { ShippedDelivery, ShippedPage } from './shipped.ts';
export type { DeliveryMethod, Tracking, TrackingWritten } from './tracking.ts';
export type { OdooCountry } from './countries.ts';
export type { OrderStanding, StandingLine } from './order-standing.ts';
export type { AddressDraft, Contact, CustomerDraft, UpsertedCustomer } from './customer-draft.ts';
export type { CustomerQuery, FoundCustomer } from './find-customers.ts';
export type { FiscalCode, FiscalCodes } from './partner-fields.ts';
export { fiscalCodeNames, fiscalNote } from './partner-fields.ts';
export { tellsOfUnknownContact } from './unknown-contact.ts';
export type { LineDigits, OdooCompany, SkuField } from './company.ts';
export type { OdooInspection } from './inspect.ts';
export type {
  OrderDraft,
  OrderFinish,
  OrderLineDraft,
  OrderParties,
  OrderState,
  SaleOrderState,
  UpsertedOrder,
} from './order-draft.ts';
export type { OrderGlance } from './order-states.ts';
export type { OdooProduct } from './products.ts';
export type { KnownRights } from './known-rights.ts';
export type { Area, Right } from './rights.ts';
export type { OdooConnection, OdooPlatform } from './session.ts';
export type { OdooTax } from './taxes.ts';
export type { OdooVersion, RoundingRule } from './versions.ts';
export { roundingRules } from './versions.ts';

/** One tenant's Odoo, in its company. Every method throws SyncError with side `odoo`. */
export interface OdooClient {
  products: {
    /** All variants with one of these internal references, archived ones too. One call. */
    byCode(codes: readonly string[]): Promise<OdooProduct[]>;
    /** All variants with one of these SKUs in one of these fields, as internal reference or as barcode. One call. */
    bySku(skus: readonly string[], fields: readonly SkuField[]): Promise<OdooProduct[]>;
    /** Products whose code is about this SKU, of all the user's companies. Two calls. */
    near(sku: string): Promise<OdooProduct[]>;
  };
  /** Products, stock and prices as a channel is told of them. */
  catalogue: OdooCatalogue;
  taxes: {
    /** The active sales taxes of the company. One call. */
    forSales(): Promise<OdooTax[]>;
    /** Those of these that are active and seen by the company, be they of a company above it. One call. */
    byIds(ids: readonly TaxId[]): Promise<OdooTax[]>;
    /** The one that the company puts on what has none of its own; null where it has none. One call; meant to be kept. */
    defaultForSales(): Promise<TaxId | null>;
  };
  countries: {
    /** Every country by its ISO code, with its states by theirs. Two calls; meant to be kept. */
    byIso(): Promise<Map<string, OdooCountry>>;
  };
  /** What an order's lines depend on. Three calls; meant to be kept. */
  company(): Promise<OdooCompany>;
  sources: {
    /** Where orders come from, by name. One call; meant to be kept. */
    byName(): Promise<Map<string, number>>;
    /** Creates one under a key; null where Odoo refuses. */
    create(source: { key: string; name: string }): Promise<number | null>;
  };
  /** The product that stands for shipping costs unless a person chose another. */
  shippingProduct(): Promise<ProductId | null>;
  customers: {
    /** Creates or updates a customer with its addresses. Safe to repeat. One call. */
    upsert(draft: CustomerDraft): Promise<UpsertedCustomer>;
    /** Creates or updates addresses of a contact and leaves the contact itself alone. Safe to repeat. One call. */
    addAddresses(parent: PartnerId, addresses: readonly AddressDraft[]): Promise<void>;
    /** The contacts that fit any part of the query, oldest first. One call. */
    find(query: CustomerQuery, known: ReadonlySet<FiscalCode>): Promise<FoundCustomer[]>;
    /** The fiscal codes that this Odoo has a field for. One call; meant to be kept. */
    fiscalFields(): Promise<ReadonlySet<FiscalCode>>;
  };
  orders: {
    /** Creates or completes the order of this key and confirms it if its total is right. Safe to repeat. */
    upsert(draft: OrderDraft): Promise<UpsertedOrder>;
    /** Confirms an order as it stands if its total is right, writing none of its lines; null where it was deleted. Safe to repeat. */
    finish(id: SaleOrderId, how: OrderFinish): Promise<UpsertedOrder | null>;
    /** Whether a confirmation that comes late dates an order anew that is confirmed already. */
    confirmsAgain: boolean;
    /** The order of this key; null where there is none. */
    byKey(key: string): Promise<OrderState | null>;
    /** How these orders stand; those that were deleted are left out. One call per 200. */
    states(ids: readonly SaleOrderId[]): Promise<OrderGlance[]>;
    /** All that tells whether an order may still be changed; null where it was deleted. */
    standing(id: SaleOrderId): Promise<OrderStanding | null>;
    /** Writes the parts of an order that have changed. Safe to repeat. */
    change(change: OrderChange): Promise<ChangedOrder>;
    /** Cancels an order; answers whether it is cancelled then. Safe to repeat. */
    cancel(id: SaleOrderId): Promise<boolean>;
  };
  /** How goods leave the warehouse. */
  deliveries: OdooDeliveries;
  packageTypes: OdooPackageTypes;
  files: OdooFiles;
  invoices: OdooInvoices;
  activities: {
    /** Puts a to-do on a sale order for one of Odoo's users. Safe to repeat. */
    put(draft: ActivityDraft): Promise<void>;
  };
  notes: {
    /** Puts a note into an order's chatter, mailed to nobody. Safe to repeat. One call, two where it is there on 18 and 19. */
    put(note: NoteDraft): Promise<number>;
  };
  /** The user who leads a sales team; null where nobody does. */
  teamLeader(teamId: number): Promise<number | null>;
  /** The user as whom we speak to Odoo. */
  readonly uid: number;
  /** Company, rights and languages, for the set-up page. Changes nothing. */
  inspect(): Promise<OdooInspection>;
}

/** A client bound to one connection. Makes no call by itself. */
export function createOdooClient(connection: OdooConnection, platform: OdooPlatform): OdooClient {
  const session = openSession(connection, platform);
  return {
    products: {
      byCode: (codes) => productsByCode(session, codes),
      bySku: (skus, fields) =>
        productsBySku(session, { skus, fields: [...fields, 'default_code', 'barcode'] }),
      near: (sku) => productsNear(session, sku),
    },
    catalogue: openCatalogue(session),
    taxes: {
      forSales: () => salesTaxes(session),
      byIds: (ids) => taxesById(session, ids),
      defaultForSales: () => defaultSaleTax(session),
    },
    countries: { byIso: () => countriesByIso(session) },
    company: () => readCompany(session),
    sources: {
      byName: () => channelSources(session),
      create: (source) => createChannelSource(session, source),
    },
    shippingProduct: () => shippingProduct(session),
    customers: {
      upsert: (draft) => upsertCustomer(session, draft),
      addAddresses: (parent, addresses) => addAddresses(session, parent, addresses),
      find: (query, known) => findCustomers(session, query, known),
      fiscalFields: () => fiscalFields(session),
    },
    orders: {
      upsert: (draft) => upsertOrder(session, draft),
      finish: (id, how) => finishOrder(session, id, how),
      confirmsAgain: session.dialect.confirmsAgain,
      byKey: async (key) => stateOf(await orderByKey(session, key)),
      states: (ids) => orderStates(session, ids),
      standing: (id) => readStanding(session, id),
      change: (change) => changeOrder(session, change),
      cancel: (id) => cancelOrder(session, id),
    },
    deliveries: openDeliveries(session),
    packageTypes: openPackageTypes(session),
    files: openFiles(session),
    invoices: openInvoices(session),
    activities: { put: (draft) => putActivity(session, draft) },
    notes: { put: (note) => putNote(session, note) },
    teamLeader: (teamId) => teamLeader(session, teamId),
    uid: connection.uid,
    inspect: () => inspectOdoo(session),
  };
}

function stateOf(order: OrderState | null): OrderState | null {
  if (order === null) return null;
  const { id, name, state, total, untaxed, currency } = order;
  return { id, name, state, total, untaxed, currency };
}
