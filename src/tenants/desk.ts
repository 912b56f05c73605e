import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Directory } from '../store/directory/directory.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { TenantId } from '../trade/ids.ts';
import type { Actor, CallerTenant } from './authenticate.ts';
import type { SessionKeys } from './session-token.ts';

/** What the verbs of this folder stand on: the part of the house that lets people in. */
export interface Desk {
  clock: Clock;
  chance: Chance;
  directory: Directory;
  sealer: Sealer;
  variables: SessionKeys & { PUBLIC_URL: string; ALLOW_PRIVATE_ODOO: boolean };
  storesOf(tenant: { id: TenantId; shard: string }): TenantStores;
  lane(tenantId: TenantId): { changed(side: 'odoo' | 'poleepo'): Promise<void> };
}

/** Somebody at work in their own company. */
export interface Office {
  house: Desk;
  tenant: CallerTenant;
  actor: Actor;
  stores: TenantStores;
}
