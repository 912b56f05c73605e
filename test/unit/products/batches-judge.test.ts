import { describe, expect, test } from 'vitest';
import type { BatchItem, BatchReport } from '../../../src/poleepo/batch-report.ts';
import { isOver, judgeReport } from '../../../src/products/judge-report.ts';
import type { BatchItemRow } from '../../../src/store/batch-store.ts';

function row(position: number, given: Partial<BatchItemRow> = {}): BatchItemRow {
  return {
    tenantId: 'ten_a' as BatchItemRow['tenantId'],
    batchId: 'bat_1',
    position,
    kind: 'variant',
    odooId: position + 1,
    sku: `SKU-${position + 1}`,
    name: 'Moka',
    quantity: 5,
    price: '10|12.2|22',
    rest: 'r',
    entry: {},
    state: 'draft',
    poleepoRef: null,
    error: null,
    ...given,
  };
}

function told(given: Partial<BatchItem> = {}): BatchItem {
  return { index: 0, sku: 'SKU-1', productId: null, status: 'completed', errors: [], ...given };
}

const report = (items: BatchItem[], status: BatchReport['status'] = 'completed'): BatchReport => ({
  status,
  total: items.length,
  items,
});

const errors = (code: string, field: string | null = null) => [{ code, message: 'words', field }];

const verdicts = (given: BatchReport, items: BatchItemRow[]) =>
  judgeReport(given, items, items.length).map(({ verdict }) => verdict);

describe('an item of a report', () => {
  test('is known by its place, and by its SKU where the place tells another', () => {
    const items = [row(0), row(1)];
    const right = report([
      told({ index: 1, sku: 'SKU-1', productId: 91 as never }),
      told({ index: 0, sku: 'SKU-2', productId: 92 as never }),
    ]);
    expect(verdicts(right, items)).toEqual([
      { kind: 'completed', poleepoRef: 91 },
      { kind: 'completed', poleepoRef: 92 },
    ]);
    const nameless = report([told({ index: 1, sku: null, productId: 92 as never })]);
    expect(verdicts(nameless, items)).toMatchObject([{ kind: 'again' }, { poleepoRef: 92 }]);
  });

  test('keeps the id that we have where none is told', () => {
    expect(verdicts(report([told()]), [row(0, { poleepoRef: 7 as never })])).toEqual([
      { kind: 'completed', poleepoRef: 7 },
    ]);
  });

  test.each([
    [told({ status: 'draft' })],
    [told({ status: { unknown: 'SLEEPING' } })],
    [told({ index: 9, sku: 'OTHER' })],
  ])('of which nothing is told is sent again (%#)', (item) => {
    expect(verdicts(report([item]), [row(0)])).toEqual([
      { kind: 'again', cap: null, error: { code: 'NOT_REPORTED', message: null, field: null } },
    ]);
  });

  test('with errors is in error with the first of them, whatever its state is called', () => {
    const both = [...errors('VALIDATION_ERROR', 'title'), ...errors('CATEGORY_NOT_FOUND')];
    const item = told({ status: { unknown: 'KO' }, errors: both });
    expect(verdicts(report([item]), [row(0)])).toEqual([
      {
        kind: 'error',
        error: { code: 'VALIDATION_ERROR', message: 'words', field: 'title', others: [both[1]] },
      },
    ]);
  });

  test('without a parent or with a SKU that is taken is looked after', () => {
    const of = (code: string, given: Partial<BatchItemRow> = {}) =>
      verdicts(report([told({ status: 'error', errors: errors(code) })]), [row(0, given)])[0]?.kind;
    expect(of('PARENT_NOT_FOUND')).toBe('orphan');
    expect(of('PARENT_NOT_FOUND', { kind: 'parent' })).toBe('error');
    expect(of('SKU_DUPLICATE')).toBe('duplicate');
    expect(of('SKU_DUPLICATE', { poleepoRef: 7 as never })).toBe('error');
  });

  test('that was to go and is gone already has ended well', () => {
    const item = told({ status: 'error', errors: errors('VALIDATION_ERROR', 'product_id') });
    expect(verdicts(report([item]), [row(0, { rest: 'withdrawn' })])).toEqual([{ kind: 'gone' }]);
    expect(verdicts(report([item]), [row(0)])).toMatchObject([{ kind: 'error' }]);
  });
});

describe('a batch that failed whole', () => {
  test('is halved, save for items that Poleepo tells of', () => {
    const items = [row(0), row(1), row(2), row(3)];
    const failed = report(
      [
        told(),
        told({ index: 1, sku: 'SKU-2', status: 'error', errors: errors('X') }),
        told({ index: 2, sku: 'SKU-3', status: 'draft' }),
      ],
      'failed',
    );
    expect(verdicts(failed, items)).toMatchObject([
      { kind: 'completed' },
      { kind: 'error', error: { code: 'X' } },
      { kind: 'again', cap: 2 },
      { kind: 'again', cap: 2 },
    ]);
  });

  test('of one item puts that in error', () => {
    expect(verdicts(report([], 'failed'), [row(0)])).toMatchObject([
      { kind: 'error', error: { code: 'BATCH_FAILED' } },
    ]);
  });
});

describe('a batch', () => {
  test.each<[BatchReport['status'], boolean]>([
    ['queued', false],
    ['processing', false],
    ['completed', true],
    ['failed', true],
  ])('that is %s: is over is %s', (status, over) => {
    expect(isOver(report([told({ status: 'draft' })], status))).toBe(over);
  });

  test('in a state that we do not know is over when all its items are', () => {
    const status = { unknown: 'DONE' };
    expect(isOver({ status, total: 2, items: [told()] })).toBe(false);
    expect(isOver({ status, total: 1, items: [told({ status: 'draft' })] })).toBe(false);
    expect(isOver({ status, total: 1, items: [told()] })).toBe(true);
    expect(isOver({ status, total: null, items: [] })).toBe(false);
  });
});
