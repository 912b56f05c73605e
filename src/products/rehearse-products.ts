import type { Outcome } from '../jobs/outcome.ts';
import type { TenantContext } from '../tenants/context.ts';

export async function rehearseProducts(_context: TenantContext): Promise<Outcome> {
  return { kind: 'unchanged', detail: {} };
}
