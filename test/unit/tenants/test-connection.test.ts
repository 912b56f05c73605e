import { memoryOver } from '../../../src/kit/memory.ts';
import { describe, expect, test } from 'vitest';
import { createOdooSim } from '../../../sim/odoo/app.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { createPoleepoSim, demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import type { Clock } from '../../../src/kit/clock.ts';
import type { Fetch } from '../../../src/kit/http.ts';
import { createLog } from '../../../src/kit/log.ts';
import { testConnection } from '../../../src/tenants/test-connection.ts';
import { wire } from '../../../src/wire.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse, testVariables } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

/** A clock that sleeps no longer than the code needs to go on. */
function stepping(): Clock {
  let now = Date.UTC(2026, 5, 3, 8);
  return {
    now: () => (now += 1),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (ms <= 5000) return resolve();
        signal?.addEventListener('abort', () => resolve());
      }),
  };
}

/** A company connected to both simulators, and its test as its lane runs it. */
async function connected(changes: { apiKey?: string; clientSecret?: string; companyId?: number } = {}) {
  const outside = createTestHouse({ variables: { ALLOW_PRIVATE_ODOO: 'true' } });
  const { token, tenantId } = await addCompany(outside);
  const clock = stepping();
  const sims = { odoo: createOdooSim({ version: 18, seed: 7, now: clock.now, sleep: clock.sleep }) };
  const poleepo = createPoleepoSim({ seed: 7 });
  const network: { fetch: Fetch } = {
    fetch: async (request) =>
      new URL(request.url).host === 'odoo.test' ? sims.odoo.fetch(request) : poleepo.fetch(request),
  };
  const put = (side: string, body: object) =>
    ask(outside.app, `/v1/connections/${side}`, { method: 'PUT', token, body });
  const { login, apiKey } = demoAccess.ponte;
  await put('odoo', {
    url: 'http://odoo.test',
    database: 'demo',
    login,
    apiKey: changes.apiKey ?? apiKey,
    companyId: changes.companyId ?? 2,
  });
  await put('poleepo', {
    clientId: demoClientId,
    clientSecret: changes.clientSecret ?? demoClientSecret,
    active: true,
  });
  const { lane, images } = outside.house;
  const bindings = { shards: { main: outside.d1 }, sendWakeUp: async () => undefined, lane, images };
  const platform = {
    clock,
    chance: systemChance,
    fetch: (request: Request) => network.fetch(request),
    log: createLog({}, () => undefined),
  };
  const house = wire({ ...testVariables, ALLOW_PRIVATE_ODOO: 'true' }, bindings, platform);
  const run = async (side: 'odoo' | 'poleepo') =>
    testConnection(await house.openTenant(tenantId, memoryOver(new Map())), side);
  const shown = async (side: string) => (await ask(outside.app, `/v1/connections/${side}`, { token })).json;
  const stores = house.storesOf({ id: tenantId, shard: 'main' });
  return { run, shown, sims, network, clock, stores };
}

describe('a test of Odoo', () => {
  test('says who answers, in which company, and what is allowed', async () => {
    const { run, shown } = await connected();
    const result = await run('odoo');
    expect(result).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^18\.0/),
      transport: 'json-rpc',
    });
    expect(result).toHaveProperty(
      'rights',
      expect.arrayContaining([{ area: 'orders', ok: true, missing: '' }]),
    );
    expect(result.latencyMs).toBeGreaterThan(0);
    expect(await shown('odoo')).toMatchObject({
      version: expect.stringMatching(/^18\.0/),
      companyId: 2,
      lastTest: { ok: true },
    });
  });

  test('with a wrong key is a result that says so, kept with the connection', async () => {
    const { run, shown } = await connected({ apiKey: 'chiave-sbagliata' });
    expect(await run('odoo')).toMatchObject({ ok: false, error: { code: 'denied' } });
    expect(await shown('odoo')).toMatchObject({ lastTest: { ok: false, error: { code: 'denied' } } });
  });

  test('of an Odoo that cannot be reached is a result too', async () => {
    const { run, network } = await connected();
    network.fetch = () => Promise.reject(new TypeError('no route'));
    expect(await run('odoo')).toMatchObject({
      ok: false,
      error: { code: 'unreachable', message: { it: 'Odoo non è raggiungibile.' } },
    });
  });

  test('finds out that Odoo was upgraded', async () => {
    const { run, sims, clock, shown } = await connected();
    await run('odoo');
    sims.odoo = createOdooSim({ version: 19, seed: 7, now: clock.now, sleep: clock.sleep });
    expect(await run('odoo')).toMatchObject({ ok: true, transport: 'json-2' });
    expect(await shown('odoo')).toMatchObject({ transport: 'json-2', version: expect.stringMatching(/^19/) });
  });

  test('leaves its calls in the log, without the key', async () => {
    const { run, stores } = await connected();
    await run('odoo');
    const { items } = await stores.apiLog.list({ limit: 100 });
    expect(items.length).toBeGreaterThan(0);
    const whole = await Promise.all(items.map(({ id }) => stores.apiLog.get(id)));
    expect(JSON.stringify(whole)).not.toContain(demoAccess.ponte.apiKey);
  });
});

describe('a test of Poleepo', () => {
  test('says what the key may do in each area', async () => {
    const { run, shown } = await connected();
    expect(await run('poleepo')).toMatchObject({
      ok: true,
      areas: expect.arrayContaining([{ area: 'orders', access: 'read' }]),
    });
    expect(await shown('poleepo')).toMatchObject({ lastTest: { ok: true } });
  });

  test('with a wrong secret is a result that says so', async () => {
    const { run } = await connected({ clientSecret: 'plpscrt_sbagliato' });
    expect(await run('poleepo')).toMatchObject({ ok: false, error: { code: 'denied' } });
  });
});

test('a side that was never connected is a result that says so, and is kept nowhere', async () => {
  const world = createTestHouse();
  const { tenantId } = await addCompany(world);
  const { lane, images } = world.house;
  const bindings = { shards: { main: world.d1 }, sendWakeUp: async () => undefined, lane, images };
  const house = wire(testVariables, bindings, { ...world.house, fetch: world.house.fetch });
  const result = await testConnection(await house.openTenant(tenantId, memoryOver(new Map())), 'odoo');
  expect(result).toMatchObject({ ok: false, error: { code: 'not-configured' } });
  expect(await house.storesOf({ id: tenantId, shard: 'main' }).connections.all()).toEqual([]);
});
