import { type JobKind, jobKinds, isJobKind, kindsWithout, type Side } from '../jobs/kinds.ts';
import { runJob, type JobVerbs } from '../jobs/run-job.ts';
import { SidePauses } from '../jobs/side-pauses.ts';
import { minute, second } from '../kit/clock.ts';
import { asSyncError, isFatal } from '../kit/errors.ts';
import { newToken } from '../kit/ids.ts';
import { Serial } from '../kit/serial.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { OpenTenant } from '../tenants/open-tenant.ts';
import type { JobId } from '../trade/ids.ts';

/** How many jobs of one tenant are in flight at once: reads run side by side, Odoo's writes queue behind the gate. */
const width = 6;

/** Longer than the longest step of a job: after it somebody else may take the job. */
const lease = 3 * minute;

/** No new job is begun after this, so that an alarm of the platform ends well within its 15 minutes. */
const shift = 5 * minute;

/** Kinds of work that come round every few minutes, and whose good end says that a side is well. */
const polls: ReadonlySet<string> = new Set(['poll-orders']);

/** How many jobs in back-off are tried early after a poll, and after one of them went well. */
const sounded = 12;
const freed = 200;

const unknownKind: JobKind = { priority: 2, needs: [] };

/**
 * One tenant's lane. It takes due jobs from the ledger and runs them, each subject one at a time, until nothing is due.
 * What it holds in memory may be lost at any time without harm: the ledger is the truth.
 */
export class Lane {
  readonly #tenant: OpenTenant;
  readonly #verbs: JobVerbs;
  readonly #pauses: SidePauses;
  readonly #bySubject = new Serial();
  readonly #running = new Map<JobId, Promise<void>>();
  #bell = bell();
  #loaded = false;

  constructor(tenant: OpenTenant, verbs: JobVerbs) {
    this.#tenant = tenant;
    this.#verbs = verbs;
    this.#pauses = new SidePauses(tenant.stores.connections, tenant.clock);
  }

  /** Something is due: a lane that is at work looks again before it rests. */
  ring(): void {
    this.#bell.ring();
  }

  /** Runs what is due. Answers when to come again, in ms; null where nothing is open. */
  async drain(): Promise<number | null> {
    const until = this.#tenant.clock.now() + shift;
    if (!this.#loaded) await this.#pauses.load();
    this.#loaded = true;
    while (this.#tenant.clock.now() < until) {
      this.#bell = bell();
      const taken = await this.#take();
      if (taken === 0 && this.#running.size === 0 && !this.#bell.rung) break;
      if (this.#running.size > 0) await Promise.race([...this.#running.values(), this.#bell.heard]);
    }
    await Promise.all(this.#running.values());
    return this.#nextTime();
  }

  /** A connection changed or was tested well: whatever was assumed of that side is void. */
  async freshen(side: Side): Promise<void> {
    await this.#tenant.forget(side);
    await this.#pauses.clear(side);
    this.ring();
  }

  async state(): Promise<{ paused: ReturnType<SidePauses['list']>; running: number }> {
    if (!this.#loaded) await this.#pauses.load();
    this.#loaded = true;
    return { paused: this.#pauses.list(), running: this.#running.size };
  }

  async #take(): Promise<number> {
    const probing = this.#pauses.onProbation().length > 0;
    const room = (probing ? 1 : width) - this.#running.size;
    if (room <= 0) return 0;
    const { clock, chance, stores } = this.#tenant;
    const now = clock.now();
    const claim = newToken(chance, 96);
    const kinds = kindsWithout(this.#pauses.paused());
    const except = [...this.#running.keys()];
    const jobs = await stores.claims.claim({
      now,
      leaseUntil: now + lease,
      claim,
      limit: room,
      kinds,
      except,
    });
    for (const job of jobs) this.#start(job, claim);
    return jobs.length;
  }

  #start(job: JobRow, claim: string): void {
    const run = this.#bySubject
      .run(job.subject, () => this.#run(job, claim))
      .catch((thrown: unknown) => this.#leave(job, thrown))
      .finally(() => this.#running.delete(job.id));
    this.#running.set(job.id, run);
  }

  /** The ledger could not be written: the job stays claimed, and whoever comes after its lease takes it up. */
  #leave(job: JobRow, thrown: unknown): void {
    if (isFatal(thrown)) throw thrown;
    this.#tenant.log.error('job left', {
      job: job.id,
      subject: job.subject,
      error: asSyncError(thrown).message,
    });
  }

  async #run(job: JobRow, claim: string): Promise<void> {
    const { clock, chance, stores, log } = this.#tenant;
    const { needs } = isJobKind(job.kind) ? jobKinds[job.kind] : unknownKind;
    const startedAt = clock.now();
    const open = () => this.#tenant.open({ jobId: job.id, rank: job.priority, needs });
    const fate = await runJob({ job, claim, verbs: this.#verbs, claims: stores.claims, open, clock, chance });
    if (fate.pause !== null) await this.#pauses.pause(fate.pause.side, fate.pause);
    for (const side of fate.answered) if (side !== fate.pause?.side) await this.#pauses.proven(side);
    if (fate.written === 'completed') await this.#hasten(job);
    if (fate.written === 'failed')
      await this.#tenant.alert('job-failed', job.subject, { jobId: job.id, ...fate.error });
    log.info('job', {
      job: job.id,
      kind: job.kind,
      subject: job.subject,
      run: job.runs,
      state: fate.written ?? 'claim lost',
      code: typeof fate.error?.code === 'string' ? fate.error.code : null,
      ms: clock.now() - startedAt,
      waitedMs: startedAt - job.createdAt,
    });
  }

  /**
   * Back-off spares a side in trouble, so it ends with the trouble: a poll that went well tries a few of the jobs that wait,
   * and each of them that went well tries the others.
   */
  async #hasten(job: JobRow): Promise<void> {
    const limit = job.retryAt === null ? (polls.has(job.kind) ? sounded : 0) : freed;
    if (limit === 0) return;
    const now = this.#tenant.clock.now();
    await this.#tenant.stores.claims.hasten({ now, idleMs: minute, limit });
  }

  async #nextTime(): Promise<number | null> {
    const paused = this.#pauses.paused();
    const due = await this.#tenant.stores.claims.nextDue(kindsWithout(paused));
    const end = this.#pauses.nextEnd();
    const times = [due, end].filter((time) => time !== null);
    return times.length === 0 ? null : Math.max(Math.min(...times), this.#tenant.clock.now() + second / 10);
  }
}

function bell() {
  let ring: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (ring = resolve));
  const state = { rung: false, heard, ring: () => ((state.rung = true), ring()) };
  return state;
}
