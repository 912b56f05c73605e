import { SyncError } from '../kit/errors.ts';
import type { OrderStanding } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoOrderId } from '../trade/ids.ts';
import type { OrderRecord } from './order-record.ts';
import type { OrderPolicy } from './policy.ts';

/** Inactive in every Odoo: a to-do for it is a to-do for nobody. */
const odooBot = 1;

export interface Telling {
  orderId: PoleepoOrderId;
  standing: OrderStanding;
  record: OrderRecord | null;
  policy: OrderPolicy;
  /** What is told, in the tenant's language. */
  summary: string;
  note: string;
  /** Of the state that is told of. */
  print: string;
}

/**
 * Puts a to-do on the sale order for whoever is to act: its salesperson, else whom the settings name, else the leader of
 * its team, else the user as whom we work. The same state is told once, however often it is tried.
 */
export async function tellPeople(context: TenantContext, telling: Telling): Promise<void> {
  const { odoo, clock, tenantKey } = context;
  const { orderId, standing, record, summary, note, print } = telling;
  const draft = {
    key: `activity_${tenantKey}_${orderId}_${record?.told ?? 0}_${print.slice(0, 12)}`,
    saleOrderId: standing.id,
    summary,
    note,
    dueAt: clock.now(),
  };
  const userId = await whoActs(context, telling);
  try {
    await odoo.activities.put({ ...draft, userId });
  } catch (thrown) {
    // Whom the order names may have left, or may not see it: then whoever runs the connection hears of it.
    const refused = thrown instanceof SyncError && thrown.code === 'refused';
    if (!refused || userId === odoo.uid) throw thrown;
    await odoo.activities.put({ ...draft, userId: odoo.uid });
  }
}

async function whoActs({ odoo }: TenantContext, { standing, policy }: Telling): Promise<number> {
  if (standing.userId !== null && standing.userId !== odooBot) return standing.userId;
  const { responsibleUserId } = policy.settings;
  if (responsibleUserId !== null) return responsibleUserId;
  const leader = standing.teamId === null ? null : await odoo.teamLeader(standing.teamId);
  return leader ?? odoo.uid;
}
