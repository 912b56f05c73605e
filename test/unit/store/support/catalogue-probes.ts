import type { TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { PoleepoBatchId } from '../../../../src/trade/ids.ts';
import { parent, read, variant } from './catalogue.ts';
import { now } from './ledger.ts';

type Probe = (stores: TenantStores) => Promise<unknown>;

const result = { position: 0, kind: 'variant', odooId: 3, outcome: 'completed' } as const;

/** Calls of what keeps a tenant's catalogue. */
export const catalogue: Record<string, Probe> = {
  'products.get': ({ products }) => products.get(variant(1)),
  'products.known': ({ products }) => products.known('variant', [1, 2]),
  'products.withSkus': ({ products }) => products.withSkus(['A']),
  'products.list': ({ products }) => products.list({ limit: 50 }),
  'products.counts': ({ products }) => products.counts(),
  'products.any': ({ products }) => products.any(),
  'products.publish': ({ products }) => products.publish([1, 8], { published: false, now }),
  'products.mark': ({ products }) => products.mark('published', now + 1),
  'products.marked': ({ products }) => products.marked({ after: 0, limit: 50 }),
  'products.retry': ({ products }) => products.retry([variant(4), parent(70)], now),
  'products.unmet': ({ products }) => products.unmet('w2', { after: 0, limit: 50 }),
  'productReading.save': ({ productReading }) => productReading.save([read(1)], { readAt: now, now }),
  'productReading.met': ({ productReading }) =>
    productReading.met([{ odooId: 1, dirtyAt: null }], { readAt: now, walk: 'w2' }),
  'batches.sendable': ({ batches }) => batches.sendable(50),
  'batches.prepare': async ({ batches }) =>
    batches.prepare({ id: 'bat_new', now }, await batches.sendable(50)),
  'batches.accepted': ({ batches }) =>
    batches.accepted('bat_1', { poleepoId: 5512 as PoleepoBatchId, dueAt: now }),
  'batches.lost': ({ batches }) => batches.lost('bat_1', { dueAt: now }),
  'batches.asked': ({ batches }) => batches.asked('bat_1', { now, dueAt: now }),
  'batches.open': ({ batches }) => batches.open(),
  'batches.get': ({ batches }) => batches.get('bat_1'),
  'batches.list': ({ batches }) => batches.list({ limit: 50 }),
  'batches.itemsOf': ({ batches }) => batches.itemsOf('bat_1'),
  'batches.settle': ({ batches }) =>
    batches.settle('bat_1', { state: 'completed', results: [result], now: now + 1 }),
  'batches.durations': ({ batches }) => batches.durations(5),
};
