import { SyncError } from '../../../src/kit/errors.ts';

/** The SyncError that a call ends in; an error of its own where it ends well or in another. */
export async function failing(call: Promise<unknown>): Promise<SyncError> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof SyncError) return thrown;
  throw new Error('the call did not end in a SyncError', { cause: thrown });
}
