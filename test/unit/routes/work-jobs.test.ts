import { describe, expect, test } from 'vitest';
import { ask } from '../../support/api.ts';
import { addCompany, addMember } from '../../support/members.ts';
import { createTestHouse } from '../../support/house.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import { openDatabase } from '../../../src/store/database.ts';
import type { Settlement } from '../../../src/store/job-claims.ts';
import { newId } from '../../../src/kit/ids.ts';
import type { JobId } from '../../../src/trade/ids.ts';
import { claimOne, settlement, work } from '../store/support/ledger.ts';

const hold = {
  reason: 'unknown-sku',
  owner: 'merchant',
  title: { it: 'SKU sconosciuto', en: 'Unknown SKU' },
  nextStep: { it: 'Scegli il prodotto.', en: 'Choose the product.' },
  detail: { sku: 'TSHIRT-L', quantity: 2, line: null },
};

/** A company with jobs; `job` makes one that has run once and ended so. */
async function openShop() {
  const world = createTestHouse();
  const { tenantId, token } = await addCompany(world);
  const stores = openTenantStores(openDatabase(world.d1), tenantId);
  const { clock, chance } = world.house;
  const enqueue = (subject: string) =>
    stores.jobs.enqueue(work(subject, { id: newId<JobId>('job', clock.now(), chance) }));
  const job = async (subject: string, given: Partial<Settlement> = {}) => {
    const id = await enqueue(subject);
    await stores.claims.settle(settlement(await claimOne(stores), given));
    return id;
  };
  const post = (path: string, body?: object) =>
    ask(world.app, path, { method: 'POST', token, ...(body === undefined ? {} : { body }) });
  const get = (path: string, headers = {}) => ask(world.app, path, { token, headers });
  const audits = () =>
    world
      .rows('SELECT action, target, detail FROM audit_log WHERE action LIKE ?', 'job.%')
      .map(({ action, target, detail }) => [action, target, JSON.parse(String(detail))]);
  return { ...world, tenantId, token, stores, enqueue, job, post, get, audits };
}

const none = `job_${'0'.repeat(32)}`;

describe('a job', () => {
  test('is shown with its runs, its decision and why it is held, in the language that is asked for', async () => {
    const { job, get, stores } = await openShop();
    const id = await job('order:7', { state: 'held', held: hold });
    await stores.jobs.decide('order:7', { decision: { customer: 9 }, by: 'x', now: 1 });
    for (const [language, title] of [
      ['it', 'SKU sconosciuto'],
      ['en', 'Unknown SKU'],
    ] as const) {
      const { json } = await get(`/v1/jobs/${id}`, { 'accept-language': language });
      expect(json).toMatchObject({
        id,
        state: 'held',
        subject: 'order:7',
        held: { reason: 'unknown-sku', title, detail: hold.detail },
        decision: { customer: 9 },
        attemptsMade: [{ run: 1, result: 'held', code: 'unknown-sku', calls: 0 }],
      });
    }
  });

  test('that failed says why, with a hint in one language', async () => {
    const { job, get } = await openShop();
    const hint = { it: 'Aspetta.', en: 'Wait.' };
    const error = { code: 'refused', side: 'odoo', message: 'no', hint, vendorCode: null };
    const id = await job('order:7', { state: 'failed', error });
    const { json } = await get(`/v1/jobs/${id}`);
    expect(json).toMatchObject({ error: { code: 'refused', side: 'odoo', message: 'no', hint: 'Wait.' } });
  });

  test('that is not there, or of another company, is answered 404 by every route', async () => {
    const { get, post, app, ...world } = await openShop();
    const theirs = await addCompany({ ...world, app });
    const id = await world.job('order:7', { state: 'failed' });
    for (const path of [`/v1/jobs/${none}/retry`, `/v1/jobs/${none}/skip`, `/v1/jobs/${none}/resolve`]) {
      const body = path.endsWith('skip') ? { reason: 'x' } : path.endsWith('resolve') ? {} : undefined;
      expect((await post(path, body)).status).toBe(404);
    }
    expect((await get(`/v1/jobs/${none}`)).status).toBe(404);
    const others = await ask(app, `/v1/jobs/${id}/retry`, { method: 'POST', token: theirs.token });
    expect(others.status).toBe(404);
    expect((await world.stores.jobs.get(id))?.state).toBe('failed');
  });

  test('is listed by state, kind and subject, page by page', async () => {
    const { job, enqueue, get } = await openShop();
    for (let id = 1; id <= 5; id += 1) await job(`order:${id}`, { state: 'failed' });
    await enqueue('order:9');
    const ids = async (query: string) => {
      const { json } = await get(`/v1/jobs?${query}`);
      return json as { items: { subject: string }[]; nextCursor: string | null };
    };
    expect((await ids('state=failed')).items).toHaveLength(5);
    expect((await ids('subject=order:9')).items.map(({ subject }) => subject)).toEqual(['order:9']);
    const first = await ids('limit=4');
    const second = await ids(`limit=4&cursor=${first.nextCursor}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([4, 2, null]);
    expect((await get('/v1/jobs?state=lost')).status).toBe(400);
  });
});

describe('retry', () => {
  test('opens a job, notes who did it, and wakes the lane', async () => {
    const { job, post, stores, audits, woken, tenantId, clock } = await openShop();
    const id = await job('order:7', { state: 'failed', attempts: 7 });
    const answer = await post(`/v1/jobs/${id}/retry`);
    expect([answer.status, answer.at('state')]).toEqual([202, 'waiting']);
    expect(await stores.jobs.get(id)).toMatchObject({ state: 'waiting', attempts: 0, dueAt: clock.now() });
    expect(audits()).toEqual([['job.retry', 'order:7', { jobId: id }]]);
    expect(woken).toEqual([{ tenantId, jobId: id }]);
  });

  test('of a job that is completed is refused with 409, and nothing is noted', async () => {
    const { job, post, audits, woken } = await openShop();
    const id = await job('order:7');
    const answer = await post(`/v1/jobs/${id}/retry`);
    expect([answer.status, answer.at('error.code')]).toEqual([409, 'not-now']);
    expect([audits(), woken]).toEqual([[], []]);
  });

  test('of all that failed, or of a selection, says how many', async () => {
    const { job, post, stores, woken } = await openShop();
    for (let id = 1; id <= 4; id += 1) await job(`order:${id}`, { state: 'failed' });
    const held = await job('order:5', { state: 'held' });
    const completed = await job('order:6');
    expect((await post('/v1/jobs/retry', { state: 'failed' })).json).toEqual({ retried: 4 });
    expect((await post('/v1/jobs/retry', { ids: [held, completed, none] })).json).toEqual({ retried: 1 });
    expect((await post('/v1/jobs/retry', { state: 'failed' })).json).toEqual({ retried: 0 });
    expect(await stores.jobs.countByState()).toEqual({ waiting: 5, completed: 1 });
    expect(woken).toHaveLength(2);
  });

  test('of nothing, or of what may not be chosen, is refused with 400', async () => {
    const { post } = await openShop();
    for (const body of [
      {},
      { ids: [] },
      { ids: ['x'] },
      { state: 'completed' },
      { state: 'failed', ids: [none] },
    ])
      expect((await post('/v1/jobs/retry', body)).status).toBe(400);
  });
});

describe('a decision', () => {
  const held = { state: 'held', held: hold } as const;

  test('is kept with the order and opens the job', async () => {
    const { job, post, stores, audits } = await openShop();
    const id = await job('order:7', held);
    const decision = { products: { 'TSHIRT-L': 41 }, acceptDifference: '0.02' };
    const answer = await post(`/v1/jobs/${id}/resolve`, decision);
    expect([answer.status, answer.at('state')]).toEqual([202, 'waiting']);
    expect(await stores.jobs.decisionOn('order:7')).toEqual(decision);
    expect(audits()).toEqual([['job.resolve', 'order:7', { jobId: id, ...decision }]]);
  });

  test('joins the one before: products and taxes add up, the rest is replaced', async () => {
    const { job, post, stores } = await openShop();
    const id = await job('order:7', held);
    await post(`/v1/jobs/${id}/resolve`, { products: { A: 1, B: 2 }, taxes: { '22': 5 }, customer: 3 });
    await post(`/v1/jobs/${id}/resolve`, { products: { B: 4 }, taxes: { '10': 6 }, customer: 7 });
    expect(await stores.jobs.decisionOn('order:7')).toEqual({
      products: { A: 1, B: 4 },
      taxes: { '22': 5, '10': 6 },
      customer: 7,
    });
  });

  test.each([
    { products: { A: 'x' } },
    { products: { A: -1 } },
    { products: { A: 1.5 } },
    { customer: 0 },
    { taxes: { abc: 5 } },
    { acceptDifference: '1,50' },
    { acceptDifference: 1 },
    { acceptDifference: '0.123' },
    { importAnyway: false },
    { somethingElse: true },
  ])('of a wrong form is refused, and nothing is kept: %j', async (decision) => {
    const { job, post, stores } = await openShop();
    const id = await job('order:7', held);
    expect((await post(`/v1/jobs/${id}/resolve`, decision)).status).toBe(400);
    expect(await stores.jobs.decisionOn('order:7')).toBeNull();
    expect((await stores.jobs.get(id))?.state).toBe('held');
  });

  test('on a job that is completed is refused, and nothing is kept', async () => {
    const { job, post, stores } = await openShop();
    const id = await job('order:7');
    const answer = await post(`/v1/jobs/${id}/resolve`, { customer: 3 });
    expect([answer.status, answer.at('error.code')]).toEqual([409, 'not-now']);
    expect(await stores.jobs.decisionOn('order:7')).toBeNull();
  });

  test('on a job that is about no order is refused', async () => {
    const { job, post } = await openShop();
    const id = await job('clean-up', { state: 'failed' });
    const answer = await post(`/v1/jobs/${id}/resolve`, { customer: 3 });
    expect([answer.status, answer.at('error.code')]).toEqual([422, 'not-decidable']);
  });
});

describe('skip', () => {
  test('sets a job aside with its reason and the name of who did it', async () => {
    const { job, post, stores, audits, woken } = await openShop();
    const id = await job('order:7', { state: 'held', held: hold });
    const answer = await post(`/v1/jobs/${id}/skip`, { reason: '  Inserito a mano ' });
    expect([answer.status, answer.at('state')]).toEqual([200, 'skipped']);
    expect((await stores.jobs.get(id))?.outcome).toMatchObject({
      kind: 'set-aside',
      reason: 'Inserito a mano',
    });
    expect(audits()).toEqual([['job.skip', 'order:7', { jobId: id, reason: 'Inserito a mano' }]]);
    expect(woken).toEqual([]);
  });

  test('without a reason is refused with 400', async () => {
    const { job, post, stores } = await openShop();
    const id = await job('order:7', { state: 'failed' });
    for (const body of [{}, { reason: '' }, { reason: '  ' }, { reason: 'x'.repeat(501) }])
      expect((await post(`/v1/jobs/${id}/skip`, body)).status).toBe(400);
    expect((await stores.jobs.get(id))?.state).toBe('failed');
  });

  test('twice is refused the second time', async () => {
    const { job, post } = await openShop();
    const id = await job('order:7', { state: 'failed' });
    await post(`/v1/jobs/${id}/skip`, { reason: 'x' });
    expect((await post(`/v1/jobs/${id}/skip`, { reason: 'y' })).status).toBe(409);
  });

  test('is not for who may only read', async () => {
    const world = await openShop();
    const id = await world.job('order:7', { state: 'failed' });
    const { token } = await addMember(world, world.tenantId, 'read-only');
    const skipped = await ask(world.app, `/v1/jobs/${id}/skip`, { token, body: { reason: 'x' } });
    expect(skipped.status).toBe(403);
    expect((await ask(world.app, `/v1/jobs/${id}`, { token })).status).toBe(200);
  });
});
