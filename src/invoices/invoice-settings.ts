import { z } from 'zod';
import type { TenantContext } from '../tenants/context.ts';

export const invoiceRules = ['never', 'on-request', 'on-delivery'] as const;

const members = {
  /** Which delivered orders are invoiced by themselves: none, those whose customer asked for an invoice, or all. */
  rule: z.enum(invoiceRules),
  /** The rule is for orders that came in at or after this moment: `2026-11-22T00:00:00Z`. */
  ruleFrom: z.iso.datetime(),
  /** What is delivered may be invoiced before the whole order is. */
  partialDeliveries: z.boolean(),
  /** Our drafts are posted; otherwise people do that in Odoo. */
  post: z.boolean(),
  /** The posted invoice goes to Poleepo: its number and its PDF. */
  offer: z.boolean(),
  /** A posted invoice is registered as paid where its payment method has a journal. */
  registerPayment: z.boolean(),
  /** Poleepo's payment method, and the id of Odoo's journal that its payments are on. */
  journals: z.record(z.string().min(1).max(100), z.int().positive()),
  /** Documents that Poleepo has of an order go into its chatter. */
  takeDocuments: z.boolean(),
};

/** How a tenant invoices. Every member has a default that works without anybody's choice. */
export const invoiceSettings = z.object({
  rule: members.rule.default('never'),
  ruleFrom: members.ruleFrom.nullable().default(null),
  partialDeliveries: members.partialDeliveries.default(false),
  post: members.post.default(true),
  offer: members.offer.default(true),
  registerPayment: members.registerPayment.default(false),
  journals: members.journals.default({}),
  takeDocuments: members.takeDocuments.default(true),
});

export type InvoiceSettings = z.output<typeof invoiceSettings>;

/** Some of the settings, to be changed; what is not named stays. */
export const invoiceSettingsChange = z.strictObject(members).partial();

/** How the tenant invoices, read afresh. */
export async function invoiceSettingsOf({ stores }: Pick<TenantContext, 'stores'>): Promise<InvoiceSettings> {
  const written = await stores.policy.settings();
  return invoiceSettings.parse(written?.['invoices'] ?? {});
}
