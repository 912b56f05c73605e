import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { orderTotals, taxLine, type TaxRule } from '../../../sim/odoo/models/tax-math.ts';
import { seededRandom } from '../../../sim/odoo/seed/random.ts';

const rate = (amount: number, included: boolean) => ({ id: amount, amount: new Big(amount), included });

const rules: TaxRule[] = (['lines-first', 'raw-sums', 'raw-sums-included-kept'] as const).flatMap(
  (totals) => [
    { totals, globally: false },
    { totals, globally: true },
  ],
);
const linesFirst: TaxRule = { totals: 'lines-first', globally: false };

const shown = ({ untaxed, tax }: { untaxed: Big; tax: Big }) => [untaxed.toFixed(2), tax.toFixed(2)];

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
    const line = taxLine(new Big(amount), [rate(percent, included)], linesFirst);

    expect([line.subtotal.toString(), line.total.toString()]).toEqual([net, gross]);
  });

  test.each(rules)(
    'beside another one is taken out of the same base, $totals, globally: $globally',
    (rule) => {
      const line = taxLine(new Big('130'), [rate(22, true), rate(8, true)], rule);

      expect(line.subtotal.toString()).toBe('100');
      expect(line.taxes.map((part) => part.amount.toString())).toEqual(['22', '8']);
    },
  );

  test('that is included gives the gross price back where amounts are rounded first', () => {
    const random = seededRandom(11);
    for (let count = 0; count < 2000; count += 1) {
      const gross = new Big(Math.floor(random() * 100_000) + 1).div(100);
      const percent = [4, 5, 10, 22][Math.floor(random() * 4)] ?? 22;
      const { total } = taxLine(gross, [rate(percent, true)], linesFirst);

      expect(total.toString()).toBe(gross.toString());
    }
  });

  test('that is included takes the half of a cent from the base, or gives it to it', () => {
    const perLine = (totals: TaxRule['totals']) => {
      const line = taxLine(new Big('250.25'), [rate(4, true)], { totals, globally: false });
      return [line.subtotal.toFixed(2), line.total.toFixed(2)];
    };

    expect(perLine('lines-first')).toEqual(['240.63', '250.25']);
    expect(perLine('raw-sums')).toEqual(['240.62', '250.25']);
  });
});

describe('an order', () => {
  const adds = (lines: readonly [string, number, boolean][], rule: TaxRule) =>
    shown(
      orderTotals(
        lines.map(([amount, percent, included]) => taxLine(new Big(amount), [rate(percent, included)], rule)),
        rule,
      ),
    );

  test('adds up rounded lines when its company rounds per line', () => {
    const lines: [string, number, boolean][] = [1, 2, 3].map(() => ['0.99', 22, false]);

    for (const rule of rules) expect(adds(lines, rule)).toEqual(['2.97', rule.globally ? '0.65' : '0.66']);
  });

  test('of several included rates comes to what was paid, a cent beside it, or what was paid', () => {
    const lines: [string, number, boolean][] = [
      ['9.99', 22, true],
      ['4.49', 10, true],
      ['12.35', 4, true],
    ];

    expect(adds(lines, { totals: 'lines-first', globally: true })).toEqual(['24.15', '2.68']);
    expect(adds(lines, { totals: 'raw-sums', globally: true })).toEqual(['24.15', '2.69']);
    expect(adds(lines, { totals: 'raw-sums-included-kept', globally: true })).toEqual(['24.14', '2.69']);
  });

  test('with one tax on top is added up as if none were included', () => {
    const lines: [string, number, boolean][] = [
      ['9.99', 22, true],
      ['4.49', 10, true],
      ['12.35', 4, true],
      ['5', 20, false],
    ];

    expect(adds(lines, { totals: 'raw-sums-included-kept', globally: true })).toEqual(['29.15', '3.69']);
  });

  test.each(rules)('of nothing is nothing, $totals, globally: $globally', (rule) => {
    expect(adds([], rule)).toEqual(['0.00', '0.00']);
  });
});
