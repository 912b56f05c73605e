import { describe, expect, it } from 'vitest';
import { generatePerson } from '../../../sim/poleepo/generate-person.ts';
import { createRandom } from '../../../sim/random.ts';
import { isTaxCode, plainTaxCode } from '../../../src/trade/tax-code.ts';

describe('a codice fiscale', () => {
  it.each(['RSSMRA80A01F205X', '12345670017'])('%s is well-formed', (code) => {
    expect(isTaxCode(code)).toBe(true);
  });

  it.each(['RSSMRA80A01F205Y', 'RSSMRA80A01F205', '12345670018', 'X1234567L', '', 'RSSMRA80I01F205X'])(
    '%j is not',
    (code) => {
      expect(isTaxCode(code)).toBe(false);
    },
  );

  it('of any generated person is well-formed, and not with another last letter', () => {
    const random = createRandom(7);
    for (let made = 0; made < 200; made += 1) {
      const { taxCode } = generatePerson(random);
      expect(isTaxCode(taxCode)).toBe(true);
      const last = String.fromCharCode(65 + ((taxCode.charCodeAt(15) - 64) % 26));
      expect(isTaxCode(`${taxCode.slice(0, 15)}${last}`)).toBe(false);
    }
  });

  it('is read without blanks and in capitals', () => {
    expect(plainTaxCode(' rss mra 80a01 f205x ')).toBe('RSSMRA80A01F205X');
    expect(plainTaxCode(' ')).toBeNull();
    expect(plainTaxCode(null)).toBeNull();
  });
});
