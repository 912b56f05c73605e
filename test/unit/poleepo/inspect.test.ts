import { describe, expect, test } from 'vitest';
import { failing } from './failing.ts';
import type { Route } from './fake-poleepo.ts';
import { createBench, json } from './fake-poleepo.ts';

const open: Route = () => json({ data: [] });
const answering =
  (status: number): Route =>
  () =>
    json({ success: false }, status);
const all = { 'GET /orders': open, 'GET /products': open, 'GET /shippings': open };

describe('what a key may do', () => {
  test('is found by one small read in each area', async () => {
    const { client, received } = createBench(all);
    expect(await client.inspect()).toEqual({
      areas: [
        { area: 'orders', access: 'read' },
        { area: 'products', access: 'read' },
        { area: 'shipments', access: 'read' },
      ],
    });
    const reads = received.filter(({ method }) => method === 'GET');
    expect(reads.map(({ query }) => query)).toEqual(reads.map(() => ({ offset: '0', max: '1' })));
    expect(received.every(({ method, path }) => method === 'GET' || path === '/oauth/access_token')).toBe(
      true,
    );
  });

  test('is nothing where a read is forbidden', async () => {
    const { client } = createBench({ ...all, 'GET /products': answering(403) });
    expect((await client.inspect()).areas).toContainEqual({ area: 'products', access: 'none' });
  });

  test.each([404, 409, 422, 500])('is unknown where the answer is %i', async (status) => {
    const { client } = createBench({ ...all, 'GET /shippings': answering(status) });
    const { areas } = await client.inspect();
    expect(areas.map(({ access }) => access)).toEqual(['read', 'read', 'unknown']);
  });

  test('is unknown where the answer is no list', async () => {
    const { client } = createBench({ ...all, 'GET /orders': () => json({ data: 'closed' }) });
    expect((await client.inspect()).areas[0]?.access).toBe('unknown');
  });

  test.each<[number, string]>([
    [401, 'denied'],
    [429, 'rate-limited'],
    [503, 'struggling'],
  ])('is not told where all of Poleepo answers %i', async (status, code) => {
    const { client } = createBench({ ...all, 'GET /orders': answering(status) });
    expect(await failing(client.inspect())).toMatchObject({ code });
  });

  test('is not told where Poleepo cannot be reached', async () => {
    const { client } = createBench({ ...all, 'GET /orders': () => Promise.reject(new TypeError('lost')) });
    expect(await failing(client.inspect())).toMatchObject({ code: 'unreachable' });
  });
});
