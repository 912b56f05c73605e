import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { post, simOf } from './client.ts';

const bearer = { authorization: `bearer ${demoAccess.ponte.apiKey}` };

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test('tells its version in each of the ways of its time', async () => {
    const { sim } = simOf({ version });
    const get = (path: string) => sim.fetch(new Request(`http://odoo.test${path}`));

    const info = await post(sim, '/web/webclient/version_info', {});
    const plain = await get('/json/version');

    expect(await info.json()).toMatchObject({
      result: { server_version_info: [version, 0, 0, 'final', 0, ''] },
    });
    expect(plain.status).toBe(version >= 19 ? 200 : 404);
  });

  test('answers 404 with a page where nothing is', async () => {
    const { sim } = simOf({ version });

    const response = await post(sim, '/nothing/here', {});

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('lets an API key stand in for the password', async () => {
    const { sim } = simOf({ version });
    const ask = async (login: string, secret: string) => {
      const args = ['demo', login, secret, {}];
      const params = { service: 'common', method: 'authenticate', args };
      const response = await post(sim, '/jsonrpc', { jsonrpc: '2.0', id: 7, params });
      return response.json();
    };
    const { login, apiKey } = demoAccess.ponte;

    expect(await ask(login, apiKey)).toEqual({ jsonrpc: '2.0', id: 7, result: 3 });
    expect(await ask('admin', 'admin')).toEqual({ jsonrpc: '2.0', id: 7, result: 2 });
    expect(await ask('admin', apiKey)).toEqual({ jsonrpc: '2.0', id: 7, result: false });
    expect(await ask('__system__', '')).toEqual({ jsonrpc: '2.0', id: 7, result: false });
  });

  test('refuses services, methods and databases that it does not have', async () => {
    const { sim } = simOf({ version });
    const ask = async (service: string, method: string, args: unknown[]) => {
      const response = await post(sim, '/jsonrpc', {
        jsonrpc: '2.0',
        id: 1,
        params: { service, method, args },
      });
      const body = z.object({ error: z.object({ data: z.object({ name: z.string() }) }) });
      return body.parse(await response.json()).error.data.name;
    };

    expect(await ask('report', 'version', [])).toBe('builtins.KeyError');
    expect(await ask('common', 'nope', [])).toBe('builtins.NameError');
    expect(await ask('db', 'drop', ['admin', 'demo'])).toBe('odoo.exceptions.AccessDenied');
    expect(await ask('object', 'exec_workflow', [])).toBe('builtins.NameError');
    expect(await ask('object', 'execute_kw', ['other', 2, 'admin', 'res.users', 'read', [[2]]])).toBe(
      'psycopg2.OperationalError',
    );
  });
});

describe('JSON-2', () => {
  test.each([
    [16, 404, 'text/html; charset=utf-8'],
    [17, 404, 'text/html; charset=utf-8'],
    [18, 200, 'text/html; charset=utf-8'],
    [19, 200, 'application/json; charset=utf-8'],
  ] as const)('on %i answers %i with %s', async (version, status, type) => {
    const { sim } = simOf({ version });

    const response = await post(sim, { path: '/json/2/res.users/context_get', headers: bearer }, {});

    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
  });

  const send = async (path: string, body: unknown, headers: Record<string, string> = bearer) => {
    const { sim } = simOf({ version: 19 });
    const response = await post(sim, { path: `/json/2/${path}`, headers }, body);
    return { status: response.status, body: z.record(z.string(), z.json()).parse(await response.json()) };
  };

  test.each([
    ['no.model/search', { domain: [] }, 404, 'werkzeug.exceptions.NotFound'],
    ['res.partner/_compute', {}, 403, 'odoo.exceptions.AccessError'],
    ['res.partner/search', { domains: [] }, 422, 'werkzeug.exceptions.UnprocessableEntity'],
    ['res.partner/search', { domain: [], ids: [1] }, 422, 'werkzeug.exceptions.UnprocessableEntity'],
    ['res.partner/create', { vals_list: [{}] }, 422, 'odoo.exceptions.ValidationError'],
    ['product.product/write', { ids: [1], vals: { name: 'x' } }, 403, 'odoo.exceptions.AccessError'],
    ['res.partner/write', { ids: [1], vals: { nope: 1 } }, 500, 'builtins.KeyError'],
  ])('refuses %s %o with %i %s', async (path, body, ...[status, name]) => {
    const answer = await send(path, body);

    expect([answer.status, answer.body['name']]).toEqual([status, name]);
    expect(Object.keys(answer.body)).toEqual(['name', 'message', 'arguments', 'context', 'debug']);
  });

  test('asks for a key', async () => {
    const none = await send('res.users/context_get', {}, {});
    const wrong = await send('res.users/context_get', {}, { authorization: 'bearer nope' });

    expect([none.status, wrong.status]).toEqual([401, 401]);
    expect(wrong.body['message']).toBe('Invalid apikey');
  });

  test('answers ids in a list even for one record, and null for nothing', async () => {
    const { sim } = simOf({ version: 19 });
    const one = await post(
      sim,
      { path: '/json/2/res.partner/create', headers: bearer },
      { vals_list: { name: 'Uno' } },
    );
    const nothing = await post(
      sim,
      {
        path: '/json/2/stock.quant/action_apply_inventory',
        headers: { authorization: `bearer ${demoAccess.admin.apiKey}` },
      },
      { ids: [] },
    );

    expect(await one.json()).toEqual([sim.db.search('res.partner', [['name', '=', 'Uno']])[0]]);
    expect(await nothing.json()).toBeNull();
  });

  test('does not know another database', async () => {
    const { sim } = simOf({ version: 19 });
    const headers = { ...bearer, 'x-odoo-database': 'other' };

    const response = await post(sim, { path: '/json/2/res.users/context_get', headers }, {});

    expect(response.status).toBe(404);
  });
});
