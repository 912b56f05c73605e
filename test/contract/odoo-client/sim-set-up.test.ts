import { describe, expect, it } from 'vitest';
import { createOdooSim } from '../../../sim/odoo/app.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { identify } from '../../../src/odoo/identify.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { quickClock } from '../../unit/odoo/support/quick-clock.ts';
import { database, shirtDraft, url, world } from './support/simulated.ts';

describe.each(odooVersions)('setting up with a simulated Odoo %s', (version) => {
  const clock = quickClock();
  const sim = createOdooSim({ version, seed: 7, now: clock.now });
  const platform = { fetch: async (request: Request) => sim.fetch(request), clock, observe: () => undefined };
  const target = { url: `${url}/`, database, login: demoAccess.ponte.login, apiKey: demoAccess.ponte.apiKey };

  it('finds out what answers, and who we are', async () => {
    expect(await identify(target, platform)).toMatchObject({
      version,
      transport: version === 19 ? 'json-2' : 'json-rpc',
      companies: [{ id: 2, name: 'Demo Italia S.r.l.' }],
      companyId: 2,
    });
  });

  it('says that the key or the login is wrong', async () => {
    await expect(identify({ ...target, apiKey: 'nope' }, platform)).rejects.toMatchObject({ code: 'denied' });
    await expect(identify({ ...target, login: 'nobody' }, platform)).rejects.toMatchObject({
      code: 'denied',
    });
  });

  it('says that the database does not answer', async () => {
    const elsewhere = identify({ ...target, database: 'nosuchdb' }, platform);
    await expect(elsewhere).rejects.toMatchObject({ code: 'struggling', side: 'odoo' });
  });

  it('shows the company, its languages and that no right is missing for orders', async () => {
    const { client } = await world(version);
    const { company, rights, languages } = await client.inspect();
    expect(company).toEqual({ id: 2, name: 'Demo Italia S.r.l.', currency: 'EUR', countryCode: 'IT' });
    expect(rights.filter(({ ok }) => ok).map(({ area }) => area)).toEqual(
      expect.arrayContaining(['orders', 'customers', 'products', 'stock']),
    );
    expect(languages).toContain('en_US');
  });

  it('names what an internal user lacks', async () => {
    const odoo = await world(version);
    const client = await odoo.another(demoAccess.internal);
    const { rights } = await client.inspect();
    const missing = rights.filter(({ ok }) => !ok).map(({ area }) => area);
    expect(missing).toEqual(expect.arrayContaining(['orders', 'customers', 'invoices']));
  });

  it('minds a salesman who sees his own documents only', async () => {
    const odoo = await world(version);
    const client = await odoo.another(demoAccess.sales);
    const { rights } = await client.inspect();
    expect(rights[0]).toEqual({ area: 'orders', ok: false, missing: 'Sales / User: All Documents' });
  });

  it('changes nothing', async () => {
    const { client, observed } = await world(version);
    await client.inspect();
    const methods = new Set(observed.map(({ endpoint }) => endpoint.split('.').at(-1)));
    expect(
      [...methods].filter((method) => ['write', 'create', 'load', 'unlink'].includes(method ?? '')),
    ).toEqual([]);
  });

  it('offers taxes, countries, articles and a shipping product', async () => {
    const odoo = await world(version);
    const draft = await shirtDraft(odoo);
    expect(draft.lines).toHaveLength(3);
    const countries = await odoo.client.countries.byIso();
    expect(countries.get('IT')?.states.get('RM')).toBeGreaterThan(0);
    const taxes = await odoo.client.taxes.forSales();
    expect(taxes.some(({ rate, included }) => rate.eq(4) && included)).toBe(true);
  });
});
