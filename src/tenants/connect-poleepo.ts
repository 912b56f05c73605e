import { audit } from './audit.ts';
import { poleepoSettings, sealingContext } from './connection-settings.ts';
import type { Office } from './desk.ts';
import { sealedKeyOf } from './sealed-key.ts';

export interface PoleepoInput {
  clientId: string;
  /** Left out: the secret that is kept stays, which only the same client id allows. */
  clientSecret?: string | undefined;
  active: boolean;
}

/** Saves the tenant's Poleepo credentials and wakes what waited for them. `key-needed`: another client id needs its own secret. */
export async function connectPoleepo(
  office: Office,
  { clientId, clientSecret, active }: PoleepoInput,
): Promise<{ outcome: 'saved' } | { outcome: 'key-needed' }> {
  const { house, tenant, stores } = office;
  const before = await stores.connections.get('poleepo');
  const known = before === null ? null : poleepoSettings.parse(before.settings).clientId;
  if (clientSecret === undefined && known !== clientId) return { outcome: 'key-needed' };
  const context = sealingContext(tenant.id, 'poleepo');
  await stores.connections.save('poleepo', {
    settings: { clientId },
    sealedKey: await sealedKeyOf(house.sealer, { context, key: clientSecret, kept: before?.sealedKey }),
    active,
    now: house.clock.now(),
  });
  const detail = { clientId, newSecret: clientSecret !== undefined, active };
  await audit(office, { action: 'connection.save', target: 'poleepo', detail });
  await house.lane(tenant.id).changed('poleepo');
  return { outcome: 'saved' };
}
