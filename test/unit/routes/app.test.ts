import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addressOf } from '../../../src/routes/caller-address.ts';
import { pagesTag } from '../../../src/routes/openapi.ts';
import { sameOriginOnly } from '../../../src/routes/same-origin.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';
import { everyRoute } from '../../support/route-calls.ts';

describe('every answer', () => {
  test('forbids frames, foreign scripts and guessing of types', async () => {
    const { app } = createTestHouse();
    for (const path of ['/v1/docs', '/v1/openapi.json', '/v1/me', '/no-such-page']) {
      const { headers } = await ask(app, path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self';.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toContain("script-src 'unsafe");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  test('of the API is kept by no cache, but for the document’s page', async () => {
    const world = createTestHouse();
    const { token } = await addCompany(world);
    expect((await ask(world.app, '/v1/me', { token })).headers.get('cache-control')).toBe('no-store');
    expect((await ask(world.app, '/v1/docs')).headers.get('cache-control')).toBe('public, max-age=300');
  });

  test('lets no other site’s script read it', async () => {
    const { app } = createTestHouse();
    const { headers } = await ask(app, '/v1/me', { headers: { origin: 'https://evil.example.com' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await ask(app, '/v1/webhooks', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example.com', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([404, null]);
  });
});

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        'x-role': z.string(),
        security: z.array(z.unknown()),
        responses: z.record(z.string(), z.unknown()),
        requestBody: z.unknown().optional(),
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).optional(),
      }),
    ),
  ),
});

const described = everyRoute.filter(({ route }) => route.tag !== pagesTag);

describe('the document', () => {
  async function readDocument() {
    const { app } = createTestHouse();
    return documentSchema.parse((await ask(app, '/v1/openapi.json')).json);
  }

  test('describes every route but pages, with the role that it needs, and nothing else', async () => {
    const { paths } = await readDocument();
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => `${method} ${path} ${operation['x-role']}`),
    );
    expect(told.toSorted()).toEqual(
      described.map(({ route }) => `${route.method} ${route.path} ${route.role}`).toSorted(),
    );
  });

  test('asks for a token wherever the guard does', async () => {
    const { paths } = await readDocument();
    for (const { route } of described) {
      const operation = paths[route.path]?.[route.method];
      expect(operation?.security).toEqual(route.role === 'public' ? [] : [{ bearer: [] }]);
    }
  });

  test('tells the body, the parameters and the answer of each', async () => {
    const { paths } = await readDocument();
    for (const { route } of described) {
      const operation = paths[route.path]?.[route.method];
      expect(operation?.requestBody !== undefined).toBe(route.body !== undefined);
      const inPath = (operation?.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect(inPath.toSorted()).toEqual(Object.keys(route.example?.params ?? {}).toSorted());
      expect(Object.keys(operation?.responses ?? {})).toEqual([String(route.status), 'default']);
    }
  });

  test('has a page that loads it with scripts of our own alone', async () => {
    const { app } = createTestHouse();
    const page = await ask(app, '/v1/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => String(source));
    expect(sources).toEqual(['/vendor/swagger-ui.css', '/vendor/swagger-ui-bundle.js', '/v1/docs/start.js']);
    expect(page.text).not.toMatch(/<script>/);
    const start = await ask(app, '/v1/docs/start.js');
    expect(start.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(start.text).toContain("'/v1/openapi.json'");
  });
});

describe('a page that a cookie opens', () => {
  const app = new Hono()
    .use(sameOriginOnly('https://ponte.example.com'))
    .all('/form', (context) => context.text('done'));
  const send = async (headers: Record<string, string>, method = 'POST') => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    return (await app.request('https://ponte.example.com/form', { method, headers: form })).status;
  };

  test('takes a form from our own pages', async () => {
    expect(await send({ origin: 'https://ponte.example.com' })).toBe(200);
    expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  test('takes none from elsewhere, and none that says not where from', async () => {
    for (const headers of [
      { origin: 'https://evil.example.com' },
      { origin: 'https://ponte.example.com.evil.example.com' },
      { origin: 'http://ponte.example.com' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'content-type': 'text/plain', origin: 'https://evil.example.com' },
      {},
    ])
      expect(await send(headers)).toBe(403);
  });

  test('is read from anywhere', async () => {
    expect(await send({ origin: 'https://evil.example.com' }, 'GET')).toBe(200);
  });
});

describe('the caller’s address', () => {
  const of = (address: string | null, local = false) =>
    addressOf(
      new Request('https://x', { headers: address === null ? {} : { 'cf-connecting-ip': address } }),
      {
        ALLOW_PRIVATE_ODOO: local,
      },
    );

  test('is the one that the edge names', () => {
    expect(of('203.0.113.9')).toBe('203.0.113.9');
  });

  test('of IPv6 is the network of one subscriber', () => {
    expect(of('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(of('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(of('::1')).toBe('0:0:0:0::/64');
  });

  test('is unknown without an edge, and on a local machine', () => {
    expect(of(null)).toBeNull();
    expect(of('127.0.0.1', true)).toBeNull();
    expect(of('::1', true)).toBeNull();
    expect(of('127.0.0.1')).toBe('127.0.0.1');
  });

  test('is not what the caller says of itself', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9' };
    expect(addressOf(new Request('https://x', { headers }), { ALLOW_PRIVATE_ODOO: false })).toBeNull();
  });
});
