import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import type { Fetch } from '../../../src/kit/http.ts';
import type { OdooConnection } from '../../../src/odoo/client.ts';
import type { CompanyId } from '../../../src/trade/ids.ts';
import { createBench } from './support/bench.ts';

const odooConnection: OdooConnection = {
  url: 'https://odoo.example.com',
  database: 'demo',
  login: 'ponte@example.com',
  apiKey: 'key',
  version: 18,
  uid: 2,
  companyId: 1 as CompanyId,
};

/** An Odoo that knows no record, and counts who asks. */
function emptyOdoo() {
  const asked: string[] = [];
  const fetch: Fetch = async (request) => {
    const body = (await request.json()) as { params?: { args?: unknown[] } };
    asked.push(String(body.params?.args?.[3]));
    return Response.json({ jsonrpc: '2.0', id: null, result: [] });
  };
  return { fetch, asked };
}

const forOdoo = { jobId: null, rank: 1, needs: ['odoo'] } as const;

describe('an open tenant', () => {
  test('gives no side to work that did not say that it needs it', async () => {
    const { tenant } = await createBench();
    const { context } = await tenant.open({ jobId: null, rank: 1, needs: [] });
    for (const touch of [() => context.odoo, () => context.poleepo, () => context.reference])
      expect(touch).toThrow('does not say that it needs');
  });

  test('reads a connection once for all work, and anew after a minute or when told to forget it', async () => {
    let reads = 0;
    const odoo = async () => ((reads += 1), odooConnection);
    const bench = await createBench({ connections: { odoo } });
    for (let time = 0; time < 3; time += 1) await bench.tenant.open(forOdoo);
    expect(reads).toBe(1);
    await bench.tenant.forget('poleepo');
    await bench.tenant.open(forOdoo);
    expect(reads).toBe(1);
    await bench.tenant.forget('odoo');
    await bench.tenant.open(forOdoo);
    expect(reads).toBe(2);
    await bench.time.run(() => false, minute);
    await bench.tenant.open(forOdoo);
    expect(reads).toBe(3);
  });

  test('asks again what Odoo refused once the connection is tested or changed', async () => {
    const asked: string[] = [];
    const fetch: Fetch = async (request) => {
      const hidden = (await request.text()).includes('ir.attachment');
      asked.push(hidden ? 'files' : 'thumbnails');
      const data = { name: 'odoo.exceptions.AccessError', message: 'Sorry' };
      return Response.json(
        hidden
          ? { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data } }
          : { jsonrpc: '2.0', id: 1, result: [] },
      );
    };
    const bench = await createBench({ fetch });
    const look = async () => {
      const { context } = await bench.tenant.open(forOdoo);
      const place = { model: 'product.product', recordId: 41, field: 'image_variant_1920' } as const;
      await bench.finish(context.odoo.catalogue.imageAt(place));
    };
    await look();
    await look();
    expect(asked).toEqual(['files', 'thumbnails', 'thumbnails']);
    await bench.tenant.forget('poleepo');
    await look();
    expect(asked).toEqual(['files', 'thumbnails', 'thumbnails', 'thumbnails']);
    await bench.tenant.forget('odoo');
    await look();
    expect(asked.slice(4)).toEqual(['files', 'thumbnails']);
  });

  test('does not read the connection of a side that is not needed', async () => {
    const missing = () => Promise.reject(new SyncError('none', { code: 'not-configured', side: 'poleepo' }));
    const { tenant } = await createBench({ connections: { poleepo: missing } });
    expect((await tenant.open(forOdoo)).context.tenantKey).toBe('t00001');
    await expect(tenant.open({ ...forOdoo, needs: ['odoo', 'poleepo'] })).rejects.toMatchObject({
      code: 'not-configured',
      side: 'poleepo',
    });
  });

  test('does not keep a reading that failed', async () => {
    let reads = 0;
    const odoo = async () => {
      reads += 1;
      if (reads === 1) throw new SyncError('none', { code: 'not-configured', side: 'odoo' });
      return odooConnection;
    };
    const { tenant } = await createBench({ connections: { odoo } });
    await expect(tenant.open(forOdoo)).rejects.toMatchObject({ code: 'not-configured' });
    expect((await tenant.open(forOdoo)).context.odoo.uid).toBe(2);
  });

  test('hands over the calls of each job once, under its own id', async () => {
    const { fetch } = emptyOdoo();
    const bench = await createBench({ fetch });
    const { context, calls } = await bench.tenant.open(forOdoo);
    await bench.finish(context.odoo.sources.byName());
    expect(calls().map(({ side, jobId }) => [side, jobId])).toEqual([['odoo', null]]);
    expect(calls()).toEqual([]);
  });

  test('raises an alert once, and counts it after that', async () => {
    const bench = await createBench();
    for (let time = 0; time < 2; time += 1) await bench.tenant.alert('job-failed', 'order:1', { time });
    expect(await bench.stores.notices.alerts(5)).toMatchObject([
      { subject: 'order:1', count: 2, detail: { time: 1 } },
    ]);
  });
});

describe('reference data of Odoo', () => {
  async function referenceOf(fetch: Fetch) {
    const bench = await createBench({ fetch });
    const { context } = await bench.tenant.open(forOdoo);
    return { bench, sources: () => bench.finish(context.reference.sources()) };
  }

  test('are read once by whoever asks first, and kept for a quarter of an hour', async () => {
    const { fetch, asked } = emptyOdoo();
    const { bench, sources } = await referenceOf(fetch);
    await Promise.all([sources(), sources(), sources()]);
    await bench.time.run(() => false, 15 * minute - 1);
    await sources();
    expect(asked).toHaveLength(1);
    await bench.time.run(() => false, 1);
    await sources();
    expect(asked).toHaveLength(2);
  });

  test('are read anew once the connection is another one', async () => {
    const { fetch, asked } = emptyOdoo();
    const { bench, sources } = await referenceOf(fetch);
    await sources();
    await bench.tenant.forget('odoo');
    await sources();
    expect(asked).toHaveLength(2);
  });

  test('that could not be read are asked for again by the next', async () => {
    const good = emptyOdoo();
    const odoo = { up: false };
    const { sources } = await referenceOf(async (request) =>
      odoo.up ? good.fetch(request) : new Response('<html>', { status: 500 }),
    );
    await expect(sources()).rejects.toMatchObject({ side: 'odoo' });
    odoo.up = true;
    expect(await sources()).toEqual(new Map());
  });
});
