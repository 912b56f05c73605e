import type { PoleepoSim } from '../../../sim/poleepo/app.ts';
import { day } from '../../../src/kit/clock.ts';
import { newId } from '../../../src/kit/ids.ts';
import { sealingContext, webhookContext } from '../../../src/tenants/connection-settings.ts';
import type { HookKey, PersonId, SessionId, TenantId, TenantKey, WebhookId } from '../../../src/trade/ids.ts';
import type { WiredHouse } from '../../../src/wire.ts';

export interface SeededTenant {
  id: TenantId;
  key: TenantKey;
  personId: PersonId;
  hookKey: HookKey;
  webhookId: WebhookId;
  hookUrl: string;
  clientId: string;
}

export interface Seeding {
  house: WiredHouse;
  poleepo: PoleepoSim;
  odooUrl: string;
  odooKey: string;
  /** Tells tenants of one world apart; the first uses Poleepo's demo account. */
  number: number;
}

const secret = 'whsec-of-the-test';

/** A company that has signed up, connected both sides and set up its webhook, written straight into the stores. */
export async function seedTenant({
  house,
  poleepo,
  odooUrl,
  odooKey,
  number,
}: Seeding): Promise<SeededTenant> {
  const now = house.clock.now();
  const id = newId<TenantId>('ten', now, house.chance);
  const personId = newId<PersonId>('per', now, house.chance);
  const webhookId = newId<WebhookId>('hook', now, house.chance);
  const key = `t${String(number).padStart(5, '0')}` as TenantKey;
  const hookKey = String(number).padStart(22, 'h') as HookKey;
  await house.directory.tenants.found({
    tenant: {
      id,
      slug: `company-${number}`,
      key,
      company: `Company ${number}`,
      locale: 'it',
      shard: 'main',
      createdAt: now,
    },
    membership: { tenantId: id, personId, role: 'owner', createdAt: now },
    session: {
      id: newId<SessionId>('ses', now, house.chance),
      personId,
      tenantId: id,
      expiresAt: now + day,
      createdAt: now,
    },
  });
  const account = poleepo.accounts()[number - 1] ?? poleepo.control.createAccount();
  const { connections } = house.storesOf({ id, shard: 'main' });
  const odooSettings = {
    url: odooUrl,
    database: 'demo',
    login: 'ponte@example.com',
    companyId: 2,
    uid: null,
    version: null,
    versionText: null,
    companyName: null,
    transport: null,
  };
  await connections.save('odoo', {
    settings: odooSettings,
    sealedKey: await house.sealer.seal(odooKey, sealingContext(id, 'odoo')),
    active: true,
    now,
  });
  const sealedSecret = await house.sealer.seal(account.clientSecret, sealingContext(id, 'poleepo'));
  await connections.save('poleepo', {
    settings: { clientId: account.clientId },
    sealedKey: sealedSecret,
    active: true,
    now,
  });
  await house.directory.webhooks.add({
    id: webhookId,
    tenantId: id,
    name: 'poleepo_webhook',
    hookKey,
    secret: await house.sealer.seal(secret, webhookContext(id, webhookId)),
    events: ['STATUS_ORDER', 'STATUS_SHIPMENT'],
    trust: 'signature',
    active: true,
    createdAt: now,
  });
  const hookUrl = `${house.variables.PUBLIC_URL}/w/${hookKey}`;
  poleepo.control.configureWebhook({
    account: account.clientId,
    url: hookUrl,
    secret,
    events: ['STATUS_ORDER', 'STATUS_SHIPMENT'],
  });
  return { id, key, personId, hookKey, webhookId, hookUrl, clientId: account.clientId };
}
