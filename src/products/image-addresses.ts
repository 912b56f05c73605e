import { SyncError } from '../kit/errors.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { KeptImage } from './kept-entry.ts';

/**
 * The public address of each of these images. What has no address yet is given one, in one round trip to the database;
 * an image has the same address each time, until it is revoked or its key is gone. A replaced IMAGE_KEY alone causes no
 * new batch: entries are compared by the checksums of their images, not by their addresses.
 */
export async function imageAddresses(
  { stores, images: tenant, clock }: Pick<TenantContext, 'stores' | 'images' | 'clock'>,
  images: readonly KeptImage[],
): Promise<(image: KeptImage) => string> {
  const now = clock.now();
  const distinct = new Map(images.map((image) => [keyOf(image), image]));
  const fresh = await Promise.all(
    [...distinct.values()].map(async (image) => ({ ...image, id: await tenant.newId(now) })),
  );
  const rows = await stores.images.keep(fresh, { now, goodTags: await tenant.goodTags() });
  const addresses = new Map(
    await Promise.all(rows.map(async (row) => [keyOf(row), await tenant.addressOf(row)] as const)),
  );
  return (image) => {
    const address = addresses.get(keyOf(image));
    if (address !== undefined) return address;
    throw new SyncError('an image was not asked for', { code: 'internal', advice: 'give-up' });
  };
}

function keyOf({ model, recordId, field, checksum }: Omit<KeptImage, 'model' | 'field'> & Place): string {
  return `${model},${recordId},${field},${checksum}`;
}

interface Place {
  model: string;
  field: string;
}
