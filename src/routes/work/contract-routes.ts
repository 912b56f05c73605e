import { z } from 'zod';
import { contractSubject } from '../../jobs/check-contract.ts';
import { jobKinds } from '../../jobs/kinds.ts';
import { toIso } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import { contractReport } from '../../poleepo/contract-check.ts';
import type { ContractCheckRow } from '../../store/contract-store.ts';
import type { JobId } from '../../trade/ids.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { listOf } from './paging.ts';

const tag = 'Contract check';
const time = z.iso.datetime();

const checkView = z.object({
  id: z.string(),
  createdAt: time,
  /** Null while it runs. */
  finishedAt: time.nullable(),
  report: contractReport.nullable(),
});

export const contractRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/contract-checks',
    summary: "Checks of Poleepo's real answers against what is assumed of them, the last one first",
    tag,
    role: 'read-only',
    answer: listOf(checkView),
    handle: async ({ stores }) => ({
      items: (await stores.contract.list(20)).map(view),
      nextCursor: null,
    }),
  }),
  route({
    method: 'post',
    path: '/v1/contract-checks',
    summary: "Compare Poleepo's real answers with what is assumed of them, by harmless reads",
    tag,
    role: 'administrator',
    status: 202,
    answer: checkView,
    handle: async (entry) => {
      const { stores, house, tenant, actor } = entry;
      const now = house.clock.now();
      const id = newId<string>('chk', now, house.chance);
      await stores.contract.add({ id, askedBy: actor.label, createdAt: now });
      const kind = 'check-contract';
      const jobId = await stores.jobs.enqueue({
        id: newId<JobId>('job', now, house.chance),
        kind,
        subject: contractSubject(id),
        priority: jobKinds[kind].priority,
        dueAt: now,
        now,
        askedBy: actor.label,
      });
      await audit(entry, { action: 'contract.check', target: id, detail: { jobId } });
      await house.wake(tenant.id, jobId);
      return { id, createdAt: toIso(now), finishedAt: null, report: null };
    },
  }),
  route({
    method: 'get',
    path: '/v1/contract-checks/{id}',
    summary: 'One check: what was asked, and each difference',
    tag,
    role: 'read-only',
    params: z.object({ id: z.string().regex(/^chk_[0-9a-f]{32}$/) }),
    example: { params: { id: `chk_${'0'.repeat(32)}` } },
    answer: checkView,
    handle: async ({ stores, params }) => {
      const row = await stores.contract.get(params.id);
      if (row === null) throw problem('not-found');
      return view(row);
    },
  }),
];

function view(row: ContractCheckRow): z.input<typeof checkView> {
  return {
    id: row.id,
    createdAt: toIso(row.createdAt),
    finishedAt: row.finishedAt === null ? null : toIso(row.finishedAt),
    report: row.report === null ? null : contractReport.parse(row.report),
  };
}
