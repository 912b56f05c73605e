import { expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { ReportDesk } from '../support/world/reports.ts';

it.each([1, 5])(
  'a product that sells out while its batch is under way is told so at once, and once, of %i batches',
  async (pollRequests) => {
    const desk = await ReportDesk.open({ seed: 901, version: 18 });
    const { world, api } = desk;
    const bench = new CatalogueBench(world);
    const id = bench.bySku('JEANS-46');
    await api.put('/v1/settings/products', { pollRequests });
    await api.post('/v1/products/publish', { ids: [id], published: true });
    await desk.pass(40 * minute);
    expect(bench.one(id).state).toBe('completed');
    world.poleepo.control.setBatchFaults([{ kind: 'hold', ms: 2 * hour, times: 1 }]);
    world.odoo.control.changeProduct({ id }, { description_sale: 'Nuovo testo' });
    await desk.pass(2 * minute);
    await api.post('/v1/products/sync', { ids: [id] });
    await desk.pass(3 * minute);
    expect(bench.one(id).state).toBe('sending');
    world.odoo.control.setStock({ id }, { quantity: 0 });
    world.passed.length = 0;
    await desk.pass(2 * minute);
    await api.post('/v1/products/sync', { ids: [id] });
    await desk.pass(20 * minute);
    expect(world.poleepo.control.product('JEANS-46')?.quantity).toBe(0);
    expect(world.passed.filter(({ name }) => name.startsWith('PUT /products/'))).toHaveLength(1);
    await desk.pass(3 * hour);
    expect(bench.one(id).state).toBe('completed');
    expect(world.poleepo.control.product('JEANS-46')?.quantity).toBe(0);
  },
);
