import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import { externalId } from './keys.ts';
import { loadOnce } from './load.ts';
import type { Session } from './session.ts';
import { recordId, requiredText } from './values.ts';

const sources = z.array(z.object({ id: recordId, name: requiredText }));

/** Odoo's sources of orders (utm.source) by their name. One call; meant to be kept. */
export async function channelSources(session: Session): Promise<Map<string, number>> {
  const found = await session.ask(
    { model: 'utm.source', method: 'search_read', args: { domain: [] }, kwargs: { fields: ['name'] } },
    sources,
  );
  return new Map(found.toReversed().map(({ id, name }) => [name, id]));
}

/** Creates a source under a key, so that twice is once; null where Odoo does not take it or the user may not. */
export async function createChannelSource(
  session: Session,
  { key, name }: { key: string; name: string },
): Promise<number | null> {
  const sheet = { model: 'utm.source', columns: ['id', 'name'], rows: [[externalId(key), name]] };
  try {
    const loaded = await loadOnce(session, sheet);
    return loaded.outcome === 'loaded' ? loaded.id : null;
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'forbidden') return null;
    throw thrown;
  }
}
