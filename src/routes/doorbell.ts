import { z } from 'zod';
import { askToCollect } from '../products/ask-to-collect.ts';
import type { BellKey } from '../trade/ids.ts';
import { problem } from './problem.ts';
import type { Refusals } from './refusals.ts';
import { type Entry, publicRoute, type RouteModule } from './route.ts';

/**
 * Where Odoo rings when products have changed. Whatever it sends along is not read. Rings join the reading that waits, so
 * a storm of them makes one; one that is lost costs two minutes at most, since products are read anyway.
 */
export function doorbell(refusals: Refusals): RouteModule {
  return [
    publicRoute({
      method: 'post',
      path: '/o/{bellKey}',
      summary: 'Where Odoo rings when products have changed',
      tag: 'Connections',
      publicBecause: 'The address itself is secret, and ringing only has Odoo read now instead of soon.',
      params: z.object({
        bellKey: z
          .string()
          .max(64)
          .transform((key) => key as BellKey),
      }),
      status: 202,
      example: { params: { bellKey: 'b'.repeat(22) } },
      handle: (entry) => ring(entry, { bellKey: entry.params.bellKey, refusals }),
    }),
  ];
}

async function ring(
  { house }: Entry,
  { bellKey, refusals }: { bellKey: BellKey; refusals: Refusals },
): Promise<void> {
  const { clock, chance, directory, log } = house;
  const tenant = await directory.doorbells.ownerOf(bellKey);
  if (tenant === null) {
    const count = refusals.count('doorbell unknown', clock.now());
    if (count > 0) log.info('doorbell refused', { reason: 'unknown', count });
    throw problem('not-found');
  }
  if (tenant.suspendedAt !== null) throw problem('suspended');
  const { tenantId: id, shard } = tenant;
  const jobId = await askToCollect({ stores: house.storesOf({ id, shard }), clock, chance, by: null });
  await house.wake(id, jobId);
}
