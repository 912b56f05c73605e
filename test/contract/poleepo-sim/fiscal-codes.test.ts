import { expect, test } from 'vitest';
import { createRandom } from '../../../sim/random.ts';
import { isTaxCode, taxCode } from '../../../sim/poleepo/tax-code.ts';
import {
  generateGermanVatNumber,
  generateVatNumber,
  germanVatCheckDigit,
  isVatNumber,
} from '../../../sim/poleepo/vat-number.ts';

test('a codice fiscale is built as the tax office builds it', () => {
  const mario = { firstname: 'Mario', lastname: 'Rossi', sex: 'M', year: 1985, month: 12, day: 10 } as const;
  expect(taxCode({ ...mario, townCode: 'A562' })).toBe('RSSMRA85T10A562S');
});

test('a woman’s day of birth counts from forty, short names are filled with X', () => {
  const code = taxCode({
    firstname: 'Ada',
    lastname: 'Fo',
    sex: 'F',
    year: 1990,
    month: 1,
    day: 5,
    townCode: 'H501',
  });
  expect(code).toMatch(/^FOXDAA90A45H501[A-Z]$/);
  expect(isTaxCode(code)).toBe(true);
});

test('the second of four consonants of a first name is left out', () => {
  const code = taxCode({
    firstname: 'Stefano',
    lastname: 'Bianchi',
    sex: 'M',
    year: 1970,
    month: 6,
    day: 1,
    townCode: 'F205',
  });
  expect(code.slice(0, 6)).toBe('BNCSFN');
});

test('a codice fiscale with another check letter is not well-formed', () => {
  expect(isTaxCode('RSSMRA85T10A562S')).toBe(true);
  expect(isTaxCode('RSSMRA85T10A562T')).toBe(false);
  expect(isTaxCode('RSSMRA85T10A562')).toBe(false);
});

test('a partita IVA is told from one with a wrong digit', () => {
  expect(isVatNumber('00743110157')).toBe(true);
  expect(isVatNumber('00743110158')).toBe(false);
  expect(isVatNumber('0074311015')).toBe(false);
});

test('the check digit of a German VAT number is the official one', () => {
  expect(germanVatCheckDigit('13669597')).toBe(6);
});

test('generated VAT numbers are well-formed', () => {
  const random = createRandom(11);
  for (let round = 0; round < 500; round += 1) {
    expect(isVatNumber(generateVatNumber(random).slice(2))).toBe(true);
    const german = generateGermanVatNumber(random);
    expect(germanVatCheckDigit(german.slice(2, 10))).toBe(Number(german[10]));
  }
});
