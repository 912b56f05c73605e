import { describe, expect, test } from 'vitest';
import { record } from './poleepo-client.ts';
import { batchDelay, createProductBench, outcomes, parent, simple, variant } from './product-bench.ts';

describe('a batch that is sent', () => {
  test('is accepted with its id, queued, and its total', async () => {
    const answer = await createProductBench().send([simple('A'), simple('B')]);
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ data: { id: 5512, status: 'QUEUED', total: 2 } });
  });

  test('is queued, then processed, then completed, its items drafts until then', async () => {
    const { accepted, read, clock } = createProductBench();
    const id = await accepted([simple('A'), simple('B')]);
    const draft = { product_id: null, status: 'DRAFT', errors: [] };
    expect(await read(id)).toEqual({
      id,
      status: 'QUEUED',
      total: 2,
      items: [
        { index: 0, sku: 'A', ...draft },
        { index: 1, sku: 'B', ...draft },
      ],
    });
    clock.now += batchDelay / 4;
    expect(await read(id)).toMatchObject({ status: 'PROCESSING', items: [{ status: 'DRAFT' }, draft] });
    clock.now += (batchDelay / 4) * 3 - 1;
    expect((await read(id)).status).toBe('PROCESSING');
    clock.now += 1;
    expect(await read(id)).toMatchObject({
      status: 'COMPLETED',
      total: 2,
      items: [
        { index: 0, sku: 'A', product_id: expect.any(Number), status: 'COMPLETED', errors: [] },
        { index: 1, sku: 'B', product_id: expect.any(Number), status: 'COMPLETED', errors: [] },
      ],
    });
  });

  test('changes nothing before its time, and then is seen by every read', async () => {
    const { accepted, call, clock, sim } = createProductBench();
    await accepted([simple('A')]);
    clock.now += batchDelay - 1;
    expect((await call('GET', '/products')).json).toEqual({ data: [], total: 0 });
    expect(sim.control.product('A')).toBeUndefined();
    clock.now += 1;
    expect((await call('GET', '/products')).json).toMatchObject({ data: [{ sku: 'A' }], total: 1 });
  });

  test('bears the moment at which it was done, whenever somebody looks', async () => {
    const { accepted, clock, sim } = createProductBench();
    await accepted([simple('A')]);
    clock.now += 3_600_000;
    expect(sim.control.product('A')?.update_date).toBe('2026-06-03T08:15:20Z');
  });

  test('takes the time of its account', async () => {
    const { accepted, read, sim } = createProductBench({ batchDelayMs: 0 });
    expect((await read(await accepted([simple('A')]))).status).toBe('COMPLETED');
    const [account] = sim.accounts();
    sim.control.changeAccount(account?.clientId ?? '', { batches: { delayMs: 1000 } });
    expect((await read(await accepted([simple('B')]))).status).toBe('QUEUED');
  });

  test('is done in the order of acceptance', async () => {
    const { accepted, settled, clock, sim } = createProductBench();
    const [item] = await settled([simple('A', { title: 'First' })]);
    const known = { product_id: item?.product_id, sku: 'A' };
    await accepted([{ ...known, title: 'Second', quantity: 9 }]);
    await accepted([{ ...known, title: 'Third' }]);
    clock.now += batchDelay;
    expect(sim.control.product('A')).toMatchObject({ title: 'Third', quantity: 9 });
  });

  test.each([
    ['an empty list', { products: [] }],
    ['no list', {}],
    ['a bare list', [simple('A')]],
    ['something else', { products: 'A' }],
  ])('is refused with %s', async (_, body) => {
    const { call, sim } = createProductBench();
    const answer = await call('POST', '/products/batch', { body });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ success: false, code: 'VALIDATION_ERROR' });
    expect(sim.control.batches()).toEqual([]);
  });

  test('holds at most 100 entries, or what the account may', async () => {
    const { send, sim } = createProductBench();
    const entries = Array.from({ length: 101 }, (_, index) => simple(`A${index}`));
    expect((await send(entries.slice(1))).status).toBe(202);
    const tooLarge = await send(entries);
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.json).toMatchObject({ success: false, code: 'BATCH_TOO_LARGE' });
    const clientId = sim.accounts()[0]?.clientId ?? '';
    sim.control.changeAccount(clientId, { batches: { max: 2, tooLargeStatus: 422 } });
    expect((await send(entries.slice(0, 2))).status).toBe(202);
    const otherwise = await send(entries.slice(0, 3));
    expect([otherwise.status, otherwise.json['code']]).toEqual([422, 'BATCH_TOO_LARGE']);
    expect(sim.control.batches().map((batch) => batch.entries.length)).toEqual([100, 2]);
  });

  test('is remembered as it was received', async () => {
    const { accepted, sim, clock } = createProductBench();
    const entries = [simple('A', { x_unknown: [1] }), 'nonsense'];
    const id = await accepted(entries);
    const acceptedAt = clock.now;
    expect(sim.control.batches()).toMatchObject([
      { id, status: 'QUEUED', acceptedAt, dueAt: acceptedAt + batchDelay, entries },
    ]);
  });

  test('that does not exist is 404', async () => {
    const { poll } = createProductBench();
    expect((await poll(1)).status).toBe(404);
    expect((await poll('abc')).status).toBe(404);
  });

  test('belongs to its account alone', async () => {
    const { accepted, sim, call, token } = createProductBench();
    const id = await accepted([simple('A')]);
    const other = sim.control.createAccount();
    const bearer = await token(other);
    expect((await call('GET', `/products/batch/${id}`, { token: bearer })).status).toBe(404);
    expect(sim.control.batches(other.clientId)).toEqual([]);
  });
});

describe('an item of a family', () => {
  test('comes after its parent, in one batch or a later one', async () => {
    const { settled, sim, call } = createProductBench();
    const items = await settled([parent('77'), variant('A', '77'), simple('S')]);
    expect(outcomes(items)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    await settled([variant('B', '77')]);
    const family = sim.control.product('77');
    expect(family).toMatchObject({ type: { id: 'PARENT' }, price: 27.05, quantity: 0 });
    for (const sku of ['A', 'B']) {
      const product = sim.control.product(sku);
      expect(record(await call('GET', `/products/${product?.id}`))).toMatchObject({
        type: { id: 'VARIANT' },
        parent_id: family?.id,
        parent_sku: '77',
        attributes: [{ name: 'Taglia', value: sku }],
      });
    }
    expect(sim.control.product('S')?.type.id).toBe('SIMPLE');
    expect(sim.control.product('S')).not.toHaveProperty('parent_id');
  });

  test('is an error before its parent, without it, and behind one that failed', async () => {
    const { settled } = createProductBench();
    const notFound = [['PARENT_NOT_FOUND', 'parent_sku']];
    expect(outcomes(await settled([variant('A', '77'), parent('77')]))).toEqual([notFound, 'COMPLETED']);
    expect(outcomes(await settled([variant('B', '78')]))).toEqual([notFound]);
    const failed = await settled([parent('79', { price: -1 }), variant('C', '79')]);
    expect(outcomes(failed)).toEqual([[['VALIDATION_ERROR', 'price']], notFound]);
  });

  test('finds no parent in a product that is sold itself', async () => {
    const { settled } = createProductBench();
    const items = await settled([simple('S'), variant('A', 'S')]);
    expect(outcomes(items)).toEqual(['COMPLETED', [['PARENT_NOT_FOUND', 'parent_sku']]]);
  });

  test('moves to another family, and out of it', async () => {
    const { settled, sim } = createProductBench();
    await settled([parent('77'), parent('78'), variant('A', '77')]);
    const id = sim.control.product('A')?.id;
    await settled([{ product_id: id, sku: 'A', parent_sku: '78' }]);
    expect(sim.control.product('A')).toMatchObject({ parent_sku: '78', type: { id: 'VARIANT' } });
    await settled([{ product_id: id, sku: 'A', parent_sku: '' }]);
    expect(sim.control.product('A')?.type.id).toBe('SIMPLE');
    expect(sim.control.product('A')).not.toHaveProperty('parent_sku');
  });

  test('follows the new SKU of its parent', async () => {
    const { settled, sim } = createProductBench();
    await settled([parent('77'), variant('A', '77')]);
    await settled([{ product_id: sim.control.product('77')?.id, sku: '99' }]);
    expect(sim.control.product('A')?.parent_sku).toBe('99');
    expect(outcomes(await settled([variant('B', '77'), variant('C', '99')]))).toEqual([
      [['PARENT_NOT_FOUND', 'parent_sku']],
      'COMPLETED',
    ]);
  });
});
