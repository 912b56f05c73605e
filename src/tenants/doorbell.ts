import { toIso } from '../kit/clock.ts';
import { newToken } from '../kit/ids.ts';
import type { BellKey } from '../trade/ids.ts';
import { audit } from './audit.ts';
import type { Office } from './desk.ts';

/** The address at which the company's Odoo rings; null where none was made yet. The address is a secret. */
export async function viewDoorbell({
  house,
  tenant,
}: Pick<Office, 'house' | 'tenant'>): Promise<{ url: string | null; createdAt: string | null }> {
  const row = await house.directory.doorbells.get(tenant.id);
  if (row === null) return { url: null, createdAt: null };
  return { url: `${house.variables.PUBLIC_URL}/o/${row.bellKey}`, createdAt: toIso(row.createdAt) };
}

/** Makes the company's doorbell, or another one: the address before is good no more. */
export async function rotateDoorbell(office: Office): Promise<void> {
  const { house, tenant } = office;
  const { directory, chance, clock } = house;
  const before = await directory.doorbells.get(tenant.id);
  const bellKey = newToken(chance, 128) as BellKey;
  await directory.doorbells.put({ tenantId: tenant.id, bellKey, createdAt: clock.now() });
  const action = before === null ? 'doorbell.create' : 'doorbell.rotate';
  await audit(office, { action, target: 'odoo' });
}
