import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { JobId, TenantId } from '../trade/ids.ts';
import type { Database } from './database.ts';

const stuck = z.array(
  z.object({
    tenantId: z.string().transform((id) => id as TenantId),
    jobId: z.string().transform((id) => id as JobId),
  }),
);

/** Tenants of one shard whose due work nobody has begun since `before` (ms), although no side of theirs is paused. */
export async function stuckTenants(
  db: Database,
  before: number,
): Promise<{ tenantId: TenantId; jobId: JobId }[]> {
  const rows = await db.all(sql`SELECT j.tenant_id AS tenantId, min(j.id) AS jobId FROM jobs j
    WHERE j.state = 'waiting' AND j.due_at <= ${before}
      AND NOT EXISTS (SELECT 1 FROM connections c WHERE c.tenant_id = j.tenant_id AND c.paused_until IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM job_runs r WHERE r.tenant_id = j.tenant_id AND r.started_at >= ${before})
    GROUP BY j.tenant_id LIMIT 1000`);
  return stuck.parse(rows);
}

const untold = z.array(z.object({ tenantId: z.string().transform((id) => id as TenantId) }));

/** Tenants of one shard with open alerts that no mail has told of. */
export async function tenantsToTell(db: Database, limit: number): Promise<TenantId[]> {
  const rows = await db.all(
    sql`SELECT DISTINCT tenant_id AS tenantId FROM alerts WHERE told_at IS NULL AND closed_at IS NULL LIMIT ${limit}`,
  );
  return untold.parse(rows).map(({ tenantId }) => tenantId);
}
