import { isFatal, SyncError } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import type { PoleepoDocument } from '../poleepo/documents.ts';
import { UnreadableAnswer } from '../poleepo/errors.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId } from '../trade/ids.ts';

/** Why no order's documents can be had: the key may not, Poleepo has no such list, or it is not the one that we know. */
export type Obstacle = 'forbidden' | 'not-offered' | 'not-understood';

export type DocumentsReading =
  | { kind: 'read'; documents: PoleepoDocument[] }
  | { kind: 'not-readable'; why: Obstacle }
  | { kind: 'order-gone' };

type Reading = Pick<TenantContext, 'poleepo' | 'stores' | 'clock' | 'chance'>;

const alert = 'documents-not-readable';

/**
 * Poleepo's documents of an order. What keeps those of every order away fails none of them: it is told once for each key,
 * and the notice closes by itself once some can be read. Throws SyncError of Poleepo's that may pass.
 */
export async function readDocuments(context: Reading, id: PoleepoOrderId): Promise<DocumentsReading> {
  const reading = await ask(context, id);
  const { stores, clock } = context;
  if (reading.kind === 'read') await stores.notices.closeExcept(alert, [], clock.now());
  if (reading.kind === 'not-readable') await tellOnce(context, reading.why);
  return reading;
}

async function ask({ poleepo }: Reading, id: PoleepoOrderId): Promise<DocumentsReading> {
  try {
    return { kind: 'read', documents: await poleepo.documents.of(id) };
  } catch (thrown) {
    if (isFatal(thrown) || !(thrown instanceof SyncError)) throw thrown;
    if (thrown instanceof UnreadableAnswer) return { kind: 'not-readable', why: 'not-understood' };
    if (thrown.code === 'forbidden') return { kind: 'not-readable', why: 'forbidden' };
    if (thrown.code === 'refused') return { kind: 'not-readable', why: 'not-offered' };
    if (thrown.code !== 'not-found') throw thrown;
  }
  // Is it the order that Poleepo does not have, or the list?
  const isThere = await poleepo.orders.get(id).then(
    () => true,
    (thrown: unknown) => {
      if (thrown instanceof UnreadableAnswer) return true;
      if (!isFatal(thrown) && thrown instanceof SyncError && thrown.code === 'not-found') return false;
      throw thrown;
    },
  );
  return isThere ? { kind: 'not-readable', why: 'not-offered' } : { kind: 'order-gone' };
}

async function tellOnce({ stores, clock, chance }: Reading, why: Obstacle): Promise<void> {
  const now = clock.now();
  const connection = await stores.connections.get('poleepo');
  await stores.notices.raiseOnce({
    id: newId<string>('alert', now, chance),
    kind: alert,
    subject: `${why}:${connection?.keyedAt ?? 0}`,
    detail: { why },
    now,
  });
}
