import type { Database } from './database.ts';
import { cronTicks } from './schema/index.ts';

export type CronTick = typeof cronTicks.$inferSelect;

export async function recordTick(db: Database, tick: CronTick): Promise<void> {
  const { cron: _cron, ...rest } = tick;
  await db.insert(cronTicks).values(tick).onConflictDoUpdate({ target: cronTicks.cron, set: rest });
}

export async function ticks(db: Database): Promise<CronTick[]> {
  return db.select().from(cronTicks);
}
