import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import type { CallRecord } from '../../../src/kit/call-record.ts';
import { createSealer } from '../../../src/kit/seal.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { createOdooSim } from '../../../sim/odoo/app.ts';
import { sealingContext } from '../../../src/tenants/connection-settings.ts';
import { readConnections } from '../../../src/tenants/read-connections.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { createLedger, now } from '../store/support/ledger.ts';

const tenantId = 'ten_a' as TenantId;
const unknown = {
  url: 'http://odoo.test',
  database: 'demo',
  login: 'ponte@example.com',
  companyId: null,
  uid: null,
  version: null,
  versionText: null,
  companyName: null,
  transport: null,
};

async function created() {
  const { connections: store } = createLedger();
  const clock = createVirtualClock();
  const sealer = createSealer([{ id: 'k', bytes: new Uint8Array(32) }], systemChance);
  const sim = createOdooSim({ version: 18, seed: 1, now: () => clock.now(), sleep: async () => undefined });
  const calls: CallRecord[] = [];
  const observe = (call: CallRecord) => void calls.push(call);
  const poleepoBaseUrl = 'https://api.poleepo.example.com';
  const reader = readConnections({
    tenantId,
    store,
    sealer,
    fetch: sim.fetch,
    clock,
    observe,
    poleepoBaseUrl,
  });
  const save = async (
    side: 'odoo' | 'poleepo',
    settings: object,
    { key, active = true }: { key: string; active?: boolean },
  ) =>
    store.save(side, {
      settings: { ...settings },
      sealedKey: await sealer.seal(key, sealingContext(tenantId, side)),
      active,
      now,
    });
  return { store, calls, reader, save };
}

describe('a connection that is not set up, or switched off,', () => {
  test.each(['odoo', 'poleepo'] as const)('is not configured, and says which side: %s', async (side) => {
    const { reader, save } = await created();
    const missing = { code: 'not-configured', side, advice: 'wait' };
    await expect(reader[side]()).rejects.toMatchObject(missing);
    await save(side, side === 'odoo' ? unknown : { clientId: 'id' }, { key: 'key', active: false });
    await expect(reader[side]()).rejects.toMatchObject(missing);
  });
});

describe('a connection to Poleepo', () => {
  test('is read with its key opened, at the address of this deployment', async () => {
    const { reader, save } = await created();
    await save('poleepo', { clientId: 'id' }, { key: 'segreto' });
    expect(await reader.poleepo()).toEqual({
      baseUrl: 'https://api.poleepo.example.com',
      clientId: 'id',
      clientSecret: 'segreto',
    });
  });
});

describe('a connection to Odoo', () => {
  test('that was never asked who it is is asked, and what it says is kept', async () => {
    const { reader, save, store, calls } = await created();
    await save('odoo', unknown, { key: demoAccess.ponte.apiKey });
    const connection = await reader.odoo();
    expect(connection).toMatchObject({
      version: 18,
      apiKey: demoAccess.ponte.apiKey,
      uid: expect.any(Number),
    });
    expect(calls.length).toBeGreaterThan(0);
    expect((await store.get('odoo'))?.settings).toMatchObject({ version: 18, uid: connection.uid });
    const asked = calls.length;
    expect(await reader.odoo()).toEqual(connection);
    expect(calls).toHaveLength(asked);
  });

  test('stays in the company that the tenant chose', async () => {
    const { reader, save } = await created();
    await save('odoo', { ...unknown, companyId: 2 }, { key: demoAccess.ponte.apiKey });
    expect((await reader.odoo()).companyId).toBe(2);
  });

  test('with a key that Odoo does not take is denied, and nothing is kept', async () => {
    const { reader, save, store } = await created();
    await save('odoo', unknown, { key: 'wrong' });
    await expect(reader.odoo()).rejects.toMatchObject({ code: 'denied', side: 'odoo' });
    expect((await store.get('odoo'))?.settings).toEqual(unknown);
  });
});
