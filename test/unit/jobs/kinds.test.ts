import { expect, test } from 'vitest';
import { isJobKind, jobKinds, kindsWithout, type Side, sides } from '../../../src/jobs/kinds.ts';

const names = Object.keys(jobKinds);

test('an order goes before what is swept up', () => {
  expect(jobKinds['import-order'].priority).toBeLessThan(jobKinds['clean-up'].priority);
});

test('an order needs both sides, and the clean-up none', () => {
  expect(jobKinds['import-order'].needs.toSorted()).toEqual([...sides].toSorted());
  expect(jobKinds['clean-up'].needs).toEqual([]);
});

test('every kind can run where no side is paused', () => {
  expect(kindsWithout(new Set())).toEqual(names);
});

test.each([['odoo'], ['poleepo'], ['odoo', 'poleepo']] as Side[][])(
  'while %s is paused no kind that needs it can run, and every other can',
  (...paused) => {
    const free = kindsWithout(new Set(paused));
    for (const name of names.filter(isJobKind)) {
      const needed = jobKinds[name].needs.some((side: Side) => paused.includes(side));
      expect([name, free.includes(name)]).toEqual([name, !needed]);
    }
  },
);

test('a name that is no kind is none, not even one that every object has', () => {
  expect(['import-order', 'clean-up', 'toString', 'constructor', '', 'nothing'].map(isJobKind)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
