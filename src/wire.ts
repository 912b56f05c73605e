import { readVariables, type Variables } from './env.ts';
import { checkContract } from './jobs/check-contract.ts';
import { cleanUp } from './jobs/clean-up.ts';
import { keepWatch } from './jobs/keep-watch.ts';
import type { JobVerbs } from './jobs/run-job.ts';
import { type Chance, systemChance } from './kit/chance.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import { findInvoices } from './invoices/find-invoices.ts';
import { makeInvoice } from './invoices/make-invoice.ts';
import { offerInvoice } from './invoices/offer-invoice.ts';
import { takeDocuments } from './invoices/take-documents.ts';
import { asSyncError, SyncError } from './kit/errors.ts';
import { type Fetch, systemFetch } from './kit/http.ts';
import { createLog, type Log } from './kit/log.ts';
import type { Memory } from './kit/memory.ts';
import type { Shelf } from './kit/shelf.ts';
import { createSealer } from './kit/seal.ts';
import { compareOrders } from './orders/compare-orders.ts';
import { importHistory } from './orders/import-history.ts';
import { importOrder } from './orders/import-order.ts';
import { pollOrders, rescanOrders } from './orders/poll-orders.ts';
import { rehearseHistory } from './orders/rehearse-history.ts';
import { collectProducts } from './products/collect-products.ts';
import { compareProducts } from './products/compare-products.ts';
import { matchProducts } from './products/match-products.ts';
import { pollBatches } from './products/poll-batches.ts';
import { publishTemplates } from './products/publish-templates.ts';
import { readBack } from './products/read-back.ts';
import { rehearseProducts } from './products/rehearse-products.ts';
import { sendBatches } from './products/send-batches.ts';
import { tellOdoo } from './products/tell-odoo.ts';
import { tenantImages } from './products/tenant-images.ts';
import { walkProducts } from './products/walk-products.ts';
import { labelsShelf } from './shipments/labels-shelf.ts';
import { ship } from './shipments/ship.ts';
import type { WakeUp } from './queues/wake-up.ts';
import type { House, LaneDoor } from './routes/house.ts';
import { type Database, openDatabase } from './store/database.ts';
import { findParcels } from './shipments/find-parcels.ts';
import { handOver } from './shipments/hand-over.ts';
import { pollShippings } from './shipments/poll-shippings.ts';
import { tellExternal } from './shipments/tell-external.ts';
import { voidShipment } from './shipments/void-shipment.ts';
import { takeShipping } from './shipments/take-shipping.ts';
import { ticks } from './store/cron-ticks.ts';
import { openDirectory } from './store/directory/directory.ts';
import { openTenantStores } from './store/tenant-stores.ts';
import { collectCalls } from './jobs/job-calls.ts';
import { OpenTenant } from './tenants/open-tenant.ts';
import { readConnections } from './tenants/read-connections.ts';
import type { TenantId } from './trade/ids.ts';

/** What the platform gives: clock, chance, network, log. */
export interface Platform {
  clock: Clock;
  chance: Chance;
  fetch: Fetch;
  log: Log;
}

/** What a deployment gives: its database shards, its queue and its lanes. */
export interface Bindings {
  shards: Readonly<Record<string, D1Database>>;
  sendWakeUp: (wakeUp: WakeUp) => Promise<unknown>;
  lane: (tenantId: TenantId) => LaneDoor;
  /** Where images of products are kept. */
  images: Shelf;
}

/** The house with what its other doors need. */
export interface WiredHouse extends House {
  databases: ReadonlyMap<string, Database>;
  directoryDatabase: Database;
  /** A tenant as its lane holds it; SyncError `not-found` where there is none. */
  openTenant(tenantId: TenantId, memory: Memory): Promise<OpenTenant>;
}

export const systemPlatform: Platform = {
  clock: systemClock,
  chance: systemChance,
  fetch: systemFetch,
  log: createLog(),
};

/** The verb behind every kind of job. */
export const verbs: JobVerbs = {
  'import-order': importOrder,
  'poll-orders': pollOrders,
  'rescan-orders': rescanOrders,
  'check-contract': checkContract,
  'rehearse-history': rehearseHistory,
  'import-history': importHistory,
  'compare-orders': compareOrders,
  'generate-product-batches': collectProducts,
  'walk-products': walkProducts,
  'send-batches': sendBatches,
  'poll-product-batches': pollBatches,
  'read-back': readBack,
  'tell-odoo': tellOdoo,
  'publish-templates': publishTemplates,
  'match-products': matchProducts,
  'rehearse-products': rehearseProducts,
  'compare-products': compareProducts,
  'take-shipping': takeShipping,
  ship,
  'poll-shippings': pollShippings,
  'hand-over': handOver,
  'void-shipment': voidShipment,
  'find-parcels': findParcels,
  'tell-external': tellExternal,
  'find-invoices': findInvoices,
  'make-invoice': makeInvoice,
  'offer-invoice': offerInvoice,
  'take-documents': takeDocuments,
  'keep-watch': keepWatch,
  'clean-up': cleanUp,
};

/** The directory and the first tenants live in this shard. */
const firstShard = 'main';

/** Puts the house together: the only place that knows every part. */
export function wire(
  rawVariables: object,
  bindings: Bindings,
  platform: Platform = systemPlatform,
): WiredHouse {
  const { clock, chance, log, fetch } = platform;
  const variables = readVariables(rawVariables);
  const databases = new Map(Object.entries(bindings.shards).map(([name, d1]) => [name, openDatabase(d1)]));
  const databaseOf = (shard: string) => required(databases.get(shard), shard);
  const directoryDatabase = databaseOf(firstShard);
  const directory = openDirectory(directoryDatabase);
  const house: House = {
    clock,
    chance,
    log,
    fetch,
    variables,
    sealer: createSealer(sealingKeys(variables), chance),
    directory,
    storesOf: ({ id, shard }) => openTenantStores(databaseOf(shard), id),
    wake: async (tenantId, jobId) => {
      try {
        await bindings.sendWakeUp({ v: 1, tenantId, jobId });
      } catch (thrown) {
        log.error('wake-up not sent', { tenant: tenantId, job: jobId, error: asSyncError(thrown).message });
      }
    },
    lane: bindings.lane,
    images: bindings.images,
    cronTicks: () => ticks(directoryDatabase),
  };
  return {
    ...house,
    databases,
    directoryDatabase,
    openTenant: (id, memory) => openTenant(house, { id, memory }),
  };
}

async function openTenant(
  house: House,
  { id: tenantId, memory }: { id: TenantId; memory: Memory },
): Promise<OpenTenant> {
  const tenant = await house.directory.tenants.get(tenantId);
  if (tenant === null) throw new SyncError(`no tenant ${tenantId}`, { code: 'not-found', advice: 'give-up' });
  const { clock, chance, fetch, sealer, variables } = house;
  const stores = house.storesOf(tenant);
  const log = house.log.with({ tenant: tenantId });
  const { observe, calls } = collectCalls(null, chance);
  const reading = {
    tenantId,
    store: stores.connections,
    sealer,
    fetch,
    clock,
    observe,
    poleepoBaseUrl: variables.POLEEPO_API_URL,
  };
  return new OpenTenant({
    tenantKey: tenant.key,
    locale: tenant.locale,
    stores,
    clock,
    chance,
    log,
    fetch,
    memory,
    connections: readConnections(reading),
    connectionCalls: () => calls.splice(0),
    images: tenantImages(tenantId, {
      publicUrl: variables.PUBLIC_URL,
      keys: { current: variables.IMAGE_KEY, previous: variables.IMAGE_KEY_PREVIOUS },
      shelf: house.images,
      chance,
    }),
    labels: labelsShelf(house.images, tenantId),
  });
}

function sealingKeys({ MASTER_KEY, MASTER_KEY_PREVIOUS }: Variables): Parameters<typeof createSealer>[0] {
  return MASTER_KEY_PREVIOUS === undefined ? [MASTER_KEY] : [MASTER_KEY, MASTER_KEY_PREVIOUS];
}

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new SyncError(`no database for shard ${name}`, { code: 'internal', advice: 'give-up' });
}
