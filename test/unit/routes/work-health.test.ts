import { describe, expect, test } from 'vitest';
import { cronNames } from '../../../src/jobs/crons.ts';
import { toIso } from '../../../src/kit/clock.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';
import { call, message, now, work } from '../store/support/ledger.ts';

async function openCompany() {
  const world = createTestHouse();
  const { tenantId, token } = await addCompany(world);
  const stores = openTenantStores(openDatabase(world.d1), tenantId);
  const get = (path: string, language = 'en') =>
    ask(world.app, path, { token, headers: { 'accept-language': language } });
  return { ...world, tenantId, stores, get };
}

describe('health', () => {
  test('of a new company: nothing is connected, and nothing has come', async () => {
    const { get } = await openCompany();
    expect((await get('/v1/health')).json).toMatchObject({
      sides: [
        { side: 'odoo', connected: false, pausedUntil: null, reason: null },
        { side: 'poleepo', connected: false, pausedUntil: null, reason: null },
      ],
      jobs: {},
      lastWebhookAt: null,
    });
  });

  test('tells sides that are paused, jobs by state, and when the last webhook came', async () => {
    const { get, stores } = await openCompany();
    await stores.connections.save('odoo', { settings: {}, sealedKey: 'x', active: true, now });
    await stores.connections.save('poleepo', { settings: {}, sealedKey: 'x', active: false, now });
    await stores.connections.pause('odoo', { until: now + 5, since: now, reason: 'denied', pauses: 1 });
    await stores.messages.receive(message({ receivedAt: now + 7 }), work('order:1'));
    expect((await get('/v1/health')).json).toMatchObject({
      sides: [
        { side: 'odoo', connected: true, pausedUntil: toIso(now + 5), reason: 'denied' },
        { side: 'poleepo', connected: false, pausedUntil: null },
      ],
      jobs: { waiting: 1 },
      lastWebhookAt: toIso(now + 7),
    });
  });
});

describe('crons', () => {
  test('are all listed in the language that is asked for, with when they last ran here', async () => {
    const { get, stores } = await openCompany();
    await stores.notices.recordCron({
      cron: 'clean-up',
      startedAt: now,
      finishedAt: now,
      result: 'enqueued',
    });
    const { items } = (await get('/v1/crons')).json as {
      items: { cron: string; lastRunAt: string | null }[];
    };
    expect(items.map(({ cron }) => cron)).toEqual(cronNames.options);
    expect(items.find(({ cron }) => cron === 'clean-up')).toMatchObject({
      name: 'Poleepo API Log Cleanup',
      expression: '17 3 * * *',
      lastRunAt: toIso(now),
      result: 'enqueued',
    });
    const italian = await get('/v1/crons', 'it');
    expect(italian.text).toContain('Poleepo: pulizia log API');
  });
});

describe('alerts', () => {
  test('are those that are open, newest first', async () => {
    const { get, stores } = await openCompany();
    const raise = (subject: string, at: number) =>
      stores.notices.raise({
        id: `alert_${subject}`,
        kind: 'job-failed',
        subject,
        detail: { a: 1 },
        now: at,
      });
    await raise('order:1', now);
    await raise('order:2', now + 1);
    await raise('order:3', now + 2);
    await stores.notices.close('job-failed', 'order:2', now + 3);
    expect((await get('/v1/alerts')).json).toMatchObject({
      items: [
        { subject: 'order:3' },
        { subject: 'order:1', count: 1, raisedAt: toIso(now), detail: { a: 1 } },
      ],
    });
  });
});

describe('the API log', () => {
  test('lists calls without bodies, and shows one with them to operators alone', async () => {
    const world = await openCompany();
    const id = `call_${'a'.repeat(32)}`;
    await world.stores.apiLog.add([call({ id, request: '{"a":1}', response: '{"b":2}' })]);
    expect((await world.get('/v1/api-logs')).text).not.toContain('request');
    expect((await world.get(`/v1/api-logs/${id}`)).json).toMatchObject({
      request: '{"a":1}',
      response: '{"b":2}',
    });
    expect((await world.get(`/v1/api-logs/call_${'b'.repeat(32)}`)).status).toBe(404);
    const { token } = await addMember(world, world.tenantId, 'read-only');
    expect((await ask(world.app, `/v1/api-logs/${id}`, { token })).status).toBe(403);
  });

  test('is filtered by what is asked for, and refuses what makes no sense', async () => {
    const { get, stores } = await openCompany();
    await stores.apiLog.add([
      call({ endpoint: 'old' }),
      call({ endpoint: 'failed', status: 502, at: now + 1000 }),
      call({ endpoint: 'in', direction: 'in', side: 'poleepo', at: now + 1000 }),
    ]);
    const endpoints = async (query: string) =>
      ((await get(`/v1/api-logs?${query}`)).json as { items: { endpoint: string }[] }).items.map(
        (one) => one.endpoint,
      );
    expect(await endpoints('direction=in')).toEqual(['in']);
    expect(await endpoints('status=502')).toEqual(['failed']);
    expect(await endpoints('side=odoo')).toEqual(['failed', 'old']);
    const since = encodeURIComponent('2026-06-03T10:00:01+02:00');
    expect((await endpoints(`since=${since}`)).toSorted()).toEqual(['failed', 'in']);
    for (const query of ['status=99', 'direction=up', 'since=yesterday', 'limit=0', 'limit=201'])
      expect((await get(`/v1/api-logs?${query}`)).status).toBe(400);
  });
});

describe('orders', () => {
  const link = {
    saleOrderId: null,
    saleOrderName: null,
    reference: 'AMZ-1',
    channel: 'Amazon',
    status: 'PAYMENT_ACCEPTED',
    currency: 'EUR',
    poleepoTotal: '71.90',
    odooTotal: null,
    fingerprint: null,
    facts: null,
    held: null,
    invoiceRequested: null,
    poleepoUpdatedAt: now,
    orderedAt: now,
  };

  test('are listed newest id first, page by page, each with its page in Poleepo', async () => {
    const { get, stores } = await openCompany();
    for (let id = 1; id <= 5; id += 1) {
      const order = { ...link, poleepoOrderId: id as PoleepoOrderId, state: 'confirmed' } as const;
      await stores.orders.save(order, { now, events: [] });
    }
    const page = async (query: string) =>
      (await get(`/v1/orders?${query}`)).json as {
        items: { poleepoId: number; link: string }[];
        nextCursor: string | null;
      };
    const first = await page('limit=3');
    expect(first.items.map(({ poleepoId }) => poleepoId)).toEqual([5, 4, 3]);
    expect(first.items[0]?.link).toBe('https://app.poleepo.example.com/order/show/5');
    const second = await page(`limit=3&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ poleepoId: 2 }, { poleepoId: 1 }], nextCursor: null });
    expect((await page('state=held')).items).toEqual([]);
  });

  test('show what happened to them, oldest first, and the work on them', async () => {
    const { get, stores } = await openCompany();
    const event = (id: string, at: number) => ({ id, at, kind: id, jobId: null, detail: {} });
    const order = { ...link, poleepoOrderId: 7 as PoleepoOrderId, state: 'held' } as const;
    await stores.orders.save(order, { now, events: [event('second', now + 2), event('first', now + 1)] });
    await stores.jobs.enqueue(work('order:7'));
    expect((await get('/v1/orders/7')).json).toMatchObject({
      poleepoId: 7,
      state: 'held',
      poleepoTotal: '71.90',
      timeline: [{ kind: 'first' }, { kind: 'second' }],
      job: { subject: 'order:7', state: 'waiting' },
    });
    expect((await get('/v1/orders/8')).status).toBe(404);
    expect((await get('/v1/orders/abc')).status).not.toBe(200);
  });
});
