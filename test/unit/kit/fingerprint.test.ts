import { describe, expect, test } from 'vitest';
import { canonicalJson, fingerprint, type Json } from '../../../src/kit/fingerprint.ts';

describe('canonical JSON', () => {
  test('has its members in the order of their names, at every depth', () => {
    expect(canonicalJson({ b: 1, a: { d: [{ z: 1, y: 2 }], c: null } })).toBe(
      '{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}',
    );
  });

  test('leaves undefined members out and keeps null', () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
  });

  test('keeps the order of a list', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  test('is JSON', () => {
    const value = { 'a"b': 'è\n', n: 0.1, t: true, list: [] };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});

describe('fingerprints', () => {
  test('of equal values are equal, whatever the order of their members', async () => {
    const one = await fingerprint({ total: '27.10', rows: [{ sku: 'A', quantity: 2 }] });
    expect(await fingerprint({ rows: [{ quantity: 2, sku: 'A' }], total: '27.10' })).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
  });

  test('of different values differ', async () => {
    const values: Json[] = [
      { a: 1 },
      { a: '1' },
      { a: 1.0001 },
      { a: null },
      { a: [] },
      { a: {} },
      {},
      [],
      null,
      '',
      0,
      false,
      ['a', 'b'],
      ['ab'],
      { ab: 1 },
      { 'a":1,"b': 1 },
      { a: 1, b: 1 },
    ];
    const prints = await Promise.all(values.map((value) => fingerprint(value)));
    expect(new Set(prints).size).toBe(values.length);
  });
});
