import type { Variables } from '../env.ts';
import type { LaneDoor } from '../jobs/lane-door.ts';
import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import type { Fetch } from '../kit/http.ts';
import type { Log } from '../kit/log.ts';
import type { Shelf } from '../kit/shelf.ts';
import type { Sealer } from '../kit/seal.ts';
import type { CronTick } from '../store/cron-ticks.ts';
import type { Directory } from '../store/directory/directory.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { JobId, TenantId } from '../trade/ids.ts';

/** Everything that the doors stand on. Made once per process by the composition root. */
export interface House {
  clock: Clock;
  chance: Chance;
  log: Log;
  fetch: Fetch;
  variables: Variables;
  sealer: Sealer;
  directory: Directory;
  /** What is kept for one tenant, in the database of its shard. */
  storesOf(tenant: { id: TenantId; shard: string }): TenantStores;
  /** Puts a wake-up on the queue. Never throws: what is lost here the sweep finds. */
  wake(tenantId: TenantId, jobId: JobId): Promise<void>;
  lane(tenantId: TenantId): LaneDoor;
  /** Where images of products are kept, under their tenant's id. */
  images: Shelf;
  /** When each cron last fired, for the whole house. */
  cronTicks(): Promise<CronTick[]>;
}

export type { LaneDoor, LaneState } from '../jobs/lane-door.ts';
