import type { CallObserver } from '../kit/call-record.ts';
import type { Chance } from '../kit/chance.ts';
import { newId } from '../kit/ids.ts';
import type { CallRow } from '../store/api-log-store.ts';
import type { JobId } from '../trade/ids.ts';

/** Collects the calls of one job, to be written in one go when it ends. */
export function collectCalls(
  jobId: JobId | null,
  chance: Chance,
): { observe: CallObserver; calls: CallRow[] } {
  const calls: CallRow[] = [];
  return {
    calls,
    observe: (call) => void calls.push({ ...call, id: newId('call', call.at, chance), jobId }),
  };
}
