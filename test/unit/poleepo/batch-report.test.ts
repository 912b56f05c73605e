import { describe, expect, test } from 'vitest';
import type { BatchItem, BatchReport } from '../../../src/poleepo/batch-report.ts';
import { readBatch } from '../../../src/poleepo/batch-report.ts';

function read(value: unknown): BatchReport {
  const reading = readBatch(value);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.report;
}

function itemOf(item: unknown): BatchItem | undefined {
  return read({ id: 1, status: 'COMPLETED', items: [item] }).items[0];
}

const errorsOf = (errors: unknown) => itemOf({ index: 0, status: 'ERROR', errors })?.errors;

describe('a report', () => {
  test('is read whole', () => {
    const reading = readBatch({
      id: 5512,
      status: 'COMPLETED',
      total: 2,
      items: [
        { index: 0, sku: 'TSHIRT-L', product_id: 16_292_716, status: 'COMPLETED', errors: [] },
        {
          index: 1,
          sku: 'TSHIRT-M',
          product_id: null,
          status: 'ERROR',
          errors: [{ code: 'VALIDATION_ERROR', message: 'must be at least 0', field: 'price' }],
        },
      ],
    });
    expect(reading).toEqual({
      ok: true,
      id: 5512,
      report: {
        status: 'completed',
        total: 2,
        items: [
          { index: 0, sku: 'TSHIRT-L', productId: 16_292_716, status: 'completed', errors: [] },
          {
            index: 1,
            sku: 'TSHIRT-M',
            productId: null,
            status: 'error',
            errors: [{ code: 'VALIDATION_ERROR', message: 'must be at least 0', field: 'price' }],
          },
        ],
      },
    });
  });

  test.each([
    ['QUEUED', 'queued'],
    ['PROCESSING', 'processing'],
    ['COMPLETED', 'completed'],
    ['FAILED', 'failed'],
    ['completed', 'completed'],
    [' Processing ', 'processing'],
    ['In coda', 'queued'],
    ['In elaborazione', 'processing'],
    ['Completato', 'completed'],
    ['Fallito', 'failed'],
    [{ id: 'QUEUED', name: 'In coda' }, 'queued'],
    [{ id: 'failed' }, 'failed'],
    [{ name: 'Completed' }, 'completed'],
    [{ id: 3, name: 'Completed' }, 'completed'],
  ])('of the status %j is %s', (status, expected) => {
    expect(read({ status }).status).toBe(expected);
  });

  test.each([
    ['PARTIALLY_COMPLETED', 'PARTIALLY_COMPLETED'],
    [{ id: 'PAUSED', name: 'In pausa' }, 'PAUSED'],
    [{ name: 'In pausa' }, 'In pausa'],
    ['DRAFT', 'DRAFT'],
    [null, ''],
    ['', ''],
    [undefined, ''],
    [3, '3'],
    [['COMPLETED'], '["COMPLETED"]'],
  ])('of the status %j keeps the word that we do not know', (status, unknown) => {
    expect(read({ status }).status).toEqual({ unknown });
  });

  test.each([[undefined], [null], [[]]])('may have no items: %j', (items) => {
    expect(read({ status: 'QUEUED', items }).items).toEqual([]);
  });

  test.each([
    ['37', 37],
    [0, 0],
    [null, null],
    ['', null],
    [-1, null],
    [1.5, null],
    ['many', null],
  ])('of %j products in all has %j', (total, expected) => {
    expect(read({ status: 'QUEUED', total }).total).toBe(expected);
  });

  test.each([[null], [undefined], [[]], ['COMPLETED'], [5]])('is not %j', (value) => {
    expect(readBatch(value)).toMatchObject({ ok: false, member: 'data' });
  });

  test.each([
    ['id', { id: 'b-1', status: 'QUEUED' }],
    ['items', { id: 1, status: 'COMPLETED', items: 'none' }],
    ['items', { id: 1, status: 'COMPLETED', items: { 0: {} } }],
    ['items.1', { id: 1, status: 'COMPLETED', items: [{ index: 0 }, 'TSHIRT-L'] }],
  ])('whose %s is not understood says so', (member, value) => {
    expect(readBatch(value)).toMatchObject({ ok: false, member, raw: JSON.stringify(value) });
  });

  test('of which only the status is told is one', () => {
    expect(read({ status: 'QUEUED' })).toEqual({ status: 'queued', total: null, items: [] });
    expect(read({ id: 5512 })).toEqual({ status: { unknown: '' }, total: null, items: [] });
    expect(itemOf({})).toEqual({
      index: null,
      sku: null,
      productId: null,
      status: { unknown: '' },
      errors: [],
    });
  });

  test('passes over members that we do not know', () => {
    const item = { index: 0, sku: 'A', status: 'COMPLETED', x_new: [1] };
    expect(read({ id: 1, status: 'COMPLETED', score: 0.5, items: [item] }).items).toHaveLength(1);
  });
});

describe('an item', () => {
  test.each([
    ['DRAFT', 'draft'],
    ['ERROR', 'error'],
    ['COMPLETED', 'completed'],
    ['Bozza', 'draft'],
    ['In error', 'error'],
    ['In errore', 'error'],
    ['completato', 'completed'],
    [{ id: 'ERROR', name: 'In errore' }, 'error'],
  ])('of the status %j is %s', (status, expected) => {
    expect(itemOf({ status })?.status).toBe(expected);
  });

  test.each([
    ['SKIPPED', 'SKIPPED'],
    ['QUEUED', 'QUEUED'],
    [null, ''],
    [true, 'true'],
  ])('of the status %j keeps the word that we do not know', (status, unknown) => {
    expect(itemOf({ status })?.status).toEqual({ unknown });
  });

  test.each([
    [0, 0],
    ['0', 0],
    ['36', 36],
    [undefined, null],
    [null, null],
    [-1, null],
    [0.5, null],
    ['first', null],
  ])('at %j is at %j', (index, expected) => {
    expect(itemOf({ index, status: 'DRAFT' })?.index).toBe(expected);
  });

  test.each([
    [16_292_716, 16_292_716],
    ['16292716', 16_292_716],
    [0, null],
    ['', null],
    [null, null],
    [undefined, null],
    ['new', null],
  ])('of the product %j is of %j', (product, expected) => {
    expect(itemOf({ product_id: product, status: 'COMPLETED' })?.productId).toBe(expected);
  });

  test.each([
    ['TSHIRT-L', 'TSHIRT-L'],
    [' 48 ', '48'],
    [48, '48'],
    ['', null],
    [null, null],
    [{}, null],
  ])('of the SKU %j has %j', (sku, expected) => {
    expect(itemOf({ sku, status: 'COMPLETED' })?.sku).toBe(expected);
  });
});

describe('the errors of an item', () => {
  const none = { code: null, message: null, field: null };

  test.each([
    [
      [{ code: 'PARENT_NOT_FOUND', message: 'No parent 48' }],
      { code: 'PARENT_NOT_FOUND', message: 'No parent 48' },
    ],
    [['PARENT_NOT_FOUND'], { code: 'PARENT_NOT_FOUND' }],
    [['Il prodotto padre manca'], { message: 'Il prodotto padre manca' }],
    ['SKU_DUPLICATE', { code: 'SKU_DUPLICATE' }],
    [{ code: 'SKU_DUPLICATE' }, { code: 'SKU_DUPLICATE' }],
    [[{ code: 17, message: null, field: 'images.0' }], { code: '17', field: 'images.0' }],
    [[{ code: {}, message: [] }], {}],
    [[42], { message: '42' }],
    [[null], { message: 'null' }],
  ])('%j are read', (errors, expected) => {
    expect(errorsOf(errors)).toEqual([{ ...none, ...expected }]);
  });

  test.each([[undefined], [null], [[]], ['']])('may be none: %j', (errors) => {
    expect(errorsOf(errors)).toEqual([]);
  });

  test('are kept in their order', () => {
    const errors = [{ code: 'A' }, { code: 'B' }, 'C'];
    expect(errorsOf(errors)?.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
  });
});
