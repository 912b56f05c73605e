import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { orderTotals, taxAmount } from '../../../sim/odoo/models/tax-math.ts';
import { seededRandom } from '../../../sim/odoo/seed/random.ts';

const rate = (amount: number, included: boolean) => ({ id: amount, amount: new Big(amount), included });

describe('a tax', () => {
  test.each([
    ['219.60', 22, true, '180', '219.6'],
    ['50', 22, false, '50', '61'],
    ['6.1', 22, true, '5', '6.1'],
    ['33', 22, true, '27.05', '33'],
    ['14.56', 4, true, '14', '14.56'],
    ['0.13', 4, true, '0.13', '0.13'],
    ['10.005', 0, false, '10.01', '10.01'],
  ])('on %s at %i %%, included: %s, leaves %s and makes %s', (amount, percent, ...[included, net, gross]) => {
    const result = taxAmount(new Big(amount), [rate(percent, included)]);

    expect([result.excluded.toString(), result.included.toString()]).toEqual([net, gross]);
  });

  test('beside another one is taken out of the same base', () => {
    const result = taxAmount(new Big('130'), [rate(22, true), rate(8, true)]);

    expect(result.excluded.toString()).toBe('100');
    expect(result.taxes.map((part) => part.rounded.toString())).toEqual(['22', '8']);
  });

  test('that is included gives the gross price back, even at exact halves of a cent', () => {
    const random = seededRandom(11);
    for (let count = 0; count < 2000; count += 1) {
      const gross = new Big(Math.floor(random() * 100_000) + 1).div(100);
      const percent = [4, 5, 10, 22][Math.floor(random() * 4)] ?? 22;
      const { included } = taxAmount(gross, [rate(percent, true)]);

      expect(included.toString()).toBe(gross.toString());
    }
  });
});

describe('an order', () => {
  const lines = ['0.99', '0.99', '0.99'].map((amount) => taxAmount(new Big(amount), [rate(22, false)]));

  test('adds up rounded lines when its company rounds per line', () => {
    const { untaxed, tax } = orderTotals(lines, 'round_per_line');

    expect([untaxed.toString(), tax.toString()]).toEqual(['2.97', '0.66']);
  });

  test('rounds each tax once when its company rounds globally', () => {
    const { untaxed, tax } = orderTotals(lines, 'round_globally');

    expect([untaxed.toString(), tax.toString()]).toEqual(['2.97', '0.65']);
  });

  test('of several included rates comes to what was paid, rounded globally', () => {
    const paid = [
      ['33.00', 22],
      ['7.70', 10],
      ['14.56', 4],
      ['9.99', 22],
      ['4.40', 10],
    ] as const;
    const baskets = paid.map(([price, percent]) => taxAmount(new Big(price), [rate(percent, true)]));

    const { untaxed, tax } = orderTotals(baskets, 'round_globally');

    expect(untaxed.plus(tax).toFixed(2)).toBe('69.65');
  });

  test('of included taxes comes to what was paid, rounded globally, even at exact halves of a cent', () => {
    const { untaxed, tax } = orderTotals([taxAmount(new Big('250.25'), [rate(4, true)])], 'round_globally');

    expect([untaxed.toFixed(2), tax.toFixed(2)]).toEqual(['240.62', '9.63']);
  });

  test('of nothing is nothing', () => {
    const { untaxed, tax } = orderTotals([], 'round_globally');

    expect([untaxed.toString(), tax.toString()]).toEqual(['0', '0']);
  });
});
