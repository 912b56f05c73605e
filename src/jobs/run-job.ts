import { asSyncError, isFatal, SyncError } from '../kit/errors.ts';
import type { CallRow } from '../store/api-log-store.ts';
import type { JobClaims, JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import { type Fate, fateOfError, fateOfOutcome } from './fate.ts';
import { isJobKind, type JobKindName, type Side, sides } from './kinds.ts';
import type { Outcome } from './outcome.ts';

/** A verb as the ledger calls it. */
export type JobVerb = (context: TenantContext, job: JobRow) => Promise<Outcome>;

export type JobVerbs = Readonly<Record<JobKindName, JobVerb>>;

export interface Run {
  job: JobRow;
  claim: string;
  verbs: JobVerbs;
  claims: JobClaims;
  /** The context for this job alone, and how to take the calls that were made through it. */
  open: () => Promise<{ context: TenantContext; calls: () => CallRow[] }>;
  clock: TenantContext['clock'];
  chance: TenantContext['chance'];
}

export interface Ran extends Fate {
  /** The state that the ledger took: another one where newer news overtook the run, null where its claim was lost. */
  written: JobRow['state'] | null;
  /** The sides that gave at least one good answer: they are up. */
  answered: ReadonlySet<Side>;
}

/** Runs one claimed job to its end and writes its fate down. Never throws, save where the process or D1 itself fails. */
export async function runJob({ job, claim, verbs, claims, open, clock, chance }: Run): Promise<Ran> {
  const startedAt = clock.now();
  let takeCalls: () => CallRow[] = () => [];
  const attempted = () => ({
    attempts: job.attempts,
    now: clock.now(),
    fraction: chance.fraction(),
    retryAt: job.retryAt,
  });
  const fate = await (async () => {
    try {
      const opened = await open();
      takeCalls = opened.calls;
      return fateOfOutcome(await verbOf(verbs, job)(opened.context, job), attempted());
    } catch (thrown) {
      if (isFatal(thrown)) throw thrown;
      return fateOfError(asSyncError(thrown), attempted());
    }
  })();
  const { pause: _pause, ...end } = fate;
  const calls = takeCalls();
  const written = await claims.settle({ job, claim, ...end, now: clock.now(), startedAt, calls });
  return { ...fate, written, answered: answeredBy(calls) };
}

function answeredBy(calls: readonly CallRow[]): Set<Side> {
  const good = calls.filter((call) => call.error === null).map((call) => call.side);
  return new Set(sides.filter((side) => good.includes(side)));
}

function verbOf(verbs: JobVerbs, job: JobRow): JobVerb {
  if (isJobKind(job.kind)) return verbs[job.kind];
  throw new SyncError(`no verb for jobs of kind ${job.kind}`, { code: 'internal', advice: 'give-up' });
}
