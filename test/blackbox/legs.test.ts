import { expect, test } from 'vitest';
import { covered, legsOf, median } from '../../scripts/legs.ts';

test('the legs of an order are cut where the webhook is answered and the calls begin and end', () => {
  const legs = legsOf({
    webhook: { from: 1000, to: 1020 },
    poleepo: [{ from: 1050, to: 1060 }],
    odoo: [
      { from: 1065, to: 1100 },
      { from: 1070, to: 1120 },
    ],
    finishedAt: 1125,
    simulators: [{ from: 1070, to: 1075 }],
  });
  expect(legs).toEqual({
    'webhook accepted': 20,
    'queue and lane': 30,
    Poleepo: 10,
    Odoo: 55,
    'written down': 5,
    whole: 125,
    simulators: 5,
  });
});

test('a lane that is quicker than the answer to the webhook has waited for nothing', () => {
  const stretch = { from: 1010, to: 1030 };
  const legs = legsOf({
    webhook: { from: 1000, to: 1020 },
    poleepo: [stretch],
    odoo: [],
    finishedAt: 1030,
    simulators: [],
  });
  expect(legs['queue and lane']).toBe(0);
});

test('time that several stretches share counts once', () => {
  const stretches = [
    { from: 20, to: 30 },
    { from: 0, to: 10 },
    { from: 5, to: 12 },
    { from: 22, to: 25 },
  ];
  expect(covered(stretches)).toBe(22);
  expect(covered([])).toBe(0);
});

test('the median is the middle value, or halfway between the two in the middle', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([4, 1, 2, 9])).toBe(3);
  expect(median([7])).toBe(7);
  expect(() => median([])).toThrow(RangeError);
});
