import { describe, expect, test } from 'vitest';
import { createRandom, mixSeed } from '../../../sim/random.ts';

const many = Array.from({ length: 2000 });

test('the same seed draws the same, another seed something else', () => {
  const draws = (seed: number) => {
    const random = createRandom(seed);
    return many.map(() => random.next());
  };
  expect(draws(1)).toEqual(draws(1));
  expect(draws(1)).not.toEqual(draws(2));
  expect(draws(0).slice(0, 10)).not.toEqual(draws(-1).slice(0, 10));
});

test('draws lie in [0, 1) and are spread over it', () => {
  const random = createRandom(77);
  const draws = many.map(() => random.next());
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  const tenths = new Map<number, number>();
  for (const draw of draws) tenths.set(Math.floor(draw * 10), (tenths.get(Math.floor(draw * 10)) ?? 0) + 1);
  expect([...tenths.values()].every((count) => count > 140 && count < 260)).toBe(true);
});

test('integers reach both ends and go no further', () => {
  const random = createRandom(3);
  const drawn = new Set(many.map(() => random.int(-2, 4)));
  expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3, 4]);
  expect(random.int(5, 5)).toBe(5);
});

test('a chance of nothing never comes, a certain one always', () => {
  const random = createRandom(3);
  expect(many.some(() => random.chance(0))).toBe(false);
  expect(many.every(() => random.chance(1))).toBe(true);
  const hits = many.filter(() => random.chance(0.25)).length;
  expect(hits).toBeGreaterThan(400);
  expect(hits).toBeLessThan(600);
});

describe('of a list', () => {
  test('every element is picked some time, and none of an empty list', () => {
    const random = createRandom(9);
    expect(new Set(many.map(() => random.pick(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']));
    expect(() => random.pick([])).toThrow(RangeError);
  });

  test('a shuffle is a copy with the same elements in another order', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = createRandom(4).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(items[0]).toBe(0);
  });
});

test('a text has its length and its alphabet', () => {
  const random = createRandom(5);
  expect(random.text(40, 'xyz')).toMatch(/^[xyz]{40}$/);
  expect(random.text(0, 'xyz')).toBe('');
});

test('a seed and a label make a seed of their own', () => {
  expect(mixSeed(1, 'orders')).toBe(mixSeed(1, 'orders'));
  const seeds = [mixSeed(1, 'orders'), mixSeed(2, 'orders'), mixSeed(1, 'keys'), mixSeed(1, 'orders 1')];
  expect(new Set(seeds).size).toBe(4);
  expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0)).toBe(true);
});
