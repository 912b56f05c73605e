import { describe, expect, test } from 'vitest';
import {
  amountText,
  decimal,
  decimalText,
  equalToTheCent,
  parseDecimal,
  roundToCents,
  sum,
} from '../../../src/trade/money.ts';

function read(value: string | number): string | null {
  const parsed = parseDecimal(value);
  return parsed === null ? null : decimalText(parsed);
}

describe('a decimal', () => {
  test('of a text is exactly that text', () => {
    const texts = ['27.05', '0', '-1.10', '1000000', '0.1', ' 12.5 ', '00.50', '0.000000000000000000001'];
    expect(texts.map(read)).toEqual([
      '27.05',
      '0',
      '-1.1',
      '1000000',
      '0.1',
      '12.5',
      '0.5',
      '0.000000000000000000001',
    ]);
    expect(read('12345678901234567890.12')).toBe('12345678901234567890.12');
  });

  test('of a JSON number is the number that was written, not the float beside it', () => {
    expect([71.9, 0.1, 1e21, -0.5, 0, 27].map(read)).toEqual([
      '71.9',
      '0.1',
      '1000000000000000000000',
      '-0.5',
      '0',
      '27',
    ]);
  });

  test('of a JSON number with the noise of somebody’s float sum has lost the noise', () => {
    expect([39.599999999999994, 0.1 + 0.2, 1.1 * 3, 4.35 * 100, 100 * 1.1].map(read)).toEqual([
      '39.6',
      '0.3',
      '3.3',
      '435',
      '110',
    ]);
  });

  test('of a number with an exponent is plain', () => {
    expect([read('1e3'), read('1.5E-3'), read('2e+2'), read(1e-7)]).toEqual([
      '1000',
      '0.0015',
      '200',
      '0.0000001',
    ]);
  });

  test('of nonsense is none', () => {
    const wrong = [
      '',
      ' ',
      'abc',
      '1,50',
      '1.',
      '.5',
      '+1',
      '1.2.3',
      '0x10',
      '1 000',
      '€ 5',
      'NaN',
      'Infinity',
      '--1',
    ];
    for (const text of [...wrong, NaN, Infinity, -Infinity])
      expect([String(text), read(text)]).toEqual([String(text), null]);
  });
});

describe('rounding to cents', () => {
  test.each([
    ['1.005', '1.01'],
    ['1.004999', '1'],
    ['2.675', '2.68'],
    ['0.125', '0.13'],
    ['0.135', '0.14'],
    ['-1.005', '-1.01'],
    ['-1.004', '-1'],
    ['-0.125', '-0.13'],
    ['10', '10'],
  ])('takes %s to %s, half a cent away from zero', (value, cents) => {
    expect(decimalText(roundToCents(decimal(value)))).toBe(cents);
  });

  test('makes two amounts equal that differ by less than a cent shows', () => {
    expect(equalToTheCent(decimal('10.004'), decimal('10'))).toBe(true);
    expect(equalToTheCent(decimal('10.005'), decimal('10.01'))).toBe(true);
    expect(equalToTheCent(decimal('10.005'), decimal('10'))).toBe(false);
    expect(equalToTheCent(decimal('10.004'), decimal('10.005'))).toBe(false);
    expect(equalToTheCent(decimal('-10'), decimal('10'))).toBe(false);
    expect(equalToTheCent(decimal('-0.004'), decimal('0.004'))).toBe(true);
  });
});

test('a sum is exact, and nothing sums to zero', () => {
  expect(decimalText(sum([0.1, 0.2, 0.3].map(decimal)))).toBe('0.6');
  expect(decimalText(sum(Array.from({ length: 1000 }, () => decimal('0.01'))))).toBe('10');
  expect(decimalText(sum([]))).toBe('0');
});

test('an amount has two digits behind its point', () => {
  expect(['27.1', '27', '0.005', '-3.999', '1e21'].map((value) => amountText(decimal(value)))).toEqual([
    '27.10',
    '27.00',
    '0.01',
    '-4.00',
    '1000000000000000000000.00',
  ]);
});
