import { describe, expect, test } from 'vitest';
import { sealingContext } from '../../../src/tenants/connection-settings.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse, type TestHouse, testVariables } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

const odoo = {
  url: 'https://odoo.example.com/',
  database: 'bottega',
  login: 'ponte@example.com',
  apiKey: 'chiave-molto-segreta',
};
const poleepo = { clientId: 'poleepo_abc', clientSecret: 'plpscrt_molto_segreto', active: true };

async function company(variables: Record<string, string> = {}) {
  const world = createTestHouse({ variables });
  const { token, tenantId, owner } = await addCompany(world);
  const put = (side: string, body: object) =>
    ask(world.app, `/v1/connections/${side}`, { method: 'PUT', token, body });
  const get = (side: string) => ask(world.app, `/v1/connections/${side}`, { token });
  const kept = () => world.house.storesOf({ id: tenantId, shard: 'main' }).connections;
  const keyOf = async (side: 'odoo' | 'poleepo') =>
    world.house.sealer.open((await kept().get(side))?.sealedKey ?? '', sealingContext(tenantId, side));
  return { world, token, tenantId, owner, put, get, kept, keyOf };
}

describe('the connection to Odoo', () => {
  test('is not found before it is made', async () => {
    const { get } = await company();
    expect((await get('odoo')).status).toBe(404);
  });

  test('keeps its key sealed for this company and this use alone', async () => {
    const { put, kept, keyOf, world } = await company();
    expect((await put('odoo', odoo)).status).toBe(200);
    expect(await keyOf('odoo')).toBe(odoo.apiKey);
    const sealed = (await kept().get('odoo'))?.sealedKey ?? '';
    expect(sealed).not.toContain(odoo.apiKey);
    const elsewhere = sealingContext('ten_other' as Parameters<typeof sealingContext>[0], 'odoo');
    await expect(world.house.sealer.open(sealed, elsewhere)).rejects.toThrow('does not open');
  });

  test('shows everything but its key', async () => {
    const { put, get } = await company();
    await put('odoo', odoo);
    const shown = await get('odoo');
    expect(shown.json).toEqual({
      url: 'https://odoo.example.com',
      database: 'bottega',
      login: 'ponte@example.com',
      companyId: null,
      company: null,
      version: null,
      transport: null,
      active: true,
      updatedAt: '2026-06-03T08:00:00.000Z',
      checkedAt: null,
      pausedUntil: null,
      pauseReason: null,
      lastTest: null,
    });
  });

  test.each([
    ['address', { url: 'https://other.example.com' }],
    ['database', { database: 'altra' }],
    ['login', { login: 'altro@example.com' }],
  ])('to another %s needs the key again, and sends the kept one nowhere', async (_what, change) => {
    const { put, get, kept } = await company();
    await put('odoo', odoo);
    const before = await kept().get('odoo');
    const { apiKey: _kept, ...withoutKey } = odoo;
    const refused = await put('odoo', { ...withoutKey, ...change });
    expect([refused.status, refused.at('error.code')]).toEqual([422, 'key-needed']);
    expect(await kept().get('odoo')).toEqual(before);
    expect((await put('odoo', { ...odoo, ...change })).status).toBe(200);
    expect((await get('odoo')).json).toMatchObject(change);
  });

  test('at first needs a key', async () => {
    const { put } = await company();
    const { apiKey: _none, ...withoutKey } = odoo;
    expect((await put('odoo', withoutKey)).at('error.code')).toBe('key-needed');
  });

  test('changes its company or rests without its key, and forgets nothing that Odoo said', async () => {
    const { put, get, kept, keyOf } = await company();
    await put('odoo', odoo);
    const row = await kept().get('odoo');
    const known = { ...row?.settings, uid: 7, version: 18, versionText: '18.0', transport: 'json-rpc' };
    await kept().completeSettings('odoo', { settings: known, revision: 1 });
    const { apiKey: _kept, ...withoutKey } = odoo;
    expect((await put('odoo', { ...withoutKey, companyId: 3, active: false })).status).toBe(200);
    expect((await get('odoo')).json).toMatchObject({ companyId: 3, active: false, version: '18.0' });
    expect(await keyOf('odoo')).toBe(odoo.apiKey);
    expect((await kept().get('odoo'))?.settings).toMatchObject({ uid: 7, version: 18 });
  });

  test('elsewhere is an Odoo that was never asked who it is', async () => {
    const { put, kept } = await company();
    await put('odoo', odoo);
    const row = await kept().get('odoo');
    await kept().completeSettings('odoo', {
      settings: { ...row?.settings, uid: 7, version: 18 },
      revision: 1,
    });
    await put('odoo', { ...odoo, database: 'altra' });
    expect((await kept().get('odoo'))?.settings).toMatchObject({ uid: null, version: null });
  });

  test('tells the lane of each change, and none of a refusal', async () => {
    const { put, world, tenantId } = await company();
    await put('odoo', odoo);
    await put('odoo', { ...odoo, url: 'https://localhost' });
    await put('odoo', { ...odoo, database: 'altra', apiKey: undefined });
    expect(world.told).toEqual([{ tenantId, what: 'changed odoo' }]);
  });

  test('ends the pause of its side and raises its revision', async () => {
    const { put, kept } = await company();
    await put('odoo', odoo);
    await kept().pause('odoo', { until: 9e12, since: 1, reason: 'denied', pauses: 3 });
    await put('odoo', { ...odoo, apiKey: 'nuova-chiave-lunga' });
    expect(await kept().get('odoo')).toMatchObject({ pausedUntil: null, pauses: 0, revision: 2 });
  });

  test.each([
    ['plain http', 'http://odoo.example.com'],
    ['a private address', 'https://192.168.1.10'],
    ['the metadata address', 'https://169.254.169.254'],
    ['ourselves', testVariables.PUBLIC_URL],
    ['an address with credentials', 'https://a:b@odoo.example.com'],
  ])('never goes to %s', async (_what, url) => {
    const { put, get } = await company();
    const refused = await put('odoo', { ...odoo, url });
    expect([refused.status, refused.at('error.code')]).toEqual([422, 'address-refused']);
    expect(refused.at('error.hint')).toMatch(/\w+ \w+/);
    expect((await get('odoo')).status).toBe(404);
  });

  test('goes to a private address where the deployment is local', async () => {
    const { put } = await company({ ALLOW_PRIVATE_ODOO: 'true' });
    expect((await put('odoo', { ...odoo, url: 'http://127.0.0.1:8069' })).status).toBe(200);
  });
});

describe('the connection to Poleepo', () => {
  test('keeps its secret sealed and shows all else', async () => {
    const { put, get, keyOf } = await company();
    const saved = await put('poleepo', poleepo);
    expect(saved.status).toBe(200);
    expect((await get('poleepo')).json).toMatchObject({
      clientId: 'poleepo_abc',
      active: true,
      lastTest: null,
    });
    expect(await keyOf('poleepo')).toBe(poleepo.clientSecret);
  });

  test('of another client id needs its own secret; switched off and on again it does not', async () => {
    const { put, keyOf } = await company();
    expect((await put('poleepo', { clientId: 'x', active: true })).at('error.code')).toBe('key-needed');
    await put('poleepo', poleepo);
    expect((await put('poleepo', { clientId: 'poleepo_xyz', active: true })).at('error.code')).toBe(
      'key-needed',
    );
    expect((await put('poleepo', { clientId: 'poleepo_abc', active: false })).json).toMatchObject({
      active: false,
    });
    expect(await keyOf('poleepo')).toBe(poleepo.clientSecret);
  });

  test('tells the lane of its change', async () => {
    const { put, world, tenantId } = await company();
    await put('poleepo', poleepo);
    expect(world.told).toEqual([{ tenantId, what: 'changed poleepo' }]);
  });
});

test('a key that was sealed under the master key before is sealed again when its connection is saved', async () => {
  const before = await company();
  await before.put('odoo', odoo);
  const variables = {
    MASTER_KEY: `second:${Buffer.from('n'.repeat(32)).toString('base64')}`,
    MASTER_KEY_PREVIOUS: testVariables.MASTER_KEY,
  };
  const after = createTestHouse({ d1: before.world.d1, variables });
  const { apiKey: _kept, ...withoutKey } = odoo;
  const saved = { method: 'PUT', token: before.token, body: withoutKey };
  expect((await ask(after.app, '/v1/connections/odoo', saved)).status).toBe(200);
  const sealed = (await before.kept().get('odoo'))?.sealedKey ?? '';
  expect(sealed).toMatch(/^v1\.second\./);
  expect(await after.house.sealer.open(sealed, sealingContext(before.tenantId, 'odoo'))).toBe(odoo.apiKey);
});

describe('a test of a connection', () => {
  const failed = {
    ok: false,
    latencyMs: 12,
    error: {
      code: 'denied',
      message: { it: 'Odoo non accetta le credenziali.', en: 'Odoo does not accept the credentials.' },
      hint: { it: 'Controlla la chiave.', en: 'Check the key.' },
    },
  } as const;

  const run = ({ app }: TestHouse, token: string, path: string) => {
    const [side, language = 'en'] = path.split(' in ');
    const headers = { 'accept-language': language };
    return ask(app, `/v1/connections/${side}/test`, { method: 'POST', token, headers });
  };

  test('answers what the lane has found', async () => {
    const { world, token } = await company();
    const rights = [{ area: 'orders', ok: false, missing: 'Sales / User: All Documents' }];
    const facts = { version: '17.0', transport: 'json-rpc', company: 'Bottega', latencyMs: 80 };
    world.tests.odoo = { ok: true, ...facts, rights };
    world.tests.poleepo = { ok: true, areas: [{ area: 'orders', access: 'read' }], latencyMs: 5 };
    expect((await run(world, token, 'odoo')).json).toEqual({ ok: true, ...facts, rights });
    expect((await run(world, token, 'poleepo')).json).toMatchObject({
      areas: [{ area: 'orders', access: 'read' }],
    });
  });

  test('that fails is an answer of 200 with what to do, in the caller’s language', async () => {
    const { world, token } = await company();
    world.tests.odoo = failed;
    const [english, italian] = [await run(world, token, 'odoo'), await run(world, token, 'odoo in it-IT')];
    expect([english.status, english.json]).toEqual([
      200,
      {
        ok: false,
        latencyMs: 12,
        error: { code: 'denied', message: failed.error.message.en, hint: 'Check the key.' },
      },
    ]);
    expect(italian.at('error.hint')).toBe('Controlla la chiave.');
  });

  test('is shown with the connection until that changes', async () => {
    const { world, put, get, kept } = await company();
    await put('odoo', odoo);
    await kept().saveCheck('odoo', { result: failed, now: world.clock.now(), revision: 1 });
    expect((await get('odoo')).json).toMatchObject({
      checkedAt: '2026-06-03T08:00:00.000Z',
      lastTest: { ok: false, error: { hint: 'Check the key.' } },
    });
    await put('odoo', { ...odoo, apiKey: 'nuova-chiave-lunga' });
    expect((await get('odoo')).json).toMatchObject({ checkedAt: null, lastTest: null });
  });
});
