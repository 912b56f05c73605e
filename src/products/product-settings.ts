import { z } from 'zod';
import type { TenantContext } from '../tenants/context.ts';

const members = {
  /** Which stock is offered: on hand without what is reserved, on hand, or forecast. */
  quantityRule: z.enum(['free', 'on-hand', 'forecast']),
  /** Only these warehouses; none: all of the company. */
  warehouseIds: z.array(z.int().positive()).max(20),
  /** Pieces that are always kept back. */
  buffer: z.int().min(0).max(1_000_000),
  /** What is offered of services, and of goods whose stock Odoo does not count. */
  uncountedQuantity: z.int().min(0).max(1_000_000),
  /** The language of texts, as `it_IT`; null: Italian where Odoo has it, else the user's own. */
  language: z.string().min(2).max(10).nullable(),
  /** The category of products that have none in Odoo, which 19 allows; null: they are not told. */
  fallbackCategory: z.string().trim().min(1).max(500).nullable(),
  /** Whether images are told. */
  images: z.boolean(),
  /** Entries per batch at most. */
  batchSize: z.int().min(1).max(100),
  /** How often Poleepo may be asked for batches: so many requests in so many seconds. */
  pollRequests: z.int().min(1).max(100),
  pollWindowSeconds: z.int().min(10).max(86_400),
  /** What of a batch without an answer is not at Poleepo by then, counted from its sending, is sent again. */
  lostAfterMinutes: z.int().min(5).max(1440),
  /** Product at Poleepo with the SKU of one that is new to us are taken as the same. */
  adopt: z.boolean(),
};

/** How a tenant wants its products told. Every member has a default that works without anybody's choice. */
export const productSettings = z.object({
  quantityRule: members.quantityRule.default('free'),
  warehouseIds: members.warehouseIds.default([]),
  buffer: members.buffer.default(0),
  uncountedQuantity: members.uncountedQuantity.default(999),
  language: members.language.default(null),
  fallbackCategory: members.fallbackCategory.default(null),
  images: members.images.default(true),
  batchSize: members.batchSize.default(100),
  pollRequests: members.pollRequests.default(5),
  pollWindowSeconds: members.pollWindowSeconds.default(600),
  lostAfterMinutes: members.lostAfterMinutes.default(30),
  adopt: members.adopt.default(true),
});

export type ProductSettings = z.output<typeof productSettings>;

/** Some of the settings, to be changed; what is not named stays. */
export const productSettingsChange = z.strictObject(members).partial();

/** How the tenant wants its products told, read afresh; from now on its polls keep to it. */
export async function settingsOf({
  stores,
  pollBudget,
}: Pick<TenantContext, 'stores' | 'pollBudget'>): Promise<ProductSettings> {
  const written = await stores.policy.settings();
  const settings = productSettings.parse(written?.['products'] ?? {});
  pollBudget.use({ requests: settings.pollRequests, windowMs: settings.pollWindowSeconds * 1000 });
  return settings;
}
