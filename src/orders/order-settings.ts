import { z } from 'zod';
import { statusMeaning } from './decision.ts';

const odooId = z.int().positive();
const oneOrNone = odooId.nullable();

const members = {
  /** Confirm what is right to the cent; otherwise everything stays a quotation. */
  confirm: z.boolean(),
  /**
   * Which orders are imported by themselves, by when they were placed. `connection`: those since a day before Poleepo was
   * connected, so that what people entered by hand before does not come a second time when it changes; a moment: those since
   * then; `ever`: all. An older one is skipped, until a person retries it or a history import covers it.
   */
  importSince: z.union([z.enum(['connection', 'ever']), z.iso.datetime({ offset: true })]),
  /** What a status of Poleepo (its id or name) means, where it differs from what we assume. */
  statuses: z.record(z.string().min(1).max(100), statusMeaning),
  /**
   * Products that charges are sold as. Null: for shipping, that of Odoo's first delivery method; for cash on delivery, the
   * one for shipping; a discount on the order then goes into its lines where percents can say it; no rounding line.
   */
  shippingProductId: oneOrNone,
  cashOnDeliveryProductId: oneOrNone,
  discountProductId: oneOrNone,
  roundingProductId: oneOrNone,
  /** The largest rounding line, in cents; 0: none is allowed. */
  roundingCents: z.int().min(0).max(10),
  /** `ours`: taxes are chosen by rate; `odoo`: left to Odoo's fiscal positions. */
  taxes: z.enum(['ours', 'odoo']),
  /** The contact for orders that do not say who bought; null: they are held. */
  anonymousCustomerId: oneOrNone,
  warehouseId: oneOrNone,
  teamId: oneOrNone,
  /** Odoo's user who is told what must be done by hand on an order that is nobody's. */
  responsibleUserId: oneOrNone,
  /** Payment term by Poleepo's payment method. */
  paymentTerms: z.record(z.string().min(1).max(100), odooId),
  /** Price list by currency: `{ "USD": 3 }`. */
  pricelists: z.record(z.string().length(3), odooId),
  /** Add a Poleepo order's channel as a source of Odoo (utm.source). */
  channelAsSource: z.boolean(),
};

/** How a tenant wants its orders imported. Every member has a default that works without anybody's choice. */
export const orderSettings = z.object({
  confirm: members.confirm.default(true),
  importSince: members.importSince.default('connection'),
  statuses: members.statuses.default({}),
  shippingProductId: members.shippingProductId.default(null),
  cashOnDeliveryProductId: members.cashOnDeliveryProductId.default(null),
  discountProductId: members.discountProductId.default(null),
  roundingProductId: members.roundingProductId.default(null),
  roundingCents: members.roundingCents.default(0),
  taxes: members.taxes.default('ours'),
  anonymousCustomerId: members.anonymousCustomerId.default(null),
  warehouseId: members.warehouseId.default(null),
  teamId: members.teamId.default(null),
  responsibleUserId: members.responsibleUserId.default(null),
  paymentTerms: members.paymentTerms.default({}),
  pricelists: members.pricelists.default({}),
  channelAsSource: members.channelAsSource.default(true),
});

export type OrderSettings = z.output<typeof orderSettings>;

/** Some of the settings, to be changed; what is not named stays. A map is replaced whole. */
export const orderSettingsChange = z.strictObject(members).partial();
