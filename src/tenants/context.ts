import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import type { Log } from '../kit/log.ts';
import type { Shelf } from '../kit/shelf.ts';
import type { Locale } from '../kit/text.ts';
import type { OdooClient } from '../odoo/client.ts';
import type { PoleepoClient } from '../poleepo/client.ts';
import type { PollBudget } from '../poleepo/poll-budget.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { ImageId, TenantKey } from '../trade/ids.ts';
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
  /** Images of products, as the world outside sees them. */
  readonly images: TenantImages;
  /** The tenant's own part of the shelf for labels. */
  readonly labels: Shelf;
}

/** One tenant's images: where they lie, and the addresses that open them. */
export interface TenantImages {
  /** The tenant's own part of the shelf; an image lies there under its checksum. */
  readonly shelf: Shelf;
  /** A fresh id, of which an address is made under the key of today. `now` in ms. */
  newId(now: number): Promise<ImageId>;
  /** How ids end of which an address can be made: those of today's key and of the one before. */
  goodTags(): Promise<string[]>;
  /** The public address of an image: the same each time, and unguessable. */
  addressOf(image: { id: ImageId; checksum: string; mimetype: string | null }): Promise<string>;
}
