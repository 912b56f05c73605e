import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { ReportDesk } from '../support/world/reports.ts';

/** A family of two in Odoo 19, with a category or without one. */
async function family(category: 'with' | 'without') {
  const desk = await ReportDesk.open({ seed: 591, version: 19 });
  const { world, api } = desk;
  const template = category === 'with' ? {} : { categ_id: false };
  const added = world.odoo.control.addProducts({ templates: 1, variants: 2, sku: 'FAM', template });
  const [templateId = 0] = added.templates;
  const publish = async () => {
    await api.post('/v1/products/publish', { ids: added.variants, published: true });
    await desk.pass(30 * minute);
  };
  const list = async () =>
    (await api.get('/v1/products?search=FAM')).json['items'] as Record<string, unknown>[];
  const parent = async () => (await api.get(`/v1/products/${templateId}?kind=parent`)).json;
  return { desk, api, world, bench: new CatalogueBench(world), ...added, templateId, publish, list, parent };
}

describe('a product without a category', () => {
  it('is told why it cannot go, and Poleepo is not bothered with it', async () => {
    const { publish, parent, list, world } = await family('without');
    await publish();
    const error = {
      code: 'NO_CATEGORY',
      title: 'Questo prodotto non ha una categoria, e Poleepo la vuole',
      nextStep: expect.stringContaining('Assegna in Odoo una categoria'),
    };
    expect(await parent()).toMatchObject({ state: 'error', error });
    expect(await list()).toMatchObject([
      { state: 'error', error },
      { state: 'error', error },
    ]);
    expect(world.rows('SELECT * FROM product_batches')).toEqual([]);
  });

  it('goes under the one that was chosen for such, as soon as it is chosen', async () => {
    const { desk, publish, api, world } = await family('without');
    await publish();
    const answer = await api.put('/v1/settings/products', { fallbackCategory: 'Varie' });
    expect(answer.json).toMatchObject({ fallbackCategory: 'Varie', marked: 2 });
    await desk.pass(30 * minute);
    expect(desk.states()).toEqual({ completed: 3 });
    expect(world.poleepo.control.product('FAM-1-1')?.main_category_path).toContain('Varie');
  });

  it('goes once it has one in Odoo', async () => {
    const { desk, publish, api, world, templateId } = await family('without');
    await publish();
    const category = Math.min(...world.odoo.db.records('product.category').map(({ id }) => id));
    world.odoo.control.changeProduct({ templateId }, { categ_id: category });
    await api.post('/v1/products/sync', {});
    await desk.pass(30 * minute);
    expect(desk.states()).toEqual({ completed: 3 });
  });
});

describe('a family whose parent Poleepo refuses', () => {
  it('says of its variants what they wait for, and goes by a retry of the parent alone', async () => {
    const { desk, publish, api, world, templateId, variants, list, parent, bench } = await family('with');
    const code = 'VALIDATION_ERROR';
    const { control } = world.poleepo;
    control.setBatchFaults([{ kind: 'fail-items', skus: [String(templateId)], code, message: 'No' }]);
    await publish();
    expect(await parent()).toMatchObject({ state: 'error', error: { code }, waitsFor: null });
    expect(await list()).toMatchObject([
      { state: 'waiting', waitsFor: 'parent-in-error', waitsForLabel: expect.stringContaining('in errore') },
      { state: 'waiting', waitsFor: 'parent-in-error' },
    ]);
    expect((await api.get(`/v1/products/${variants[0]}`)).json).toMatchObject({
      waitsFor: 'parent-in-error',
    });
    control.setBatchFaults([]);
    await api.post('/v1/products/retry', { products: [{ kind: 'parent', odooId: templateId }] });
    expect(bench.seen().map(({ dirty_at: at }) => at === null)).toEqual([false, false]);
    await desk.pass(30 * minute);
    expect(desk.states()).toEqual({ completed: 3 });
    expect(await list()).toMatchObject([{ waitsFor: null }, { waitsFor: null }]);
  });
});
