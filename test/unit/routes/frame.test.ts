import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { guarded } from '../../../src/routes/guard.ts';
import { publicRoute, route, type Route } from '../../../src/routes/route.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

const described = { summary: 'x', tag: 'x', publicBecause: 'It is a test.' } as const;

function appOf(one: Route) {
  const world = createTestHouse();
  const app = new Hono();
  app.on(one.method.toUpperCase(), one.path.replaceAll(/\{(\w+)\}/g, ':$1'), guarded(world.house, one));
  return { ...world, app };
}

const echo = publicRoute({
  ...described,
  method: 'post',
  path: '/echo/{id}',
  params: z.object({ id: z.string().regex(/^\d+$/).transform(Number) }),
  query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
  body: z.strictObject({ name: z.string().min(2), tags: z.array(z.string()).default([]) }),
  bodyLimit: 100,
  answer: z.object({ id: z.number(), limit: z.number(), name: z.string(), tags: z.array(z.string()) }),
  handle: async ({ params, query, body }) => ({ ...params, ...query, ...body, passwordHash: 'never' }),
});

describe('a route', () => {
  test('gets path, query and body as its schemas read them, and answers only what it declares', async () => {
    const { app } = appOf(echo);
    const answer = await ask(app, '/echo/7', { body: { name: 'anna' } });
    expect(answer.json).toEqual({ id: 7, limit: 5, name: 'anna', tags: [] });
  });

  test('is not found under a path that its schema does not read', async () => {
    const { app } = appOf(echo);
    expect((await ask(app, '/echo/seven', { body: { name: 'anna' } })).status).toBe(404);
  });

  test('refuses a query and names its member', async () => {
    const { app } = appOf(echo);
    const answer = await ask(app, '/echo/7?limit=11', { body: { name: 'anna' } });
    expect(answer.json).toMatchObject({ error: { code: 'invalid', members: [{ member: 'limit' }] } });
  });

  test('names every member of a body that is wrong, by its path', async () => {
    const { app } = appOf(echo);
    const answer = await ask(app, '/echo/7', { body: { name: 'a', tags: ['x', 1], surprise: 1 } });
    const { members } = (answer.json as { error: { members: { member: string }[] } }).error;
    expect(members.map(({ member }) => member).toSorted()).toEqual(['name', 'surprise', 'tags.1']);
    expect(answer.at('error.message')).toMatch(/^"name" is not valid: /);
  });

  test('says what is wrong in the language that was asked for, Italian where none was', async () => {
    const { app } = appOf(echo);
    const say = async (language: string) =>
      (await ask(app, '/echo/7', { body: {}, headers: { 'accept-language': language } })).at('error.message');
    expect(await say('it-IT,it;q=0.9,en;q=0.5')).toMatch(/^«name» non è valido: /);
    expect(await say('en-GB')).toMatch(/^"name" is not valid: /);
    expect(await say('de')).toMatch(/^«name» non è valido: /);
  });

  test('refuses a body above its own limit, whether its length is declared or not', async () => {
    const { app } = appOf(echo);
    const long = JSON.stringify({ name: 'a'.repeat(200) });
    expect((await ask(app, '/echo/7', { body: long })).status).toBe(413);
    const stream = new Response(long).body;
    const request = new Request('http://x/echo/7', {
      method: 'POST',
      body: stream,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit);
    expect((await app.request(request)).status).toBe(413);
  });

  test('takes JSON under any of its names, and no text that is not UTF-8', async () => {
    const { app } = appOf(echo);
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/merge-patch+json',
      'Application/JSON',
    ])
      expect(
        (await ask(app, '/echo/7', { body: { name: 'anna' }, headers: { 'content-type': type } })).status,
      ).toBe(200);
    const bytes = new Uint8Array([0x22, 0xff, 0x22]);
    const headers = { 'content-type': 'application/json' };
    const response = await app.request('/echo/7', { method: 'POST', body: bytes, headers });
    expect(response.status).toBe(400);
  });

  test('bears its request’s id, the same in the answer, its error and the log', async () => {
    const { app, lines } = appOf(echo);
    const answer = await ask(app, '/echo/7', { body: {} });
    const id = answer.headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^req_[0-9a-f]{32}$/);
    expect(answer.at('error.requestId')).toBe(id);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        event: 'request',
        method: 'POST',
        route: '/echo/{id}',
        status: 400,
        requestId: id,
      }),
    ]);
  });

  test('that fails by itself is logged with its cause, and answered without it', async () => {
    const broken = publicRoute({
      ...described,
      method: 'get',
      path: '/broken',
      handle: () =>
        Promise.reject(new Error('values of a statement', { cause: new TypeError('no such table') })),
    });
    const { app, lines } = appOf(broken);
    const answer = await ask(app, '/broken');
    expect([answer.status, answer.at('error.code')]).toEqual([500, 'internal']);
    expect(lines.join()).toContain('TypeError: no such table');
    expect(lines.join()).not.toContain('values of a statement');
    expect(answer.text).not.toContain('no such table');
  });

  test('that answers something else than it declares is our own defect, not a half answer', async () => {
    const wrong = publicRoute({
      ...described,
      method: 'get',
      path: '/wrong',
      answer: z.object({ at: z.iso.datetime() }),
      handle: async () => ({ at: 'yesterday' }),
    });
    expect((await ask(appOf(wrong).app, '/wrong')).status).toBe(500);
  });

  test('lets the end of the process through', async () => {
    const fatal = Object.assign(new Error('killed'), { fatal: true });
    const killed = publicRoute({
      ...described,
      method: 'get',
      path: '/killed',
      handle: () => Promise.reject(fatal),
    });
    const { house } = createTestHouse();
    const handler = guarded(house, killed);
    const app = new Hono().get('/killed', handler).onError((thrown) => {
      throw thrown;
    });
    await expect(Promise.resolve(app.request('/killed'))).rejects.toBe(fatal);
  });
});

test('a route for members gets who calls, their company and its stores alone', async () => {
  const whoami = route({
    method: 'get',
    path: '/whoami',
    summary: 'x',
    tag: 'x',
    role: 'read-only',
    answer: z.object({ company: z.string(), role: z.string(), connections: z.number() }),
    handle: async ({ tenant, actor, stores }) => ({
      company: tenant.company,
      role: actor.role,
      connections: (await stores.connections.all()).length,
    }),
  });
  const world = appOf(whoami);
  const { token, tenantId } = await addCompany(world, { company: 'Bottega' });
  const other = await addCompany(world);
  const { connections } = world.house.storesOf({ id: tenantId, shard: 'main' });
  await connections.save('poleepo', { settings: { clientId: 'x' }, sealedKey: 'x', active: true, now: 1 });
  expect((await ask(world.app, '/whoami', { token })).json).toEqual({
    company: 'Bottega',
    role: 'owner',
    connections: 1,
  });
  expect((await ask(world.app, '/whoami', { token: other.token })).json).toMatchObject({ connections: 0 });
});

test('a token is read from its header alone, and only as a bearer’s', async () => {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const status = async (path: string, headers: Record<string, string>) =>
    (await ask(world.app, path, { headers })).status;
  expect(await status('/v1/me', { authorization: `Bearer ${token}` })).toBe(200);
  expect(await status('/v1/me', { authorization: `bearer ${token}` })).toBe(200);
  for (const authorization of [
    token,
    `Basic ${token}`,
    `Bearer ${token} x`,
    `Bearer`,
    'Bearer ',
    `Bearer ${token}, Bearer x`,
  ])
    expect(await status('/v1/me', { authorization })).toBe(401);
  expect(await status(`/v1/me?token=${token}&access_token=${token}`, {})).toBe(401);
  expect(await status('/v1/me', { cookie: `session=${token}; token=${token}` })).toBe(401);
});
