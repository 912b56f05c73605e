import { describe, expect, it } from 'vitest';
import { day, minute } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld } from '../support/world/batch-world.ts';

type Fault = Parameters<BatchWorld['control']['setFaults']>[0][number];

const broken = [
  { kind: 'status', status: 500 },
  { kind: 'truncated-json' },
  { kind: 'success-false-200' },
] as const;

/** Three products at Poleepo, of which it does not show the first one. */
async function withBroken(fault: Omit<Fault, 'match'>, more: Fault[] = []) {
  const one = await BatchWorld.open();
  await one.wishMany(3);
  await one.send();
  const path = `/products/${String(one.row(1)['poleepo_ref'])}`;
  one.control.setFaults([{ match: { path, method: 'GET' }, ...fault }, ...more]);
  one.world.passed.length = 0;
  const reads = () => one.calls('poleepo').filter((name) => name === `GET ${path}`).length;
  return { one, reads };
}

describe('a product that Poleepo cannot show', () => {
  it.each(broken)('in a lost batch holds up no other, and goes once more (%o)', async (fault) => {
    const { one, reads } = await withBroken(fault, [
      { match: { path: '/products/batch', method: 'POST', times: 1 }, kind: 'drop-after' },
    ]);
    await one.wish({ 1: { title: 'First' }, 2: { title: 'Second' } });
    await one.begin('send-batches');
    await one.pass(5 * minute);
    expect(one.row(2)['state']).toBe('completed');
    expect(one.row(1)['state']).toBe('sending');
    await one.pass(40 * minute);
    expect(batchComplaints(one)).toEqual([]);
    expect(reads()).toBeLessThan(10);
  });

  it.each(broken)('keeps no other from being asked about (%o)', async (fault) => {
    const { one, reads } = await withBroken(fault);
    one.control.setBatchFaults([
      { kind: 'ignore-members', skus: ['SKU-2'], members: ['price', 'price_with_tax'], times: 1 },
    ]);
    await one.wishMany(3, () => ({ price: '12' }));
    await one.begin('send-batches');
    await one.pass(60 * minute);
    expect(one.control.product('SKU-2')?.price).toBe(12);
    expect(reads()).toBeGreaterThan(0);
    expect(reads()).toBeLessThan(10);
    one.control.setFaults([]);
    await one.world.settle(day);
    expect(batchComplaints(one)).toEqual([]);
  });
});

describe('a look that Poleepo’s side does not answer', () => {
  it('is begun again at its time, not at once', async () => {
    const { one, reads } = await withBroken({ kind: 'status', status: 503 }, [
      { match: { path: '/products/batch', method: 'POST', times: 1 }, kind: 'drop-after' },
    ]);
    await one.wish({ 1: { title: 'First' }, 2: { title: 'Second' } });
    await one.begin('send-batches');
    await one.pass(5 * minute);
    expect(reads()).toBeGreaterThan(0);
    expect(reads()).toBeLessThan(5);
    one.control.setFaults([]);
    await one.world.settle(day);
    expect(batchComplaints(one)).toEqual([]);
  });
});
