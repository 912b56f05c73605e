import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import type { Log } from '../kit/log.ts';
import type { Locale } from '../kit/text.ts';
import type { OdooClient } from '../odoo/client.ts';
import type { PoleepoClient } from '../poleepo/client.ts';
import type { PollBudget } from '../poleepo/poll-budget.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { TenantKey } from '../trade/ids.ts';
import type { Reference } from './reference.ts';

/**
 * Everything that a verb may touch, bound to one tenant when it is made: no verb takes a tenant's id, so none can name
 * another tenant.
 */
export interface TenantContext {
  readonly tenantKey: TenantKey;
  /** The language in which the tenant's people are written to. */
  readonly locale: Locale;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly odoo: OdooClient;
  readonly poleepo: PoleepoClient;
  readonly stores: TenantStores;
  /** How often Poleepo may be asked for the outcome of batches. */
  readonly pollBudget: PollBudget;
  /** Odoo's reference data, read once and kept for a while. */
  readonly reference: Reference;
}
