import { describe, expect, test } from 'vitest';
import { day, hour, minute, toIso } from '../../../src/kit/clock.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import type { PoleepoOrderId, SaleOrderId } from '../../../src/trade/ids.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';
import { call } from '../store/support/ledger.ts';

async function openCompany() {
  const world = createTestHouse();
  const { tenantId, token } = await addCompany(world);
  const stores = openTenantStores(openDatabase(world.d1), tenantId);
  const send = (method: string, path: string, body?: unknown) =>
    ask(world.app, path, { method, token, ...(body === undefined ? {} : { body }) });
  return { ...world, tenantId, stores, send, now: () => world.clock.now() };
}

describe('an alert', () => {
  test('says what is wrong and what to do, until somebody closes it', async () => {
    const { send, stores, now, rows } = await openCompany();
    const id = `alert_${'c'.repeat(32)}`;
    const detail = { side: 'odoo', reason: 'denied' };
    await stores.notices.raise({ id, kind: 'side-paused', subject: 'odoo:1', detail, now: now() });
    expect((await send('GET', '/v1/alerts')).json).toMatchObject({
      items: [
        {
          title: 'Odoo has been down for more than half an hour (denied)',
          nextStep: expect.stringContaining('test the connection'),
          toldAt: null,
        },
      ],
    });
    expect((await send('POST', `/v1/alerts/${id}/close`)).json).toMatchObject({ closedAt: toIso(now()) });
    expect((await send('POST', `/v1/alerts/${id}/close`)).status).toBe(404);
    expect((await send('GET', '/v1/alerts')).json).toMatchObject({ items: [] });
    expect(rows('SELECT action FROM audit_log')).toEqual([{ action: 'alert.close' }]);
  });
});

describe('a cron', () => {
  test('shows its next run, what became of its last work, and that it is late', async () => {
    const { send, stores, now, clock, rows, d1 } = await openCompany();
    await stores.connections.save('poleepo', { settings: {}, sealedKey: 'x', active: true, now: now() });
    await stores.notices.recordCron({
      cron: 'poll-orders',
      startedAt: now(),
      finishedAt: now(),
      result: 'enqueued',
    });
    await d1
      .prepare(
        "INSERT INTO jobs (id, tenant_id, kind, subject, state, priority, due_at, outcome, created_at, updated_at, finished_at) SELECT 'job_1', id, 'poll-orders', 'poll-orders', 'completed', 1, 1, '{\"news\":3}', 1, 1, 5 FROM tenants",
      )
      .run();
    const poll = async () => {
      const { items } = (await send('GET', '/v1/crons')).json as { items: { cron: string }[] };
      return items.find(({ cron }) => cron === 'poll-orders');
    };
    const next = (Math.floor(now() / (5 * minute)) + 1) * 5 * minute;
    expect(await poll()).toMatchObject({
      lastRunAt: toIso(now()),
      nextRunAt: toIso(next),
      late: false,
      lastJob: { state: 'completed', finishedAt: toIso(5), detail: { news: 3 } },
    });
    await clock.advance(11 * minute);
    expect(await poll()).toMatchObject({ late: true });
    expect(rows('SELECT cron FROM cron_runs')).toHaveLength(1);
  });

  test('that never ran is late once its first run did not come', async () => {
    const { send, stores, now, clock } = await openCompany();
    const late = async () => {
      const { items } = (await send('GET', '/v1/crons')).json as { items: { cron: string; late: boolean }[] };
      return items.filter((one) => one.late).map(({ cron }) => cron);
    };
    await clock.advance(hour);
    expect(await late()).toEqual([]);
    await stores.connections.save('poleepo', { settings: {}, sealedKey: 'x', active: true, now: now() });
    await clock.advance(2 * minute);
    expect(await late()).toEqual([]);
    await clock.advance(20 * minute);
    expect(await late()).toEqual(['poll-orders', 'poll-shippings', 'poll-product-batches']);
  });
});

describe('retention', () => {
  test('is chosen in days, and what is left out has its default', async () => {
    const { send } = await openCompany();
    expect((await send('GET', '/v1/settings/retention')).json).toMatchObject({
      apiLogDays: 30,
      eventsDays: 730,
    });
    expect((await send('PUT', '/v1/settings/retention', { apiLogDays: 7 })).status).toBe(200);
    expect((await send('GET', '/v1/settings/retention')).json).toMatchObject({
      apiLogDays: 7,
      eventsDays: 730,
    });
    expect((await send('PUT', '/v1/settings/retention', { apiLogDays: 0 })).status).toBe(400);
  });

  test('leaves the other settings as they are', async () => {
    const { send, stores, now } = await openCompany();
    await stores.policy.saveSettingsOf('orders', { confirm: false }, { by: 'ada', now: now() });
    await send('PUT', '/v1/settings/retention', { apiLogDays: 7 });
    expect(await stores.policy.settings()).toMatchObject({
      orders: { confirm: false },
      retention: { apiLogDays: 7 },
    });
  });

  test('the API log is removed by hand up to a moment, many rows too', async () => {
    const { send, stores, now, rows } = await openCompany();
    await stores.apiLog.add(Array.from({ length: 1200 }, () => call({ at: now() - day })));
    await stores.apiLog.add([call({ at: now() })]);
    const path = `/v1/api-logs?before=${toIso(now() - minute)}`;
    expect((await send('DELETE', path)).json).toEqual({ removed: 1200, more: false });
    expect(rows('SELECT count(*) AS n FROM api_log')).toEqual([{ n: 1 }]);
    expect((await send('DELETE', '/v1/api-logs')).status).toBe(400);
  });
});

describe('a difference of a comparison', () => {
  async function withDifference(mend: 'import-again' | 'person', cause: string) {
    const world = await openCompany();
    const { stores, now } = world;
    const id = `comp_${'d'.repeat(32)}`;
    const itemId = `diff_${'d'.repeat(32)}`;
    await stores.comparisons.add({ id, since: 0, place: null, summary: {}, createdAt: now() });
    const item = {
      id: itemId,
      comparisonId: id,
      poleepoOrderId: 7 as PoleepoOrderId,
      saleOrderId: 41 as SaleOrderId,
      saleOrderName: 'S00041',
      reference: 'R-7',
      kind: mend === 'person' ? 'edited-in-odoo' : 'missing-in-odoo',
      poleepo: '10.00',
      odoo: '9.00',
      cause,
      mend,
      createdAt: now(),
    };
    await stores.comparisons.save(id, { state: 'completed', place: null, summary: {}, finishedAt: now() }, [
      item,
    ]);
    return { ...world, id, mendPath: `/v1/comparisons/${id}/items/${itemId}/mend` };
  }

  test('shows its cause and its next step, and its button makes a job', async () => {
    const { send, id, mendPath, woken, stores } = await withDifference('import-again', 'never-heard');
    expect((await send('GET', `/v1/comparisons/${id}`)).json).toMatchObject({
      state: 'completed',
      items: [
        {
          poleepoId: 7,
          title: 'Order 7 is missing in Odoo',
          cause: 'No webhook and no poll told of it.',
          nextStep: 'Press Mend: the order is imported again.',
          job: null,
        },
      ],
    });
    expect((await send('POST', mendPath)).json).toMatchObject({ job: { state: 'waiting' } });
    expect(woken).toHaveLength(1);
    expect((await stores.jobs.list({ limit: 5 })).items).toMatchObject([
      { subject: 'order:7', state: 'waiting', priority: 0 },
    ]);
    expect((await send('GET', `/v1/comparisons/${id}`)).json).toMatchObject({
      items: [{ job: { state: 'waiting' } }],
    });
  });

  test('that only a person can mend says what to do', async () => {
    const { send, mendPath, woken } = await withDifference('person', 'edited-in-odoo');
    const answer = await send('POST', mendPath);
    expect([answer.status, answer.at('error.code')]).toEqual([422, 'persons-work']);
    expect(answer.at('error.hint')).toContain('restore the lines and prices');
    expect(woken).toEqual([]);
  });
});

describe('a history import', () => {
  test('is asked for from a date, shown, and stopped', async () => {
    const { send, woken, now, rows } = await openCompany();
    const asked = await send('POST', '/v1/history-imports', { from: toIso(now() - 30 * day), dryRun: false });
    expect(asked.status).toBe(202);
    expect(asked.json).toMatchObject({ state: 'running', dryRun: false, rehearsal: null });
    expect(woken).toHaveLength(1);
    expect(rows('SELECT kind, priority FROM jobs')).toEqual([{ kind: 'import-history', priority: 3 }]);
    const path = `/v1/history-imports/${asked.at('id')}`;
    expect((await send('GET', path)).json).toMatchObject({ imported: { listed: 0 }, jobs: {} });
    expect((await send('POST', `${path}/stop`)).json).toMatchObject({ state: 'stopped' });
    expect((await send('GET', '/v1/history-imports')).json).toMatchObject({ items: [{ state: 'stopped' }] });
  });

  test('from a date in the future is refused', async () => {
    const { send, now } = await openCompany();
    const body = { from: toIso(now() + day), dryRun: true };
    expect((await send('POST', '/v1/history-imports', body)).status).toBe(422);
  });
});

describe('a contract check', () => {
  test('is asked for, runs as a job, and is shown when it is done', async () => {
    const { send, stores, now, rows } = await openCompany();
    const asked = await send('POST', '/v1/contract-checks');
    expect([asked.status, rows('SELECT kind FROM jobs')]).toEqual([202, [{ kind: 'check-contract' }]]);
    await stores.contract.finish(asked.at('id'), { endpoints: [], differences: [] }, now());
    const done = { id: asked.at('id'), finishedAt: toIso(now()), report: { endpoints: [], differences: [] } };
    expect((await send('GET', `/v1/contract-checks/${done.id}`)).json).toMatchObject(done);
    expect((await send('GET', '/v1/contract-checks')).json).toMatchObject({ items: [done] });
  });
});
