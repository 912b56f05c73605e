import { z } from 'zod';
import type { TenantId } from '../trade/ids.ts';

/** Where a tenant's Odoo is and who we are there. What only Odoo can tell is null until it was asked. */
export const odooSettings = z.object({
  url: z.string(),
  database: z.string(),
  login: z.string(),
  companyId: z.int().nullable(),
  uid: z.int().nullable(),
  version: z.int().nullable(),
  versionText: z.string().nullable(),
  companyName: z.string().nullable(),
  transport: z.string().nullable(),
});
export type OdooSettings = z.output<typeof odooSettings>;

export const poleepoSettings = z.object({ clientId: z.string() });
export type PoleepoSettings = z.output<typeof poleepoSettings>;

const sealedMember = { odoo: 'apiKey', poleepo: 'clientSecret' } as const;

/** What a connection's key is sealed to: it opens as nothing else and for nobody else. */
export function sealingContext(tenantId: TenantId, side: 'odoo' | 'poleepo'): string {
  return `${tenantId}/${side}/${sealedMember[side]}`;
}

/** What a webhook's secret is sealed to. */
export function webhookContext(tenantId: TenantId, webhookId: string): string {
  return `${tenantId}/webhook/${webhookId}`;
}
