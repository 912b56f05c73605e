import { describe, expect, test } from 'vitest';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { batchDelay, createProductBench, outcomes, parent, simple, variant } from './product-bench.ts';

describe('a batch that is held', () => {
  test('stays in process until it is released, and then is done at once', async () => {
    const { accepted, read, clock, sim } = createProductBench();
    sim.control.setBatchFaults([{ kind: 'hold', times: 1 }]);
    const id = await accepted([simple('A')]);
    expect((await read(id)).status).toBe('QUEUED');
    clock.now += 86_400_000;
    expect(await read(id)).toMatchObject({ status: 'PROCESSING', items: [{ status: 'DRAFT' }] });
    expect(sim.control.batches()).toMatchObject([{ dueAt: null }]);
    sim.control.releaseBatches();
    expect(await read(id)).toMatchObject({ status: 'COMPLETED', items: [{ status: 'COMPLETED' }] });
    expect(sim.control.product('A')?.update_date).toBe('2026-06-04T08:15:00Z');
  });

  test('can be held for a time, and is overtaken by others', async () => {
    const { accepted, read, clock, sim } = createProductBench();
    sim.control.setBatchFaults([{ kind: 'hold', ms: 60_000, times: 1 }]);
    const first = await accepted([simple('A')]);
    const second = await accepted([simple('B')]);
    clock.now += batchDelay;
    expect([(await read(first)).status, (await read(second)).status]).toEqual(['PROCESSING', 'COMPLETED']);
    clock.now += 60_000;
    expect((await read(first)).status).toBe('COMPLETED');
    expect(sim.control.products().map(({ sku }) => sku)).toEqual(['B', 'A']);
  });

  test('can be released alone', async () => {
    const { accepted, clock, sim } = createProductBench();
    sim.control.setBatchFaults([{ kind: 'hold' }]);
    await accepted([simple('A')]);
    const second = await accepted([simple('B')]);
    clock.now += 3_600_000;
    sim.control.releaseBatches({ id: second });
    expect(sim.control.batches().map(({ status }) => status)).toEqual(['PROCESSING', 'COMPLETED']);
    expect(() => sim.control.releaseBatches({ id: 1 })).toThrow('Batch not found');
  });
});

test('a batch that takes long is done after the one behind it: old news come last', async () => {
  const { settled, accepted, clock, sim } = createProductBench();
  const [item] = await settled([simple('A')]);
  const known = { product_id: item?.product_id, sku: 'A' };
  sim.control.setBatchFaults([{ kind: 'delay', ms: 50_000, times: 1 }]);
  await accepted([{ ...known, quantity: 5 }]);
  await accepted([{ ...known, quantity: 6 }]);
  clock.now += batchDelay;
  expect(sim.control.product('A')?.quantity).toBe(6);
  clock.now += 30_000;
  expect(sim.control.product('A')?.quantity).toBe(5);
});

test('a parent that takes long is missing to its children', async () => {
  const { accepted, clock, sim } = createProductBench();
  sim.control.setBatchFaults([{ kind: 'delay', ms: 50_000, times: 1 }]);
  await accepted([parent('77')]);
  await accepted([variant('A', '77')]);
  clock.now += 50_000;
  const [first, second] = sim.control.batches();
  expect(outcomes(first?.items ?? [])).toEqual(['COMPLETED']);
  expect(outcomes(second?.items ?? [])).toEqual([[['PARENT_NOT_FOUND', 'parent_sku']]]);
});

describe('a batch that fails whole', () => {
  test('changes nothing, with its items or without', async () => {
    const { accepted, read, clock, sim } = createProductBench();
    sim.control.setBatchFaults([
      { kind: 'fail-whole', times: 1 },
      { kind: 'fail-whole', items: false },
    ]);
    const withItems = await accepted([simple('A')]);
    const without = await accepted([simple('B')]);
    expect((await read(withItems)).status).toBe('QUEUED');
    clock.now += batchDelay;
    expect(await read(withItems)).toMatchObject({ status: 'FAILED', items: [{ sku: 'A', status: 'DRAFT' }] });
    expect(await read(without)).toEqual({ id: without, status: 'FAILED', total: 1 });
    expect(sim.control.products()).toEqual([]);
  });

  test('is that of the account that is named', async () => {
    const { settled, sim, clock } = createProductBench();
    const other = sim.control.createAccount();
    sim.control.setBatchFaults([{ kind: 'fail-whole', account: other.clientId }]);
    await settled([simple('A')]);
    sim.control.setBatchFaults([{ kind: 'fail-whole', account: demoClientId }]);
    await settled([simple('B')]);
    clock.now += batchDelay;
    expect(sim.control.batches().map(({ status }) => status)).toEqual(['COMPLETED', 'FAILED']);
  });
});

describe('an item', () => {
  test('fails as told, so many times, and its neighbours do not', async () => {
    const { settled, sim } = createProductBench();
    const message = 'Attributo mancante';
    sim.control.setBatchFaults([
      {
        kind: 'fail-items',
        skus: ['A', 'B'],
        code: 'ATTRIBUTE_MISSING',
        field: 'attributes',
        message,
        times: 2,
      },
    ]);
    const entries = [simple('A'), simple('S')];
    const [item, neighbour] = await settled(entries);
    expect(item).toEqual({
      index: 0,
      sku: 'A',
      product_id: null,
      status: 'ERROR',
      errors: [{ code: 'ATTRIBUTE_MISSING', message, field: 'attributes' }],
    });
    expect(neighbour?.status).toBe('COMPLETED');
    const failed = [['ATTRIBUTE_MISSING', 'attributes']];
    expect(outcomes(await settled([simple('A'), simple('B')]))).toEqual([failed, failed]);
    expect(outcomes(await settled([simple('A'), simple('B')]))).toEqual(['COMPLETED', failed]);
  });

  test('fails whatever its SKU where none is named, without a field', async () => {
    const { settled, sim } = createProductBench();
    sim.control.setBatchFaults([{ kind: 'fail-items', code: 'VALIDATION_ERROR' }]);
    const items = await settled([simple('A')]);
    expect(items[0]?.errors).toEqual([{ code: 'VALIDATION_ERROR', message: 'Not accepted' }]);
  });

  test('is completed without the members that are silently ignored', async () => {
    const { settled, sim } = createProductBench();
    const [item] = await settled([simple('A'), simple('B')]);
    sim.control.setBatchFaults([{ kind: 'ignore-members', skus: ['A'], members: ['price', 'quantity'] }]);
    const change = { price: 50, price_with_tax: 61, quantity: 99, title: 'Nuovo' };
    const items = await settled([{ product_id: item?.product_id, sku: 'A', ...change }]);
    expect(outcomes(items)).toEqual(['COMPLETED']);
    expect(sim.control.product('A')).toMatchObject({
      title: 'Nuovo',
      quantity: 4,
      price: 27.05,
      price_with_tax: 61,
    });
    expect(sim.control.product('B')).toMatchObject({ quantity: 4 });
  });

  test('that is new is made without the members that are silently ignored', async () => {
    const { settled, sim } = createProductBench();
    sim.control.setBatchFaults([{ kind: 'ignore-members', members: ['quantity', 'images'] }]);
    expect(outcomes(await settled([simple('A', { images: ['https://x.example.com/1'] })]))).toEqual([
      'COMPLETED',
    ]);
    expect(sim.control.product('A')).toMatchObject({ quantity: 0, images: [], price: 27.05 });
  });

  test('fails by chance, the same for the same seed', async () => {
    const run = async (seed: number) => {
      const { settled, sim } = createProductBench({ seed });
      sim.control.setBatchFaults([{ kind: 'fail-items', probability: 0.5 }]);
      const entries = Array.from({ length: 60 }, (_, index) => simple(`A${index}`));
      return (await settled(entries)).map(({ status }) => status);
    };
    const first = await run(7);
    expect(first.filter((status) => status === 'ERROR').length).toBeGreaterThan(15);
    expect(first.filter((status) => status === 'COMPLETED').length).toBeGreaterThan(15);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });
});

describe('faults of every call strike batches as well', () => {
  test.each([
    ['drop-after', ['A']],
    ['hang-after', ['A']],
    ['drop-before', []],
    ['hang-before', []],
  ] as const)('%s loses the answer, and products are there: %j', async (kind, skus) => {
    const { send, clock, sim } = createProductBench();
    sim.control.setFaults([{ kind, match: { method: 'POST', path: '/products/batch' } }]);
    await expect(send([simple('A')])).rejects.toThrow(TypeError);
    clock.now += batchDelay;
    expect(sim.control.products().map(({ sku }) => sku)).toEqual(skus);
    expect(sim.control.batches()).toHaveLength(skus.length);
  });

  test('an answer can be cut after the effect', async () => {
    const { send, sim } = createProductBench();
    sim.control.setFaults([{ kind: 'truncated-json', match: { path: '/products/batch' } }]);
    const answer = await send([simple('A')]);
    expect(answer.status).toBe(202);
    expect(() => JSON.parse(answer.text) as unknown).toThrow(SyntaxError);
    expect(sim.control.batches()).toHaveLength(1);
  });

  test('a batch can be answered as done, and nothing happens', async () => {
    const { settled, sim } = createProductBench();
    sim.control.setFaults([{ kind: 'silent-ignore', match: { path: '/products/batch' } }]);
    expect(outcomes(await settled([simple('A')]))).toEqual(['COMPLETED']);
    expect(sim.control.products()).toEqual([]);
  });

  test('a report has another shape', async () => {
    const { accepted, read, sim } = createProductBench();
    const id = await accepted([simple('A')]);
    sim.control.setFaults([{ kind: 'statuses-as-objects' }, { kind: 'numbers-as-strings' }]);
    expect(await read(id)).toMatchObject({
      id,
      status: { id: 'QUEUED' },
      total: '1',
      items: [{ index: '0', status: { id: 'DRAFT' } }],
    });
  });
});

describe('the control over HTTP', () => {
  test('sets what becomes of batches, lists and releases them', async () => {
    const { call, accepted, clock } = createProductBench();
    const sim = (path: string, body: unknown) => call('POST', `/_sim${path}`, { token: null, body });
    expect((await sim('/batch-faults', [{ kind: 'hold' }])).status).toBe(200);
    const id = await accepted([simple('A')]);
    clock.now += 3_600_000;
    const held = await call('GET', '/_sim/batches', { token: null });
    expect(held.json['batches']).toMatchObject([{ id, status: 'PROCESSING', dueAt: null }]);
    expect((await sim('/batches/release', { id })).status).toBe(200);
    const done = await call('GET', `/_sim/batches?account=${demoClientId}`, { token: null });
    expect(done.json['batches']).toMatchObject([{ id, status: 'COMPLETED', entries: [{ sku: 'A' }] }]);
  });

  test.each([
    ['/batch-faults', [{ kind: 'explode' }], 422],
    ['/batch-faults', [{ kind: 'hold', skus: ['A'] }], 422],
    ['/batch-faults', [{ kind: 'ignore-members' }], 422],
    ['/batches/release', { id: 1 }, 404],
    ['/accounts', { batches: { delay: 1 } }, 422],
  ])('%s refuses %j', async (path, body, status) => {
    const { call } = createProductBench();
    expect((await call('POST', `/_sim${path}`, { token: null, body })).status).toBe(status);
  });

  test('forgets all of it at a reset', async () => {
    const { settled, accepted, poll, sim } = createProductBench();
    sim.control.setBatchFaults([{ kind: 'fail-whole' }]);
    await poll(await accepted([simple('A')]));
    sim.control.reset();
    expect([sim.control.batches(), sim.control.batchPolls(), sim.control.products()]).toEqual([[], [], []]);
    expect(outcomes(await settled([simple('A')]))).toEqual(['COMPLETED']);
  });
});
