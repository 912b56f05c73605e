import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { World } from '../support/world/world.ts';

const sku = 'UNO-1';

/** Two products at Poleepo with ten pieces each, read every two minutes. */
async function shop(seed: number) {
  const crons = ['process-webhook-queue', 'generate-product-batches', 'poll-product-batches'] as const;
  const world = await World.open({ seed, version: 18, crons });
  const bench = new CatalogueBench(world);
  const { control: odoo, db } = world.odoo;
  const { control } = world.poleepo;
  const { variants } = odoo.addProducts({ templates: 2, sku: 'UNO', quantity: 10 });
  const [id = 0] = variants;
  await bench.publish(variants);
  const pass = async (ms: number) => void (await world.time.run(() => false, ms));
  await pass(30 * minute);
  expect(bench.one(id).state).toBe('completed');
  world.passed.length = 0;
  const taxes = db.search('account.tax', [['name', 'in', ['22%', '10%']]]);
  const [plain] = db.read('product.product', [id], ['taxes_id']);
  const tax = (ids: unknown) => odoo.changeProduct({ id }, { taxes_id: [[6, 0, ids as number[]]] });
  const batchFault = (fault: { code: string; field?: string } | null) =>
    control.setBatchFaults(
      fault === null ? [] : [{ kind: 'fail-items', skus: [sku], message: 'No', ...fault }],
    );
  return {
    world,
    bench,
    id,
    pass,
    batchFault,
    stock: async (quantity: number, ms = 6 * minute) => {
      odoo.setStock({ id }, { quantity });
      await pass(ms);
    },
    spoil: {
      ours: async () => {
        tax(taxes);
        await pass(6 * minute);
      },
      Poleepo: async () => {
        batchFault({ code: 'CATEGORY_NOT_FOUND', field: 'category_path' });
        odoo.changeProduct({ id }, { name: 'Altro nome' });
        await pass(20 * minute);
      },
    },
    mend: {
      ours: () => {
        tax(plain?.['taxes_id']);
        odoo.changeProduct({ id }, { name: 'Nome nuovo' });
      },
      Poleepo: () => {
        batchFault(null);
        odoo.changeProduct({ id }, { name: 'Nome nuovo' });
      },
    },
    puts: () => world.passed.filter(({ name }) => name.startsWith('PUT /products/')).length,
    batches: () => world.passed.filter(({ name }) => name === 'POST /products/batch').length,
    pieces: () => control.product(sku)?.quantity,
    refuse: (status: number | null) =>
      control.setFaults(
        status === null ? [] : [{ match: { path: '/products/{id}', method: 'PUT' }, kind: 'status', status }],
      ),
  };
}

describe.each(['ours', 'Poleepo'] as const)('a product in error (%s)', (whose) => {
  it.each([0, 4])('has its pieces told as they become fewer: %i', async (left) => {
    const { bench, id, spoil, mend, stock, puts, batches, pieces, pass } = await shop(411);
    await spoil[whose]();
    const { error } = bench.one(id);
    expect([bench.one(id).state, error === null, pieces()]).toEqual(['error', false, 10]);
    const before = batches();
    await stock(left);
    expect(bench.one(id)).toMatchObject({ state: 'error', error });
    expect([pieces(), puts(), batches() - before]).toEqual([left, 1, 0]);
    await pass(hour);
    expect([puts(), batches() - before]).toEqual([1, 0]);
    mend[whose]();
    await pass(20 * minute);
    expect(bench.one(id)).toMatchObject({ state: 'completed', error: null, wanted_quantity: left });
    expect([pieces(), batches() - before]).toEqual([left, 1]);
  });

  it('whose pieces Poleepo does not take is asked for once, and again with other pieces', async () => {
    const { bench, id, spoil, mend, stock, puts, batches, pieces, refuse, pass } = await shop(412);
    await spoil[whose]();
    const before = batches();
    refuse(422);
    await stock(4, hour);
    expect([puts(), pieces(), bench.one(id).state]).toEqual([1, 10, 'error']);
    await stock(3, hour);
    expect([puts(), pieces(), bench.one(id).state, batches() - before]).toEqual([2, 10, 'error', 0]);
    refuse(null);
    await stock(2);
    expect([puts(), pieces()]).toEqual([3, 2]);
    mend[whose]();
    await pass(20 * minute);
    expect([pieces(), bench.one(id).state]).toEqual([2, 'completed']);
  });

  it.each<Strike>(['kill-before', 'kill-after', 'hang-after', 'drop-before', 'drop-after'])(
    'has its pieces told though the call is struck (%s)',
    async (strike) => {
      const { world, spoil, stock, mend, pass, pieces, bench, id } = await shop(413);
      await spoil[whose]();
      let left = 1;
      world.plan = ({ name }) => (name.startsWith('PUT') && left-- > 0 ? strike : null);
      await stock(4, 40 * minute);
      expect([left < 1, pieces(), bench.one(id).state]).toEqual([true, 4, 'error']);
      await stock(9, 10 * minute);
      mend[whose]();
      await pass(20 * minute);
      expect([pieces(), bench.one(id).state]).toEqual([9, 'completed']);
    },
  );

  it('is taken out of sale where it is not published any more', async () => {
    const { world, bench, id, spoil, batchFault, pass } = await shop(414);
    await spoil[whose]();
    if (whose === 'Poleepo') batchFault(null);
    await bench.publish([id], false);
    await pass(20 * minute);
    expect(bench.one(id)).toMatchObject({ state: 'withdrawn', error: null });
    expect(world.poleepo.control.product(sku)).toMatchObject({ quantity: 0, active: false });
  });
});

describe('what Poleepo refused', () => {
  it('is sent again with more pieces than it was refused with, and with another price', async () => {
    const { world, bench, id, spoil, stock, batches, pieces, pass } = await shop(415);
    await spoil.Poleepo();
    await stock(4, 20 * minute);
    await stock(7, 20 * minute);
    const before = batches();
    expect([bench.one(id).state, pieces()]).toEqual(['error', 4]);
    await stock(12, 20 * minute);
    expect([batches() - before, bench.one(id).state]).toEqual([1, 'error']);
    world.odoo.control.changeProduct({ id }, { list_price: 31 });
    await pass(20 * minute);
    expect([batches() - before, bench.one(id).state]).toEqual([2, 'error']);
  });

  it('for its pieces is sent again with fewer', async () => {
    const { world, bench, id, batchFault, stock, pieces, pass } = await shop(416);
    batchFault({ code: 'VALIDATION_ERROR', field: 'quantity' });
    world.odoo.control.changeProduct({ id }, { name: 'Altro nome' });
    await pass(20 * minute);
    expect(bench.one(id).state).toBe('error');
    batchFault(null);
    await stock(4, 20 * minute);
    expect([bench.one(id).state, pieces()]).toEqual(['completed', 4]);
  });
});

describe('a product whose taxes become unclear while it is in a batch', () => {
  it('is in error once the batch is over, and has its pieces told', async () => {
    const { world, bench, id, spoil, stock, pieces, pass } = await shop(417);
    world.poleepo.control.setBatchFaults([{ kind: 'hold', ms: 30 * minute, times: 1 }]);
    world.odoo.control.changeProduct({ id }, { name: 'Altro nome' });
    await pass(4 * minute);
    expect(bench.one(id).state).toBe('sending');
    await spoil.ours();
    await stock(0, 4 * minute);
    expect([bench.one(id).state, pieces()]).toEqual(['sending', 0]);
    await pass(hour);
    expect([bench.one(id).state, pieces()]).toEqual(['error', 0]);
    expect(bench.one(id).error).toContain('TAX_UNCLEAR');
  });
});

describe('a product of which Poleepo fails to take the pieces', () => {
  it('keeps no other from being told', async () => {
    const { world, bench, stock, pass } = await shop(418);
    const other = bench.bySku('UNO-2');
    const ref = world.poleepo.control.product(sku)?.id;
    for (const one of [bench.bySku(sku), other]) {
      const taxes = world.odoo.db.search('account.tax', [['name', 'in', ['22%', '10%']]]);
      world.odoo.control.changeProduct({ id: one }, { taxes_id: [[6, 0, taxes]] });
    }
    await pass(6 * minute);
    world.poleepo.control.setFaults([
      { match: { path: `/products/${ref}`, method: 'PUT' }, kind: 'status', status: 500 },
    ]);
    world.odoo.control.setStock({ id: other }, { quantity: 0 });
    await stock(0, 10 * minute);
    expect(world.poleepo.control.product('UNO-2')?.quantity).toBe(0);
    world.poleepo.control.setFaults([]);
    await pass(hour);
    expect(world.poleepo.control.product(sku)?.quantity).toBe(0);
  });
});
