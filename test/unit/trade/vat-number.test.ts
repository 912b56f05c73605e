import { describe, expect, it } from 'vitest';
import { sameVatNumber, vatNumber } from '../../../src/trade/vat-number.ts';

describe('a VAT number', () => {
  it.each([
    ['IT12345670017', 'IT', 'IT12345670017'],
    ['12345670017', 'IT', 'IT12345670017'],
    ['it 123.456.700-17', 'IT', 'IT12345670017'],
    ['12345670017', null, 'IT12345670017'],
    ['123456788', 'DE', 'DE123456788'],
    ['DE123456788', 'IT', 'DE123456788'],
    ['EL123456783', 'GR', 'EL123456783'],
    ['GR123456783', 'GR', 'EL123456783'],
    ['123456783', 'GR', 'EL123456783'],
    ['U12345675', 'AT', 'ATU12345675'],
    ['CHE-123.456.788 TVA', 'CH', 'CHE-123.456.788 TVA'],
    ['123 4567 89', 'GB', '123 4567 89'],
    ['SM12345', 'SM', 'SM12345'],
    ['123', null, '123'],
  ])('told as %s in %s is written %s', (told, country, written) => {
    expect(vatNumber(told, country)?.written).toBe(written);
  });

  it.each([null, '', '  ', '-', '0', '00000000000', 'IT00000000000', 'N/A', '<b>7</b>', '1'.repeat(21)])(
    'is none where told as %j',
    (told) => {
      expect(vatNumber(told, 'IT')).toBeNull();
    },
  );

  it('is of the country of its prefix, whatever the address says', () => {
    expect(vatNumber('DE123456788', 'IT')).toEqual({
      written: 'DE123456788',
      country: 'DE',
      number: '123456788',
    });
  });

  it.each([
    { left: 'IT12345670017', of: 'IT', right: '12345670017', other: 'IT', same: true },
    { left: 'IT12345670017', of: 'IT', right: '12345670017', other: null, same: true },
    { left: '12345670017', of: 'HR', right: 'IT12345670017', other: 'IT', same: false },
    { left: 'GB123456789', of: 'GB', right: 'gb 123 4567 89', other: null, same: true },
    { left: 'IT12345670017', of: 'IT', right: 'IT12345670025', other: 'IT', same: false },
  ])('$left of $of and $right of $other: the same is $same', ({ left, of, right, other, same }) => {
    const [a, b] = [vatNumber(left, of), vatNumber(right, other)];
    expect(a !== null && b !== null && sameVatNumber(a, b)).toBe(same);
  });
});
