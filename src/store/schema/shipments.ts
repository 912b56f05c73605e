import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { JobId, PoleepoOrderId, SaleOrderId, TenantId } from '../../trade/ids.ts';

/** Poleepo's package types, and which of Odoo's each stands for. */
export const packageTypes = sqliteTable(
  'package_types',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoId: integer('poleepo_id').notNull(),
    name: text().notNull(),
    /** cm, and kg: exact decimals; null where Poleepo does not say. */
    width: text(),
    height: text(),
    depth: text(),
    maxWeight: text('max_weight'),
    odooPackageTypeId: integer('odoo_package_type_id'),
    odooName: text('odoo_name'),
    /** When Poleepo last had it. */
    seenAt: integer('seen_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.poleepoId] }),
    index('package_types_odoo').on(table.tenantId, table.odooPackageTypeId),
  ],
);

export const shipmentStates = [
  /** Asked for; nothing has been sent. */
  'requested',
  /** On its way to Poleepo, or perhaps there: written down before the call. */
  'submitting',
  /** Whether Poleepo has it is not known: it is looked for by our reference. */
  'unknown',
  /** Poleepo has it; its label is not yet in Odoo. */
  'issued',
  /** Its label is in the chatter. */
  'attached',
  /** The courier has it, and Poleepo was told. */
  'handed-over',
  'void',
  'failed',
] as const;

/** Waybills: those that were asked for here, those made in Poleepo's own pages, and parcels sent without Poleepo. */
export const shipments = sqliteTable(
  'shipments',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    origin: text({ enum: ['ponte', 'poleepo', 'external'] }).notNull(),
    state: text({ enum: shipmentStates }).notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    saleOrderId: integer('sale_order_id').$type<SaleOrderId>(),
    saleOrderName: text('sale_order_name'),
    /** The delivery order, stock.picking; null where it is not known. */
    pickingId: integer('picking_id'),
    pickingName: text('picking_name'),
    /** Ours, by which it is found again at Poleepo. */
    reference: text().notNull(),
    pickupAddressId: integer('pickup_address_id'),
    courierId: text('courier_id'),
    courier: text(),
    serviceId: text('service_id'),
    service: text(),
    /** An exact decimal, as it was quoted. */
    price: text(),
    currency: text(),
    /** Each with its package in Odoo, its type at Poleepo, weight (kg) and sizes (cm) as exact decimals. */
    parcels: text({ mode: 'json' }).$type<Record<string, unknown>[]>().notNull(),
    cashOnDelivery: text('cash_on_delivery', { mode: 'json' }).$type<Record<string, unknown>>(),
    poleepoId: integer('poleepo_id'),
    trackingCode: text('tracking_code'),
    /** Poleepo's status, its word. */
    status: text(),
    /** Where the label is kept, and in which format. */
    labelKey: text('label_key'),
    labelFormat: text('label_format'),
    attachmentId: integer('attachment_id'),
    /** When the waybill was sent to Poleepo: what is not there long after that was never taken. */
    submittedAt: integer('submitted_at'),
    handedOverAt: integer('handed_over_at'),
    deliveredAt: integer('delivered_at'),
    error: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    requestedBy: text('requested_by'),
    jobId: text('job_id').$type<JobId>(),
    /** Guards against stale news. */
    poleepoUpdatedAt: integer('poleepo_updated_at'),
    /** A print of what Odoo was told last. */
    told: text(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('shipments_one_per_delivery')
      .on(table.tenantId, table.pickingId)
      .where(sql`picking_id IS NOT NULL AND state NOT IN ('void', 'failed')`),
    uniqueIndex('shipments_reference').on(table.tenantId, table.reference),
    uniqueIndex('shipments_poleepo').on(table.tenantId, table.poleepoId),
    index('shipments_order').on(table.tenantId, table.poleepoOrderId),
    index('shipments_state').on(table.tenantId, table.state, table.updatedAt),
    index('shipments_tracking').on(table.tenantId, table.trackingCode),
  ],
);

/** What happened to a shipment, for people; each key once. */
export const shipmentEvents = sqliteTable(
  'shipment_events',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    shipmentId: text('shipment_id').notNull(),
    key: text().notNull(),
    at: integer().notNull(),
    kind: text().notNull(),
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.shipmentId, table.key] })],
);

export const invoiceStates = [
  'requested',
  /** In Odoo, not posted. */
  'drafted',
  'posted',
  /** Posted, and its PDF is at Poleepo. */
  'offered',
  /** Odoo refuses it until somebody mends something. */
  'refused',
] as const;

/** When a vendor was asked for something whose answer is not known. A type, since a column of JSON takes no interface. */
export type InvoiceAsked = {
  /** `before`: the invoices that the order had then. `left`: it is certain to have left by `at`. */
  create?: { at: number; before: number[]; left?: boolean };
  pay?: { at: number; left?: boolean };
  offer?: { at: number; left?: boolean };
};

/** Invoices of Poleepo's orders in Odoo: one for each account.move, at most one of an order that is not posted. */
export const invoices = sqliteTable(
  'invoices',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    saleOrderId: integer('sale_order_id').$type<SaleOrderId>().notNull(),
    saleOrderName: text('sale_order_name'),
    state: text({ enum: invoiceStates }).notNull(),
    /** `odoo`: people made it there, and it was taken in. */
    origin: text({ enum: ['ponte', 'odoo'] })
      .notNull()
      .default('ponte'),
    /** Odoo's account.move. */
    moveId: integer('move_id'),
    number: text(),
    total: text(),
    currency: text(),
    issuedOn: text('issued_on'),
    paidAt: integer('paid_at'),
    offeredAt: integer('offered_at'),
    /** The document that it is at Poleepo. */
    documentId: text('document_id'),
    /** What was asked for of which nobody knows yet whether it was done, by step. */
    asked: text({ mode: 'json' }).$type<InvoiceAsked>(),
    error: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** What keeps it from being at Poleepo. */
    offerError: text('offer_error', { mode: 'json' }).$type<Record<string, unknown>>(),
    /** Null where a rule did. */
    requestedBy: text('requested_by'),
    jobId: text('job_id').$type<JobId>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('invoices_move').on(table.tenantId, table.moveId),
    uniqueIndex('invoices_open')
      .on(table.tenantId, table.poleepoOrderId)
      .where(sql`state IN ('requested', 'drafted', 'refused')`),
    index('invoices_order').on(table.tenantId, table.poleepoOrderId),
    index('invoices_state').on(table.tenantId, table.state, table.updatedAt),
  ],
);

/** Documents that Poleepo had for an order and that are in its chatter now. */
export const orderDocuments = sqliteTable(
  'order_documents',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    documentId: text('document_id').notNull(),
    type: text(),
    number: text(),
    attachmentId: integer('attachment_id'),
    seenAt: integer('seen_at').notNull(),
    attachedAt: integer('attached_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.poleepoOrderId, table.documentId] })],
);
