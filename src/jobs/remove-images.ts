import type { TenantContext, TenantImages } from '../tenants/context.ts';

/** What one removal from the shelf takes. */
const atOnce = 500;

/** Takes images whose addresses were revoked off the shelf, save what another address still shows; answers how many. */
export async function removeImages(
  {
    stores,
    images,
    clock,
  }: Pick<TenantContext, 'stores' | 'clock'> & { images: Pick<TenantImages, 'shelf'> },
  until: number,
): Promise<number> {
  let removed = 0;
  while (clock.now() < until) {
    const revoked = await stores.images.revoked(atOnce);
    if (revoked.length === 0) break;
    const alone = revoked.filter(({ shared }) => !shared).map(({ checksum }) => checksum);
    // The file first: a row that is left over is found again, a file without a row never.
    if (alone.length > 0) await images.shelf.remove([...new Set(alone)]);
    await stores.images.forget(revoked.map(({ id }) => id));
    removed += revoked.length;
  }
  return removed;
}
