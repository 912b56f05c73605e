import { newId } from '../../kit/ids.ts';
import { orderDecision } from '../../orders/decision.ts';
import { wantAgain } from '../../orders/want-again.ts';
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
  await tellOrders(entry, new Map([[jobId, job.subject]]), action);
  if (job.state === 'waiting') await entry.house.wake(entry.tenant.id, jobId);
  return viewJob(job, entry.locale);
}

/** Writes what a person did to these jobs on the pages of their orders. */
export async function tellOrders(
  { stores, house, actor }: MemberEntry,
  subjects: ReadonlyMap<JobId, string>,
  action: string,
): Promise<void> {
  const at = house.clock.now();
  const events = [...subjects].flatMap(([jobId, subject]) => {
    const poleepoOrderId = orderOfSubject(subject);
    if (poleepoOrderId === null) return [];
    const id = newId<string>('event', at, house.chance);
    return [{ id, at, poleepoOrderId, kind: action, jobId, detail: { by: actor.label } }];
  });
  await stores.orders.tellEach(events);
}

/** Opens jobs again, what was skipped as well. Answers the subjects of those that were opened. */
export async function takeUpAgain(
  { stores, house, actor }: MemberEntry,
  ids: readonly JobId[],
): Promise<Map<JobId, string>> {
  const now = house.clock.now();
  const subjects = await wantAgain(stores, ids, { by: actor.label, now });
  const changed = await stores.jobs.retry(ids, now);
  return new Map(changed.map((id) => [id, subjects.get(id) ?? '']));
}

/** Somebody skipped an order: as long as Odoo does not have it, later news of it are not worked on. */
export async function setAside({ stores, house, actor }: MemberEntry, subject: string): Promise<void> {
  const order = orderOfSubject(subject);
  if (order === null) return;
  const now = house.clock.now();
  const link = await stores.orders.get(order);
  await stores.orders.setAside(order, now);
  await stores.stockClaims.replace(order, [], now);
  if (link?.saleOrderId != null) return;
  const before = orderDecision.parse((await stores.jobs.decisionOn(subject)) ?? {});
  await stores.jobs.decide(subject, { decision: { ...before, setAside: true }, by: actor.label, now });
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
