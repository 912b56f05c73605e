import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/odoo/identify.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { Reply, Script } from './support/scripted-odoo.ts';
import { clientOf, secretKey } from './support/scripted-odoo.ts';

const target = {
  url: 'https://odoo.example.com',
  database: 'shop',
  login: 'ponte@example.com',
  apiKey: secretKey(),
};

const companies: Script = {
  'res.users.read': { result: [{ id: 7, company_id: [2, 'Demo Italia'], company_ids: [1, 2] }] },
  'res.company.search_read': {
    result: [
      { id: 1, name: 'Demo US' },
      { id: 2, name: 'Demo Italia' },
    ],
  },
};

function versionSaid(text: string): Script {
  return {
    'common.version': { result: { server_version: text, server_version_info: [], protocol_version: 1 } },
  };
}

describe.each(odooVersions)('identifying Odoo %s', (version) => {
  const script = { ...versionSaid(`${version}.0-2025`), 'common.authenticate': { result: 7 }, ...companies };

  it('finds version, user, transport and companies', async () => {
    const { platform } = clientOf(version, script);
    expect(await identify(target, platform)).toEqual({
      version,
      versionText: `${version}.0-2025`,
      uid: 7,
      transport: version === 19 ? 'json-2' : 'json-rpc',
      companies: [
        { id: 1, name: 'Demo US' },
        { id: 2, name: 'Demo Italia' },
      ],
      companyId: 2,
    });
  });

  it('does not let the key into the log', async () => {
    const { platform, observed } = clientOf(version, script);
    await identify(target, platform);
    expect(observed).toHaveLength(4);
    expect(JSON.stringify(observed)).not.toContain(secretKey());
  });

  it('says so where login or key are wrong', async () => {
    const { platform } = clientOf(version, { ...script, 'common.authenticate': { result: false } });
    await expect(identify(target, platform)).rejects.toMatchObject({ code: 'denied', side: 'odoo' });
  });

  it('leaves open whether the database is down or has another name', async () => {
    const refusal: Reply = { fault: 'psycopg2.OperationalError', message: 'database "shop" does not exist' };
    const { platform } = clientOf(version, { ...script, 'common.authenticate': refusal });
    await expect(identify(target, platform)).rejects.toMatchObject({ code: 'struggling', advice: 'wait' });
  });
});

describe('identifying something else', () => {
  it.each(['15.0', '20.0', 'saas~15.3'])('refuses Odoo %s plainly', async (text) => {
    const { platform, heard } = clientOf(18, versionSaid(text));
    await expect(identify(target, platform)).rejects.toMatchObject({
      code: 'refused',
      hint: { it: expect.stringContaining(text) as string, en: expect.stringContaining(text) as string },
    });
    expect(heard).toHaveLength(1);
  });

  it('says that a page of HTML is not the API of Odoo', async () => {
    const { platform } = clientOf(18, { 'common.version': { response: () => new Response('<html>') } });
    await expect(identify(target, platform)).rejects.toMatchObject({ code: 'unreadable' });
  });
});

describe('an Odoo 19 that has closed its old login', () => {
  const closed: Reply = { response: () => new Response('<html>', { status: 404 }) };

  it('knows the user by the key', async () => {
    const script = { ...versionSaid('19.0'), 'common.authenticate': closed, ...companies };
    const { platform, heard } = clientOf(19, {
      ...script,
      'res.users.search_read': { result: [{ id: 7, login: 'x' }] },
    });
    expect(await identify(target, platform)).toMatchObject({ uid: 7 });
    expect(heard[2]?.args).toMatchObject({ domain: [['login', '=', 'ponte@example.com']] });
  });

  it('does not know a user of another login', async () => {
    const script = {
      ...versionSaid('19.0'),
      'common.authenticate': closed,
      'res.users.search_read': { result: [] },
    };
    await expect(identify(target, clientOf(19, script).platform)).rejects.toMatchObject({ code: 'denied' });
  });

  it('is no excuse for an Odoo 18', async () => {
    const { platform } = clientOf(18, { ...versionSaid('18.0'), 'common.authenticate': closed });
    await expect(identify(target, platform)).rejects.toMatchObject({ code: 'unreadable' });
  });
});
