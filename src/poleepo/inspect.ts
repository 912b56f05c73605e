import { SyncError } from '../kit/errors.ts';
import type { Call } from './call.ts';

export type PoleepoArea = 'orders' | 'products' | 'shipments';

/**
 * What a key may do in an area. `read` says at least that: whether it may also write cannot be known without
 * writing, so `write` is never found by looking. `unknown`: Poleepo gave an answer that tells nothing.
 */
export type AreaAccess = 'none' | 'read' | 'write' | 'unknown';

export interface Inspection {
  areas: { area: PoleepoArea; access: AreaAccess }[];
}

// confirmed: /orders and /products. assumed: the list of /shippings
const areas: readonly { area: PoleepoArea; path: string }[] = [
  { area: 'orders', path: '/orders' },
  { area: 'products', path: '/products' },
  { area: 'shipments', path: '/shippings' },
];

const tellsNothing = new Set(['not-found', 'refused', 'unreadable', 'struggling', 'conflict']);

/** Tries a harmless read in each area. Throws SyncError where Poleepo cannot be asked at all: `denied`, `unreachable`, ... */
export async function inspect(call: Call): Promise<Inspection> {
  return {
    areas: await Promise.all(
      areas.map(async ({ area, path }) => ({ area, access: await accessTo(path, call) })),
    ),
  };
}

async function accessTo(path: string, call: Call): Promise<AreaAccess> {
  try {
    const { data } = await call({ method: 'GET', path, endpoint: path, query: { offset: '0', max: '1' } });
    return Array.isArray(data) ? 'read' : 'unknown';
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.advice === 'wait') throw thrown;
    if (thrown.code === 'forbidden') return 'none';
    if (tellsNothing.has(thrown.code)) return 'unknown';
    throw thrown;
  }
}
