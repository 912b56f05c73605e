import { SyncError } from '../kit/errors.ts';
import type { PoleepoShippingId } from '../trade/ids.ts';
import type { Call } from './call.ts';
import { FailedAnswer, poleepoError } from './errors.ts';
import { shippingIgnored } from './hints.ts';
import type { Shipping } from './shipping.ts';
import { inShippingWords } from './shipping-refusal.ts';
import { isWithCourier } from './shipping-status.ts';

/** `too-late`: the courier has it already, so it is not void. */
export type Voiding = { kind: 'void' } | { kind: 'too-late' };

type Get = (id: PoleepoShippingId) => Promise<Shipping | null>;

const endpoint = '/shippings/{id}'; // assumed, as are both verbs

/** What the client promises under `handOver`. */
export async function handOver(call: Call, get: Get, id: PoleepoShippingId): Promise<Shipping> {
  const body = { status: 'HANDED_TO_COURIER' };
  const asked = { method: 'PUT', path: `/shippings/${id}`, endpoint, body } as const;
  const refusal = await call(asked).then(() => null, refusalOf);
  const found = await get(id).catch(afterTheWrite);
  if (found !== null && isWithCourier(found.status)) return found;
  if (refusal !== null) return inShippingWords(refusal);
  throw notApplied('handed over');
}

/** What the client promises under `void`. */
export async function takeBack(call: Call, get: Get, id: PoleepoShippingId): Promise<Voiding> {
  const asked = { method: 'DELETE', path: `/shippings/${id}`, endpoint } as const;
  const refusal = await call(asked).then(() => null, refusalOf);
  const found = await get(id).catch(afterTheWrite);
  if (found === null || found.status === 'CANCELED') return { kind: 'void' };
  if (refusal?.code === 'conflict') return { kind: 'too-late' };
  if (refusal !== null) return inShippingWords(refusal);
  throw notApplied('void');
}

const explained = new Set(['conflict', 'not-found', 'refused']);

/** For a catch: a refusal that the shipping's state may explain, and that is no error where it is as wanted already. */
function refusalOf(thrown: unknown): FailedAnswer {
  if (thrown instanceof FailedAnswer && explained.has(thrown.code)) return thrown;
  throw thrown;
}

/** For a catch: a shipping that was changed and could not be read back. */
function afterTheWrite(thrown: unknown): never {
  if (!(thrown instanceof SyncError)) throw thrown;
  const { code, advice, hint, retryAfterMs, vendorCode } = thrown;
  throw poleepoError(`the shipping was changed, then not read back: ${thrown.message}`, {
    code,
    advice,
    hint,
    retryAfterMs,
    vendorCode,
    mayHaveHappened: true,
    cause: thrown,
  });
}

/** Poleepo said yes and left the shipping as it was. */
function notApplied(wanted: string): SyncError {
  return poleepoError(`poleepo accepted that a shipping is ${wanted} and left it as it was`, {
    code: 'refused',
    advice: 'retry',
    vendorCode: 'IGNORED',
    hint: shippingIgnored,
  });
}
