import { isFatal, SyncError } from '../kit/errors.ts';

/** Whether an error of a call for one product speaks of that product alone: Poleepo is neither down nor limits us. */
export function failsAlone(thrown: unknown): thrown is SyncError {
  return (
    thrown instanceof SyncError && thrown.side === 'poleepo' && thrown.advice !== 'wait' && !isFatal(thrown)
  );
}
