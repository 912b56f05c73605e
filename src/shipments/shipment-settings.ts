import { z } from 'zod';
import { poleepoLimitSeconds, usualLimitSeconds } from '../poleepo/own-limit.ts';
import type { TenantContext } from '../tenants/context.ts';

const members = {
  /** An order that is not wholly delivered may be shipped delivery by delivery. */
  partialDeliveries: z.boolean(),
  /** How long Poleepo may still be busy with a waybill whose answer was lost, in seconds: only then is it asked for again. */
  poleepoLimitSeconds,
  /** Parcels that people send in Odoo with another carrier's tracking code are told to Poleepo. */
  tellExternal: z.boolean(),
};

/** How a tenant ships. Every member has a default that works without anybody's choice. */
export const shipmentSettings = z.object({
  partialDeliveries: members.partialDeliveries.default(false),
  poleepoLimitSeconds: members.poleepoLimitSeconds.default(usualLimitSeconds),
  tellExternal: members.tellExternal.default(true),
});

export type ShipmentSettings = z.output<typeof shipmentSettings>;

/** Some of the settings, to be changed; what is not named stays. */
export const shipmentSettingsChange = z.strictObject(members).partial();

/** How the tenant ships, read afresh. */
export async function shipmentSettingsOf({
  stores,
}: Pick<TenantContext, 'stores'>): Promise<ShipmentSettings> {
  const written = await stores.policy.settings();
  return shipmentSettings.parse(written?.['shipments'] ?? {});
}
