import { SyncError } from '../kit/errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { Fetch } from '../kit/http.ts';
import type { CallObserver } from '../kit/call-record.ts';
import type { Sealer } from '../kit/seal.ts';
import type { OdooConnection } from '../odoo/client.ts';
import { identify } from '../odoo/identify.ts';
import { odooVersions } from '../odoo/versions.ts';
import type { ConnectionRow, ConnectionStore, Side } from '../store/connection-store.ts';
import type { CompanyId, TenantId } from '../trade/ids.ts';
import { odooSettings, poleepoSettings, sealingContext } from './connection-settings.ts';
import type { ConnectionReader } from './open-tenant.ts';

export interface ConnectionParts {
  tenantId: TenantId;
  store: ConnectionStore;
  sealer: Sealer;
  fetch: Fetch;
  clock: Clock;
  observe: CallObserver;
  poleepoBaseUrl: string;
}

/** Reads what a tenant has set up, with its keys opened. An Odoo that was never asked who it is is asked now. */
export function readConnections(parts: ConnectionParts): ConnectionReader {
  return { odoo: () => readOdoo(parts), poleepo: () => readPoleepo(parts) };
}

async function readOdoo(parts: ConnectionParts): Promise<OdooConnection> {
  const row = await activeRow(parts, 'odoo');
  const settings = odooSettings.parse(row.settings);
  const apiKey = await parts.sealer.open(row.sealedKey, sealingContext(parts.tenantId, 'odoo'));
  const target = { url: settings.url, database: settings.database, login: settings.login, apiKey };
  const { uid, companyId } = settings;
  const version = odooVersions.find((known) => known === settings.version);
  if (version !== undefined && uid !== null && companyId !== null) {
    return { ...target, version, uid, companyId: companyId as CompanyId };
  }
  const found = await identify(target, parts);
  const company = (companyId ?? found.companyId) as CompanyId;
  const completed = {
    ...settings,
    version: found.version,
    versionText: found.versionText,
    uid: found.uid,
    transport: found.transport,
    companyId: company,
  };
  await parts.store.completeSettings('odoo', { settings: completed, revision: row.revision });
  return { ...target, version: found.version, uid: found.uid, companyId: company };
}

async function readPoleepo(parts: ConnectionParts) {
  const row = await activeRow(parts, 'poleepo');
  const { clientId } = poleepoSettings.parse(row.settings);
  const clientSecret = await parts.sealer.open(row.sealedKey, sealingContext(parts.tenantId, 'poleepo'));
  return { baseUrl: parts.poleepoBaseUrl, clientId, clientSecret };
}

async function activeRow({ store }: ConnectionParts, side: Side): Promise<ConnectionRow> {
  const row = await store.get(side);
  if (row?.active === true) return row;
  throw notConfigured(side);
}

function notConfigured(side: Side): SyncError {
  const name = side === 'odoo' ? 'Odoo' : 'Poleepo';
  return new SyncError(`${side} is not connected`, {
    code: 'not-configured',
    side,
    hint: {
      it: `Collega e attiva ${name} nelle impostazioni: quello che aspetta riparte da solo.`,
      en: `Connect and activate ${name} in the settings: what waits goes on by itself.`,
    },
  });
}
