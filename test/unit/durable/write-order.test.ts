import { describe, expect, test } from 'vitest';
import { hour } from '../../../src/kit/clock.ts';
import type { TenantContext } from '../../../src/tenants/context.ts';
import { World } from '../../support/world/world.ts';
import { createBench } from './support/bench.ts';

/** The method that a request to Odoo calls, over JSON-RPC. */
async function methodOf(request: Request): Promise<string> {
  const body = (await request.clone().json()) as { params?: { args?: unknown[] } };
  return String(body.params?.args?.[4]);
}

const writes = new Set(['load', 'create', 'write', 'action_confirm', 'unlink']);

describe("one tenant's writes to Odoo", () => {
  test('go one at a time, while its reads run side by side', async () => {
    const world = await World.open({ seed: 71, version: 18, odooLatencyMs: 200 });
    const inside = { reads: 0, writes: 0 };
    const most = { reads: 0, writes: 0 };
    const original = world.odoo.fetch;
    const watched = async (request: Request) => {
      const kind = writes.has(await methodOf(request)) ? 'writes' : 'reads';
      inside[kind] += 1;
      most[kind] = Math.max(most[kind], inside[kind]);
      try {
        return await original(request);
      } finally {
        inside[kind] -= 1;
      }
    };
    Object.assign(world.odoo, { fetch: watched });
    await world.poleepo.control.makeOrders({ count: 12, kind: 'plain', notify: true });
    expect(await world.settle(hour)).toBe(true);
    expect(most.writes).toBe(1);
    expect(most.reads).toBeGreaterThan(1);
    expect(world.rows("SELECT 1 FROM order_links WHERE state = 'confirmed'")).toHaveLength(12);
  });

  test('go by the rank of their jobs: a person who waits goes before what is swept up', async () => {
    const order: string[] = [];
    const bench = await createBench({
      fetch: async (request) => {
        const body = (await request.json()) as { params?: { args?: unknown[] } };
        order.push(JSON.stringify(body.params?.args?.[5]));
        await bench.time.sleep(1000);
        return Response.json({ jsonrpc: '2.0', id: null, result: { ids: [1], messages: [], nextrow: 0 } });
      },
    });
    const contextOf = async (rank: number): Promise<TenantContext> =>
      (await bench.tenant.open({ jobId: null, rank, needs: ['odoo'] })).context;
    const asked = [2, 2, 1, 0, 1].map(async (rank, index) =>
      (await contextOf(rank)).odoo.sources.create({ key: `k${index}`, name: `rank ${rank} of ${index}` }),
    );
    await bench.finish(Promise.all(asked));
    expect(order.map((text) => /rank \d of \d/.exec(text)?.[0])).toEqual([
      'rank 2 of 0',
      'rank 0 of 3',
      'rank 1 of 2',
      'rank 1 of 4',
      'rank 2 of 1',
    ]);
  });
});
