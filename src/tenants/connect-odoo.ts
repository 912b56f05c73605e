import { checkAddress, ownHostsOf } from '../kit/address.ts';
import { audit } from './audit.ts';
import { odooSettings, type OdooSettings, sealingContext } from './connection-settings.ts';
import type { Office } from './desk.ts';
import { sealedKeyOf } from './sealed-key.ts';

export interface OdooInput {
  url: string;
  database: string;
  login: string;
  /** Left out: the key that is kept stays, which only the same address, database and login allow. */
  apiKey?: string | undefined;
  /** Odoo's company; the user's own where it is absent. */
  companyId?: number | undefined;
  active?: boolean | undefined;
}

/**
 * Saves where the tenant's Odoo is and wakes what waited for it. `key-needed`: the address, the database or the login is
 * another one, and a key that was given for one place is never sent to another. Throws SyncError `address-refused`.
 */
export async function connectOdoo(
  office: Office,
  input: OdooInput,
): Promise<{ outcome: 'saved' } | { outcome: 'key-needed' }> {
  const { house, tenant, stores } = office;
  const { PUBLIC_URL, ALLOW_PRIVATE_ODOO: allowPrivate } = house.variables;
  const url = checkAddress(input.url, { allowPrivate, ownHosts: ownHostsOf(PUBLIC_URL) });
  const place = { url: url.href.replace(/\/+$/, ''), database: input.database, login: input.login };
  const before = await stores.connections.get('odoo');
  const known = before === null ? null : odooSettings.parse(before.settings);
  const samePlace = known !== null && isSamePlace(known, place);
  if (input.apiKey === undefined && !samePlace) return { outcome: 'key-needed' };
  const settings: OdooSettings = {
    ...(samePlace ? known : { ...place, ...neverAsked }),
    companyId: input.companyId ?? null,
    companyName: null,
  };
  const context = sealingContext(tenant.id, 'odoo');
  await stores.connections.save('odoo', {
    settings,
    sealedKey: await sealedKeyOf(house.sealer, { context, key: input.apiKey, kept: before?.sealedKey }),
    active: input.active ?? true,
    now: house.clock.now(),
  });
  const detail = { ...place, newKey: input.apiKey !== undefined, active: input.active ?? true };
  await audit(office, { action: 'connection.save', target: 'odoo', detail });
  await house.lane(tenant.id).changed('odoo');
  return { outcome: 'saved' };
}

const neverAsked = { uid: null, version: null, versionText: null, transport: null } as const;

function isSamePlace(known: OdooSettings, place: Pick<OdooSettings, 'url' | 'database' | 'login'>): boolean {
  return known.url === place.url && known.database === place.database && known.login === place.login;
}
