import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { JobId, PartnerId, PoleepoOrderId, SaleOrderId, TenantId } from '../../trade/ids.ts';

/**
 * `held`: a person must decide. `quotation`: right, and left to be confirmed by a person. `skipped`: set aside by one.
 * A `confirmed` order stays that while a person decides about news of it. `cancelled-in-poleepo`: the shop wants it no more,
 * but its sale order stands, since something has left or is invoiced; people were told on it.
 */
export const orderStates = [
  'held',
  'waiting-for-payment',
  'quotation',
  'confirmed',
  'cancelled',
  'cancelled-in-poleepo',
  'skipped',
] as const;

/** A Poleepo order and the sale order that it became. */
export const orderLinks = sqliteTable(
  'order_links',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    state: text({ enum: orderStates }).notNull(),
    saleOrderId: integer('sale_order_id').$type<SaleOrderId>(),
    saleOrderName: text('sale_order_name'),
    reference: text(),
    channel: text(),
    status: text(),
    currency: text(),
    /** Decimal texts, taxes included. */
    poleepoTotal: text('poleepo_total'),
    odooTotal: text('odoo_total'),
    /** Of everything that the sale order was made from. */
    fingerprint: text(),
    /** What the sale order was made from, to tell later what changed. */
    facts: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    held: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** Whether the customer wants an invoice; null where it was never looked at. */
    invoiceRequested: integer('invoice_requested', { mode: 'boolean' }),
    /** Which Poleepo state this row speaks of: the guard against stale writes. */
    poleepoUpdatedAt: integer('poleepo_updated_at').notNull(),
    orderedAt: integer('ordered_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.poleepoOrderId] }),
    index('order_links_state').on(table.tenantId, table.state, table.updatedAt),
    index('order_links_sale_order').on(table.tenantId, table.saleOrderId),
  ],
);

/** What happened to an order, for people to read. */
export const orderEvents = sqliteTable(
  'order_events',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    poleepoOrderId: integer('poleepo_order_id').$type<PoleepoOrderId>().notNull(),
    at: integer().notNull(),
    kind: text().notNull(),
    jobId: text('job_id').$type<JobId>(),
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('order_events_order').on(table.tenantId, table.poleepoOrderId, table.at)],
);

/** A customer of the shop and the contact that it became. */
export const customerLinks = sqliteTable(
  'customer_links',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    customerKey: text('customer_key').notNull(),
    /** `made`: the contact is ours to keep up to date; `matched`: it was there, and its own data are not ours. */
    origin: text({ enum: ['made', 'matched'] }).notNull(),
    /** Null while the contact is being made. */
    partnerId: integer('partner_id').$type<PartnerId>(),
    /** Fingerprint of the contact's own address. */
    place: text(),
    /** Of what was last written for this customer. */
    fingerprint: text(),
    /** When the order was placed that the contact's data are from. */
    saidAt: integer('said_at'),
    /** What Odoo did not take, as `vat:IT1`: not tried again. */
    refused: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Fingerprint of the comment that was last written. */
    note: text(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.customerKey] })],
);
