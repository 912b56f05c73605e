import type { Chance } from '../kit/chance.ts';
import { SyncError } from '../kit/errors.ts';
import { type Shelf, shelfUnder } from '../kit/shelf.ts';
import type { SigningKeys } from '../kit/signed-token.ts';
import type { TenantImages } from '../tenants/context.ts';
import type { TenantId } from '../trade/ids.ts';
import { imageToken, newImageId, tagOf } from './image-token.ts';

export interface ImageParts {
  publicUrl: string;
  keys: SigningKeys;
  shelf: Shelf;
  chance: Chance;
}

/** One tenant's images: its own part of the shelf, and addresses that nobody else can make. The keys stay inside. */
export function tenantImages(
  tenantId: TenantId,
  { publicUrl, keys, shelf, chance }: ImageParts,
): TenantImages {
  return {
    shelf: shelfUnder(shelf, tenantId),
    newId: (now) => newImageId(keys.current, now, chance),
    goodTags: () =>
      Promise.all([keys.current, keys.previous].flatMap((key) => (key === undefined ? [] : [tagOf(key)]))),
    addressOf: async (image) => {
      const token = await imageToken({ tenantId, ...image }, keys);
      if (token !== null) return `${publicUrl}/i/${token}`;
      throw new SyncError(`no key signs the address of ${image.id}`, { code: 'internal', advice: 'retry' });
    },
  };
}
