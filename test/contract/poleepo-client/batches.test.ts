import { describe, expect, test } from 'vitest';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { minute, second } from '../../../src/kit/clock.ts';
import type { BatchReport } from '../../../src/poleepo/batch-report.ts';
import { itemWords } from '../../../src/poleepo/item-words.ts';
import type { EntryDraft } from '../../../src/poleepo/product-entry.ts';
import type { PoleepoBatchId, PoleepoProductId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { manyDrafts, parentDraft, variantDraft, withdrawalDraft } from '../../unit/poleepo/drafts.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import type { Bridge } from './bridge.ts';
import { createBridge } from './bridge.ts';

const batchTime = 20 * second;

/** A Poleepo that sells nothing yet. */
function createEmpty(): Bridge {
  const bridge = createBridge();
  bridge.sim.control.clearProducts();
  return bridge;
}

async function sent({ client }: Bridge, drafts: readonly EntryDraft[]): Promise<PoleepoBatchId> {
  const sending = await client.batches.send(drafts);
  if (sending.kind !== 'accepted') throw new Error('the batch was not accepted');
  return sending.id;
}

async function polled({ client }: Bridge, id: PoleepoBatchId): Promise<BatchReport> {
  const poll = await client.batches.read(id);
  if (poll.kind !== 'report') throw new Error(`the poll found the batch ${poll.kind}`);
  return poll.report;
}

/** Sends entries, lets the batch's time pass and asks what became of it. */
async function settled(bridge: Bridge, drafts: readonly EntryDraft[]): Promise<BatchReport> {
  const id = await sent(bridge, drafts);
  bridge.clock.advance(batchTime);
  return polled(bridge, id);
}

describe('a batch', () => {
  test('makes a family, its parent first, and tells the ids', async () => {
    const bridge = createEmpty();
    const drafts = [parentDraft(), variantDraft(), variantDraft({ sku: 'TSHIRT-M', ean: null })];
    const report = await settled(bridge, drafts);
    expect(report).toMatchObject({ status: 'completed', total: 3 });
    expect(report.items.map(({ index, sku, status, errors }) => ({ index, sku, status, errors }))).toEqual(
      ['48', 'TSHIRT-L', 'TSHIRT-M'].map((sku, index) => ({ index, sku, status: 'completed', errors: [] })),
    );
    const [parent, large] = report.items.map(({ productId }) => productId as PoleepoProductId);
    const [family, variant] = [parent, large].map((id) => id && bridge.client.products.get(id));
    expect(await family).toMatchObject({ sku: '48', typeId: 'PARENT', parentId: null });
    expect(await variant).toMatchObject({
      sku: 'TSHIRT-L',
      typeId: 'VARIANT',
      parentId: parent,
      price: decimal('27.05'),
      priceWithTax: decimal('33'),
      vatRate: decimal('22'),
      quantity: decimal('12'),
      active: true,
      categoryPath: 'Abbigliamento / Magliette',
      images: [{ url: 'https://ponte.example.com/i/a' }, { url: 'https://ponte.example.com/i/b' }],
    });
  });

  test('is queued, then under way, with its items as drafts', async () => {
    const bridge = createEmpty();
    const id = await sent(bridge, [variantDraft({ parentSku: null })]);
    expect(await polled(bridge, id)).toMatchObject({ status: 'queued', total: 1 });
    bridge.clock.advance(batchTime - second);
    const report = await polled(bridge, id);
    expect(report.status).toBe('processing');
    expect(report.items).toMatchObject([{ index: 0, status: 'draft', productId: null }]);
  });

  test('changes the products that it names, withdraws one and brings it back', async () => {
    const bridge = createEmpty();
    const first = await settled(bridge, manyDrafts(2));
    const [one, two] = first.items.map(({ productId }) => productId);
    if (one == null || two == null) throw new Error('the batch made no products');
    const changed = variantDraft({ productId: one, sku: 'SKU-0', parentSku: null, quantity: 3 });
    await settled(bridge, [changed, withdrawalDraft({ productId: two, sku: 'SKU-1' })]);
    expect(await bridge.client.products.get(one)).toMatchObject({ quantity: decimal(3), active: true });
    expect(await bridge.client.products.get(two)).toMatchObject({ quantity: decimal(0), active: false });
    const again = variantDraft({ productId: two, sku: 'SKU-1', parentSku: null, active: true });
    expect(await settled(bridge, [again])).toMatchObject({
      items: [{ productId: two, status: 'completed' }],
    });
    expect(await bridge.client.products.get(two)).toMatchObject({ quantity: decimal(12), active: true });
    expect(bridge.sim.control.products()).toHaveLength(2);
  });

  test('withdraws a parent too', async () => {
    const bridge = createEmpty();
    const [parent] = (await settled(bridge, [parentDraft()])).items;
    const draft = withdrawalDraft({ productId: parent?.productId ?? null, sku: '48' });
    expect(await settled(bridge, [draft])).toMatchObject({ items: [{ status: 'completed', errors: [] }] });
    expect(bridge.sim.control.product('48')?.active).toBe(false);
  });

  test('of a hundred is taken, of more it is too large, and nothing of it is taken', async () => {
    const bridge = createEmpty();
    expect(await bridge.client.batches.send(manyDrafts(100))).toMatchObject({ kind: 'accepted', total: 100 });
    expect(await bridge.client.batches.send(manyDrafts(101))).toEqual({ kind: 'too-large' });
    expect(bridge.sim.control.batches()).toHaveLength(1);
  });

  test('over an account’s own size is too large with another status as well', async () => {
    const bridge = createEmpty();
    bridge.sim.control.changeAccount(demoClientId, { batches: { max: 10, tooLargeStatus: 422 } });
    expect(await bridge.client.batches.send(manyDrafts(11))).toEqual({ kind: 'too-large' });
    expect(await bridge.client.batches.send(manyDrafts(10))).toMatchObject({ kind: 'accepted' });
  });

  test('is missing where Poleepo has none of its id', async () => {
    const { client } = createEmpty();
    expect(await client.batches.read(1 as PoleepoBatchId)).toEqual({ kind: 'missing' });
  });

  test('is forbidden to a key that may only read', async () => {
    const bridge = createEmpty();
    bridge.sim.control.changeAccount(demoClientId, { rights: { products: 'read' } });
    expect(await failing(bridge.client.batches.send(manyDrafts(1)))).toMatchObject({ code: 'forbidden' });
    expect(bridge.sim.control.batches()).toEqual([]);
  });

  test.each(['numbers-as-strings', 'statuses-as-strings', 'unknown-members'] as const)(
    'is understood with %s too',
    async (kind) => {
      const bridge = createEmpty();
      bridge.sim.control.setFaults([{ kind }]);
      const report = await settled(bridge, manyDrafts(3));
      expect(report).toMatchObject({ status: 'completed', total: 3 });
      expect(report.items.map(({ index }) => index)).toEqual([0, 1, 2]);
      expect(report.items.every(({ productId }) => productId !== null)).toBe(true);
    },
  );
});

describe('an item that Poleepo does not take', () => {
  const only = async (bridge: Bridge, draft: EntryDraft) => (await settled(bridge, [draft])).items[0];

  test('for its parent, which is missing, says so', async () => {
    const item = await only(createEmpty(), variantDraft());
    expect(item).toMatchObject({ status: 'error', productId: null, errors: [{ code: 'PARENT_NOT_FOUND' }] });
    expect(item?.errors[0]?.message).toContain('48');
  });

  test('for its SKU, which another has, says so', async () => {
    const bridge = createEmpty();
    bridge.sim.control.addProducts({ products: [{ sku: 'TSHIRT-L' }] });
    expect(await only(bridge, variantDraft({ parentSku: null }))).toMatchObject({
      status: 'error',
      errors: [{ code: 'SKU_DUPLICATE' }],
    });
  });

  test('for its category says so', async () => {
    const bridge = createEmpty();
    bridge.sim.control.changeAccount(demoClientId, { categories: ['Casa'] });
    expect(await only(bridge, variantDraft({ parentSku: null }))).toMatchObject({
      errors: [{ code: 'CATEGORY_NOT_FOUND' }],
    });
  });

  test('for a product that was deleted says so, in words of its own', async () => {
    const item = await only(createEmpty(), variantDraft({ productId: 5 as PoleepoProductId }));
    expect(item?.errors).toMatchObject([{ code: 'VALIDATION_ERROR', field: 'product_id' }]);
    const [error] = item?.errors ?? [];
    expect(error && itemWords(error).title.en).toMatch(/ID/);
  });

  test('leaves the others as they are', async () => {
    const bridge = createEmpty();
    const [good, bad, last] = manyDrafts(3);
    if (!good || !bad || !last) throw new Error('three drafts were asked for');
    const report = await settled(bridge, [good, { ...bad, parentSku: 'none' }, last]);
    expect(report.items.map(({ status }) => status)).toEqual(['completed', 'error', 'completed']);
    expect(bridge.sim.control.products().map(({ sku }) => sku)).toEqual(['SKU-0', 'SKU-2']);
  });

  test.each([true, false])('may be all of a batch that failed whole, with items: %j', async (items) => {
    const bridge = createEmpty();
    bridge.sim.control.setBatchFaults([{ kind: 'fail-whole', items }]);
    const report = await settled(bridge, manyDrafts(2));
    expect(report.status).toBe('failed');
    expect(report.items).toHaveLength(items ? 2 : 0);
    expect(report.items.every(({ status }) => status === 'draft')).toBe(true);
  });
});

describe('a batch whose answer does not come', () => {
  test.each([
    ['drop-before', 'unreachable', 0],
    ['drop-after', 'unreachable', 1],
    ['hang-before', 'timed-out', 0],
    ['hang-after', 'timed-out', 1],
    ['truncated-json', 'unreadable', 1],
  ] as const)('by %s is not sent again and may have been taken', async (kind, code, batches) => {
    const bridge = createEmpty();
    bridge.sim.control.setFaults([{ match: { path: '/products/batch', method: 'POST' }, kind }]);
    expect(await failing(bridge.client.batches.send(manyDrafts(2)))).toMatchObject({
      code,
      mayHaveHappened: true,
    });
    expect(bridge.count('POST /products/batch')).toBe(1);
    expect(bridge.sim.control.batches()).toHaveLength(batches);
  });

  test('because the token ended is sent again, and is there once', async () => {
    const bridge = createEmpty();
    await bridge.client.products.list({ offset: 0, max: 1 });
    bridge.sim.control.expireTokens();
    await sent(bridge, manyDrafts(2));
    expect(bridge.sim.control.batches()).toHaveLength(1);
  });
});

describe('the sixth poll within ten minutes', () => {
  test.each([
    ['seconds', 10 * minute - 4 * second],
    ['date', 10 * minute - 4 * second],
    ['none', null],
  ] as const)('is limited, the wait told in %s, and other calls go on', async (form, retryAfterMs) => {
    const bridge = createEmpty();
    bridge.sim.control.changeAccount(demoClientId, { batches: { pollRetryAfter: form } });
    const id = await sent(bridge, manyDrafts(1));
    for (let nth = 0; nth < 5; nth += 1) {
      await polled(bridge, id);
      bridge.clock.advance(second);
    }
    expect(await bridge.client.batches.read(id)).toEqual({ kind: 'limited', retryAfterMs });
    expect(await bridge.client.products.list({ offset: 0, max: 1 })).toMatchObject({ last: true });
    bridge.clock.advance(10 * minute);
    expect(await polled(bridge, id)).toMatchObject({ status: 'completed' });
  });

  test.each(['drop-before', 'drop-after', 'hang-before', 'html-502', 'truncated-json'] as const)(
    'is not reached faster where polls end by %s: each asks once',
    async (kind) => {
      const bridge = createEmpty();
      const id = await sent(bridge, manyDrafts(1));
      bridge.sim.control.setFaults([{ match: { path: '/products/batch/{id}' }, kind }]);
      for (let nth = 0; nth < 3; nth += 1) await failing(bridge.client.batches.read(id));
      expect(bridge.sim.control.batchPolls()).toHaveLength(3);
    },
  );

  test('is not reached faster by a token that has ended', async () => {
    const bridge = createEmpty();
    const id = await sent(bridge, manyDrafts(1));
    bridge.sim.control.expireTokens();
    await polled(bridge, id);
    const answers = bridge.sim.control.batchPolls().map(({ status }) => status);
    expect(answers.filter((status) => status !== 401)).toEqual([200]);
  });
});
