import { type CronName, cronOf } from '../jobs/crons.ts';
import { isJobKind, type JobKindName, jobKinds } from '../jobs/kinds.ts';
import { asSyncError, isFatal } from '../kit/errors.ts';
import { recordTick } from '../store/cron-ticks.ts';
import { strandedJobs } from '../store/job-store.ts';
import type { WiredHouse } from '../wire.ts';
import { fanOut } from './fan-out.ts';
import { sendPost } from './send-post.ts';
import { sweep } from './sweep.ts';
import { watchLanes } from './watch-lanes.ts';

/** Runs the cron of one expression and notes when it began, ended, and how. */
export async function runCron(expression: string, house: WiredHouse): Promise<void> {
  const cron = cronOf(expression);
  if (cron === null) return house.log.error('unknown cron', { expression });
  const startedAt = house.clock.now();
  const result = await work(cron, house).catch((thrown: unknown) => {
    if (isFatal(thrown)) throw thrown;
    return `failed: ${asSyncError(thrown).message}`;
  });
  await recordTick(house.directoryDatabase, { cron, startedAt, finishedAt: house.clock.now(), result });
  house.log.info('cron', { cron, result, ms: house.clock.now() - startedAt });
}

async function work(cron: CronName, house: WiredHouse): Promise<string> {
  if (cron === 'keep-watch') await watchLanes(house);
  if (isJobKind(cron)) return forEveryTenant(cron, house);
  const { clock, wake, databases } = house;
  const stranded = async (now: number, limit: number) =>
    (await Promise.all([...databases.values()].map((db) => strandedJobs(db, now, limit)))).flat();
  const woken = await sweep({ clock, stranded, wake });
  return `${woken} tenants woken, ${await sendPost(house)} mails sent`;
}

const pageSize = 200;

async function forEveryTenant(cron: CronName & JobKindName, house: WiredHouse): Promise<string> {
  const { clock, chance, log, wake } = house;
  const { priority, needs } = jobKinds[cron];
  let cursor: string | null = null;
  let count = 0;
  do {
    const page = await house.directory.tenants.page(cursor, pageSize);
    const tenants = page.items.map((tenant) => ({ id: tenant.id, ...house.storesOf(tenant) }));
    count += await fanOut(cron, { kind: cron, priority, needs }, { clock, chance, log, tenants, wake });
    cursor = page.nextCursor;
  } while (cursor !== null);
  return `${count} tenants`;
}
