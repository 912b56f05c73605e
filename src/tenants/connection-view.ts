import { toIso } from '../kit/clock.ts';
import type { ConnectionRow } from '../store/connection-store.ts';
import { odooSettings, poleepoSettings } from './connection-settings.ts';
import { odooTest, poleepoTest } from './connection-test.ts';
import type { Office } from './desk.ts';

/** What every connection shows of itself. No key, sealed or not. */
function stateOf(row: ConnectionRow) {
  return {
    active: row.active,
    updatedAt: toIso(row.updatedAt),
    checkedAt: row.checkedAt === null ? null : toIso(row.checkedAt),
    pausedUntil: row.pausedUntil === null ? null : toIso(row.pausedUntil),
    pauseReason: row.pauseReason,
  };
}

/** The tenant's connection to Odoo without its key; null before there is one. A test that another release wrote is not shown. */
export async function odooConnection({ stores }: Pick<Office, 'stores'>) {
  const row = await stores.connections.get('odoo');
  if (row === null) return null;
  const settings = odooSettings.parse(row.settings);
  const { url, database, login, companyId, companyName, versionText, transport } = settings;
  const lastTest = odooTest.nullable().catch(null).parse(row.checkResult);
  return {
    url,
    database,
    login,
    companyId,
    company: companyName,
    version: versionText,
    transport,
    ...stateOf(row),
    lastTest,
  };
}

/** The tenant's connection to Poleepo without its secret; null before there is one. */
export async function poleepoConnection({ stores }: Pick<Office, 'stores'>) {
  const row = await stores.connections.get('poleepo');
  if (row === null) return null;
  const { clientId } = poleepoSettings.parse(row.settings);
  return { clientId, ...stateOf(row), lastTest: poleepoTest.nullable().catch(null).parse(row.checkResult) };
}
