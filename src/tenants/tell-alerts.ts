import { type Clock, hour } from '../kit/clock.ts';
import type { MailRows } from '../store/directory/mail-rows.ts';
import type { MembershipRows } from '../store/directory/membership-rows.ts';
import type { TenantRow, TenantRows } from '../store/directory/tenant-rows.ts';
import type { AlertRow, NoticeStore } from '../store/notice-store.ts';
import type { TenantId } from '../trade/ids.ts';
import { alertMail } from './alert-mail.ts';
import { atLeast } from './roles.ts';

export interface Telling {
  clock: Clock;
  directory: {
    tenants: Pick<TenantRows, 'get'>;
    memberships: Pick<MembershipRows, 'list'>;
    mails: Pick<MailRows, 'addOnce'>;
  };
  noticesOf(tenant: { id: TenantId; shard: string }): Pick<NoticeStore, 'untold' | 'markTold'>;
  variables: { PUBLIC_URL: string };
}

/** No more than one mail of a kind within this time. */
const between = hour;

/**
 * Writes the mails that tell a tenant's owners and administrators of its new alerts: each alert once, one mail per kind and
 * hour. Only proven addresses are written to. Answers how many mails there are to send.
 */
export async function tellAlerts(telling: Telling, tenantId: TenantId): Promise<number> {
  const { clock, directory, noticesOf } = telling;
  const tenant = await directory.tenants.get(tenantId);
  if (tenant === null || tenant.suspendedAt !== null) return 0;
  const notices = noticesOf(tenant);
  const alerts = await notices.untold(clock.now() - between);
  if (alerts.length === 0) return 0;
  const people = (await directory.memberships.list(tenantId)).filter(
    ({ role, verifiedAt }) => verifiedAt !== null && atLeast(role, 'administrator'),
  );
  let written = 0;
  for (const ofKind of byKind(alerts)) {
    for (const { email, locale } of people) {
      await directory.mails.addOnce(await mailTo({ email, locale }, { telling, tenant, alerts: ofKind }));
      written += 1;
    }
    await notices.markTold(
      ofKind.map(({ id }) => id),
      clock.now(),
    );
  }
  return written;
}

function mailTo(
  { email, locale }: { email: string; locale: 'it' | 'en' },
  { telling, tenant, alerts }: { telling: Telling; tenant: TenantRow; alerts: readonly AlertRow[] },
) {
  const link = `${telling.variables.PUBLIC_URL}/alerts`;
  const now = telling.clock.now();
  return alertMail({ recipient: email, locale, company: tenant.company, alerts, link, now });
}

function byKind(alerts: readonly AlertRow[]): AlertRow[][] {
  return [...new Set(alerts.map(({ kind }) => kind))].map((kind) =>
    alerts.filter((alert) => alert.kind === kind),
  );
}
