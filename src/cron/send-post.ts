import { asSyncError, isFatal } from '../kit/errors.ts';
import { tenantsToTell } from '../store/house-watch.ts';
import { sendMails } from '../tenants/send-mails.ts';
import { tellAlerts } from '../tenants/tell-alerts.ts';
import type { WiredHouse } from '../wire.ts';

const mostTenants = 200;

/** Writes the mails about new alerts and sends what waits in the outbox. Answers how many went out. */
export async function sendPost(house: WiredHouse): Promise<number> {
  const telling = {
    ...house,
    noticesOf: (tenant: Parameters<typeof house.storesOf>[0]) => house.storesOf(tenant).notices,
  };
  for (const db of house.databases.values()) {
    for (const tenantId of await tenantsToTell(db, mostTenants)) {
      try {
        await tellAlerts(telling, tenantId);
      } catch (thrown) {
        if (isFatal(thrown)) throw thrown;
        house.log.error('alerts not told', { tenant: tenantId, error: asSyncError(thrown).message });
      }
    }
  }
  return (await sendMails(house)).sent;
}
