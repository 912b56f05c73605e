import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { ReportDesk } from '../support/world/reports.ts';

/** A shop with so many articles at Poleepo, of which Odoo lets `gone` vanish. */
async function shop(count: number, gone: number) {
  const desk = await ReportDesk.open({ seed: 581, version: 18 });
  const { world } = desk;
  const bench = new CatalogueBench(world);
  const { variants, templates } = world.odoo.control.addProducts({
    templates: count,
    variants: 1,
    sku: 'ART',
    quantity: null,
  });
  await bench.publish(variants);
  await bench.collect();
  bench.accept();
  for (const id of variants.slice(0, gone)) world.odoo.control.remove({ id });
  await desk.pass(10 * minute);
  const walk = async (): Promise<Record<string, unknown>> => {
    const stores = bench.stores();
    const now = world.time.now();
    const job = { kind: 'walk-products', subject: 'walk-products', priority: 3, dueAt: now, now };
    const jobId = await stores.jobs.enqueue({ id: `job_${String(now).padStart(32, '0')}` as never, ...job });
    await world.house().lane(world.first().id).wake();
    await desk.pass(10 * minute);
    return (await desk.api.get(`/v1/jobs/${jobId}`)).json;
  };
  const withdrawn = () => bench.seen().filter((row) => row.wanted_rest === 'withdrawn').length;
  const alerts = () =>
    world.rows("SELECT kind FROM alerts WHERE kind = 'mass-withdrawal' AND closed_at IS NULL").length;
  return { desk, bench, walk, withdrawn, alerts, variants, templates };
}

describe('a walk that misses much of what is in sale', () => {
  it('takes none of it out of sale, asks, and tells it by an alert', async () => {
    const { walk, withdrawn, alerts } = await shop(100, 21);
    expect(await walk()).toMatchObject({
      state: 'held',
      held: {
        reason: 'mass-withdrawal',
        owner: 'merchant',
        detail: { gone: 21, inSale: 100, skus: expect.stringContaining('ART') },
        proposal: { confirm: true },
      },
    });
    expect([withdrawn(), alerts()]).toEqual([0, 1]);
    await walk();
    expect([withdrawn(), alerts()]).toEqual([0, 1]);
  });

  it('takes it out of sale once a person has confirmed, and asks anew the next time', async () => {
    const { desk, walk, withdrawn, alerts, variants } = await shop(100, 21);
    const { id } = await walk();
    const answer = await desk.api.post(`/v1/jobs/${String(id)}/resolve`, { confirm: true });
    expect(answer.status).toBe(202);
    await desk.pass(10 * minute);
    expect([withdrawn(), alerts()]).toEqual([21, 0]);
    for (const gone of variants.slice(21, 42)) desk.world.odoo.control.remove({ id: gone });
    expect(await walk()).toMatchObject({ state: 'held', held: { detail: { gone: 21, inSale: 79 } } });
    expect([withdrawn(), alerts()]).toEqual([21, 1]);
  });

  it('has no more to ask once Odoo shows them again', async () => {
    const { desk, bench, walk, withdrawn, alerts, templates } = await shop(100, 0);
    const { db } = desk.world.odoo;
    db.write('product.template', templates.slice(0, 50), { company_id: 1 });
    expect(await walk()).toMatchObject({ state: 'held', held: { detail: { gone: 50, inSale: 100 } } });
    db.write('product.template', templates.slice(0, 50), { company_id: false });
    await desk.api.post('/v1/products/sync', {});
    await desk.pass(10 * minute);
    expect(await walk()).toMatchObject({ state: 'completed' });
    expect([withdrawn(), alerts()]).toEqual([0, 0]);
    expect(bench.waiting()).toEqual([]);
  });
});

describe('a collection of all that is marked', () => {
  it('leaves it to the walk to ask, where Odoo shows much of it no more', async () => {
    const { desk, walk, withdrawn, bench } = await shop(100, 30);
    await desk.api.post('/v1/products/sync', {});
    await desk.pass(10 * minute);
    expect(withdrawn()).toBe(0);
    expect(bench.seen().filter((row) => row.dirty_at !== null)).toEqual([]);
    expect(await walk()).toMatchObject({ state: 'held', held: { detail: { gone: 30 } } });
  });

  it('takes out of sale what few are gone', async () => {
    const { desk, withdrawn } = await shop(100, 15);
    await desk.api.post('/v1/products/sync', {});
    await desk.pass(10 * minute);
    expect(withdrawn()).toBe(15);
  });
});

describe('a walk that misses little', () => {
  it.each([
    ['twenty of a hundred', 100, 20],
    ['a fifth of many', 110, 22],
    ['all of a few', 5, 5],
  ])('takes %s out of sale', async (_few, count, gone) => {
    const { walk, withdrawn, alerts } = await shop(count, gone);
    expect(await walk()).toMatchObject({ state: 'completed' });
    expect([withdrawn(), alerts()]).toEqual([gone, 0]);
  });
});
