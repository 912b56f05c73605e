import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { ReportDesk } from '../support/world/reports.ts';

const versions = [16, 17, 18, 19] as const;

async function open(seed: number, version: (typeof versions)[number] = 18) {
  const desk = await ReportDesk.open({ seed, version });
  const bench = new CatalogueBench(desk.world);
  const publish = (body: object) => desk.api.post('/v1/products/publish', body);
  return { desk, bench, publish, odoo: desk.world.odoo, poleepo: desk.world.poleepo };
}

describe('publishing', () => {
  it.each(versions)('sets all variants of a template of Odoo %i, known to us or not', async (version) => {
    const { desk, bench, publish, odoo } = await open(541, version);
    const { variants, templates } = odoo.control.addProducts({ templates: 2, variants: 3, sku: 'FAM' });
    const category = odoo.db.records('product.category')[0]?.id ?? 0;
    for (const templateId of templates) odoo.control.changeProduct({ templateId }, { categ_id: category });
    const answer = await publish({ templateIds: templates.slice(0, 1), published: true });
    expect(answer).toMatchObject({ status: 202, json: { jobId: expect.stringMatching(/^job_/) } });
    await desk.pass(30 * minute);
    expect(bench.seen().map(({ odoo_id: id }) => id)).toEqual(variants.slice(0, 3));
    expect(bench.seen('parent').map(({ odoo_id: id }) => id)).toEqual(templates.slice(0, 1));
    expect(desk.states()).toEqual({ completed: 4 });
  });

  it('of variants by their ids reaches Poleepo without any cron', async () => {
    const { desk, bench, publish, poleepo } = await open(542);
    const ids = ['JEANS-46', 'JEANS-48'].map((sku) => bench.bySku(sku));
    await publish({ ids, published: true });
    await desk.pass(20 * minute);
    expect(poleepo.control.product('JEANS-46')).toMatchObject({ active: true });
    await publish({ ids: ids.slice(0, 1), published: false });
    await desk.pass(20 * minute);
    expect(poleepo.control.product('JEANS-46')).toMatchObject({ active: false, quantity: 0 });
    expect(poleepo.control.product('JEANS-48')).toMatchObject({ active: true });
    expect(desk.states()).toEqual({ completed: 1, withdrawn: 1 });
  });

  it('of everything takes what is sold and active, over several pages, and can be taken back', async () => {
    const { desk, bench, publish, odoo } = await open(543);
    odoo.control.addProducts({ templates: 500, variants: 1, sku: 'MANY' });
    odoo.control.archive({ sku: 'MOKA-3' });
    odoo.control.changeProduct({ sku: 'MOKA-6' }, { sale_ok: false });
    await publish({ all: true, published: true });
    await desk.pass(5 * minute);
    const sold = odoo.db.search('product.product', [
      ['sale_ok', '=', true],
      ['active', '=', true],
    ]);
    expect(bench.seen().map(({ odoo_id: id }) => id)).toEqual(sold.toSorted((a, b) => a - b));
    expect(sold.length).toBeGreaterThan(500);
    await publish({ all: true, published: false });
    await desk.pass(5 * minute);
    expect(bench.seen().filter(({ published }) => published === 1)).toEqual([]);
  });

  it('that Odoo cannot be asked about goes on once it can', async () => {
    const { desk, bench, publish, odoo } = await open(545);
    const { templates } = odoo.control.addProducts({ templates: 1, variants: 2, sku: 'FAM' });
    let down = true;
    desk.world.plan = ({ what }) => (down && what === 'odoo' ? 'drop-before' : null);
    await publish({ templateIds: templates, published: true });
    await desk.pass(5 * minute);
    expect(bench.seen()).toEqual([]);
    down = false;
    await desk.pass(30 * minute);
    expect(bench.seen()).toHaveLength(2);
  });
});

describe('what people ask for', () => {
  it('a sync reads again what no date of Odoo tells of', async () => {
    const { desk, bench, publish, odoo, poleepo } = await open(546);
    const id = bench.bySku('JEANS-46');
    await publish({ ids: [id], published: true });
    await desk.pass(20 * minute);
    const [category] = odoo.db.read('product.product', [id], ['categ_id']).map((row) => row['categ_id']);
    const categoryId = Array.isArray(category) ? Number(category[0]) : Number(category);
    odoo.db.write('product.category', [categoryId], { name: 'Nuovo reparto' });
    expect((await desk.api.post('/v1/products/sync', { ids: [id] })).json).toMatchObject({ marked: 1 });
    await desk.pass(20 * minute);
    expect(poleepo.control.product('JEANS-46')?.main_category_path).toContain('Nuovo reparto');
  });

  it('a setting that changes what is told is told to Poleepo', async () => {
    const { desk, bench, publish, poleepo } = await open(547);
    await publish({ ids: [bench.bySku('JEANS-46')], published: true });
    await desk.pass(20 * minute);
    const before = poleepo.control.product('JEANS-46')?.quantity ?? 0;
    const answer = await desk.api.put('/v1/settings/products', { buffer: 2 });
    expect(answer.json).toMatchObject({ buffer: 2, marked: 1 });
    await desk.pass(20 * minute);
    expect(poleepo.control.product('JEANS-46')?.quantity).toBe(before - 2);
  });

  it('a product in error is told with Poleepo’s words and ours, and goes again by a retry', async () => {
    const { desk, bench, publish, poleepo } = await open(548);
    const id = bench.bySku('TAZZA-CERAMICA');
    await publish({ ids: [id], published: true });
    await desk.pass(30 * minute);
    const shown = (await desk.api.get(`/v1/products/${id}`)).json;
    expect(shown).toMatchObject({
      state: 'error',
      label: 'Errore',
      error: {
        code: 'SKU_DUPLICATE',
        message: expect.any(String),
        title: 'In Poleepo un altro prodotto ha già questo SKU',
      },
    });
    const [past] = shown['batches'] as { batchId: string }[];
    expect((await desk.api.get(`/v1/batches/${past?.batchId}`)).json).toMatchObject({
      items: [{ odooId: id, sku: 'TAZZA-CERAMICA', state: 'error', entry: { kind: 'variant' } }],
    });
    const [first] = poleepo.control.products().filter(({ sku }) => sku === 'TAZZA-CERAMICA');
    poleepo.control.removeProduct({ id: first?.id ?? 0 });
    expect((await desk.api.post('/v1/products/retry', { ids: [id] })).json).toMatchObject({ retried: 1 });
    await desk.pass(30 * minute);
    expect((await desk.api.get(`/v1/products/${id}`)).json).toMatchObject({
      state: 'completed',
      error: null,
    });
  });
});
