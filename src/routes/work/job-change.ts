import { newId } from '../../kit/ids.ts';
import { orderDecision } from '../../orders/decision.ts';
import type { JobRow } from '../../store/job-claims.ts';
import type { JobId } from '../../trade/ids.ts';
import { orderOfSubject } from '../../trade/subject.ts';
import { Problem, problem } from '../problem.ts';
import type { MemberEntry } from '../route.ts';
import { audit } from './audit.ts';
import { viewJob } from './job-views.ts';

/** The job of that id; the 404 where this company has none. */
export async function present({ stores }: MemberEntry, jobId: JobId): Promise<JobRow> {
  const job = await stores.jobs.get(jobId);
  if (job === null) throw problem('not-found');
  return job;
}

export interface Change {
  id: JobId;
  /** The jobs that were changed; none is the 409. */
  changed: readonly JobId[];
  /** `job.retry` and the like. */
  action: string;
  detail: Record<string, unknown>;
}

/** Writes down what a person did to a job, on its order's page as well, and wakes the lane. Answers the job as it is now. */
export async function afterChange(entry: MemberEntry, { id: jobId, changed, action, detail }: Change) {
  const job = await present(entry, jobId);
  if (changed.length === 0) throw notNow(job.state);
  await audit(entry, { action, target: job.subject, detail: { jobId, ...detail } });
  await tellOrder(entry, job, action);
  if (job.state === 'waiting') await entry.house.wake(entry.tenant.id, jobId);
  return viewJob(job, entry.locale);
}

async function tellOrder({ stores, house, actor }: MemberEntry, job: JobRow, action: string): Promise<void> {
  const order = orderOfSubject(job.subject);
  if (order === null) return;
  const at = house.clock.now();
  const id = newId<string>('event', at, house.chance);
  await stores.orders.tell(order, [{ id, at, kind: action, jobId: job.id, detail: { by: actor.label } }]);
}

/** Somebody skipped an order: as long as Odoo does not have it, later news of it are not worked on. */
export async function setAside({ stores, house, actor }: MemberEntry, subject: string): Promise<void> {
  const order = orderOfSubject(subject);
  if (order === null) return;
  const now = house.clock.now();
  const link = await stores.orders.get(order);
  await stores.orders.setAside(order, now);
  if (link?.saleOrderId != null) return;
  const before = orderDecision.parse((await stores.jobs.decisionOn(subject)) ?? {});
  await stores.jobs.decide(subject, { decision: { ...before, setAside: true }, by: actor.label, now });
}

/** Somebody wants an order after all that was skipped before. */
export async function takeUpAgain({ stores, house, actor }: MemberEntry, subject: string): Promise<void> {
  if (orderOfSubject(subject) === null) return;
  const before = orderDecision.parse((await stores.jobs.decisionOn(subject)) ?? {});
  if (before.setAside !== true) return;
  const { setAside: _setAside, ...decision } = before;
  await stores.jobs.decide(subject, { decision, by: actor.label, now: house.clock.now() });
}

export function notNow(state: string): Problem {
  return new Problem({
    status: 409,
    code: 'not-now',
    message: {
      it: `Non si può adesso: il lavoro è nello stato ${state}.`,
      en: `Not possible now: the job is ${state}.`,
    },
    hint: {
      it: 'Ricarica: un lavoro in corso o completato, o superato da notizie più recenti, non si riapre.',
      en: 'Reload: a job that runs, is completed, or was overtaken by newer news is not opened again.',
    },
  });
}
