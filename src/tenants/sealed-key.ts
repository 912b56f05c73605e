import { SyncError } from '../kit/errors.ts';
import type { Sealer } from '../kit/seal.ts';

/** The envelope to keep: of a new key, or the one that is kept, sealed again if its master key was replaced. */
export async function sealedKeyOf(
  sealer: Sealer,
  { context, key, kept }: { context: string; key: string | undefined; kept: string | undefined },
): Promise<string> {
  if (key !== undefined) return sealer.seal(key, context);
  if (kept === undefined) throw new SyncError('neither a new key nor a kept one', { code: 'internal' });
  return sealer.isStale(kept) ? sealer.seal(await sealer.open(kept, context), context) : kept;
}
