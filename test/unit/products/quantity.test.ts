import { describe, expect, it } from 'vitest';
import { codesOf } from '../../../src/products/codes.ts';
import { problem, problemCodes, problemWords } from '../../../src/products/problems.ts';
import { claimedOf, offeredQuantity } from '../../../src/products/quantity.ts';
import { decimal, zero } from '../../../src/trade/money.ts';

const quantities = (onHand: number, free = onHand, forecast = onHand) => ({
  onHand: decimal(onHand),
  free: decimal(free),
  forecast: decimal(forecast),
});

const shelf = { storable: true, service: false, quantities: quantities(10, 7, 15) };
const rules = { quantityRule: 'free', buffer: 0, uncountedQuantity: 999 } as const;
const plain = { rules, houses: null, claimed: zero };

describe('the quantity that is offered', () => {
  it.each([
    ['free', 7],
    ['on-hand', 10],
    ['forecast', 15],
  ] as const)('is what is %s', (quantityRule, expected) => {
    expect(offeredQuantity(shelf, { ...plain, rules: { ...rules, quantityRule } })).toBe(expected);
  });

  it('is the sum of the chosen warehouses, whatever the others have', () => {
    expect(offeredQuantity(shelf, { ...plain, houses: [quantities(2), quantities(3)] })).toBe(5);
    expect(offeredQuantity(shelf, { ...plain, houses: [] })).toBe(0);
  });

  it('is less by claims and by the buffer, whole, and never below none', () => {
    expect(offeredQuantity(shelf, { ...plain, claimed: decimal('1.5') })).toBe(5);
    expect(offeredQuantity(shelf, { ...plain, rules: { ...rules, buffer: 6 } })).toBe(1);
    expect(offeredQuantity(shelf, { ...plain, claimed: decimal(8) })).toBe(0);
  });

  it('is the chosen one where Odoo counts nothing', () => {
    for (const uncounted of [{ storable: false }, { service: true }])
      expect(offeredQuantity({ ...shelf, ...uncounted }, { ...plain, claimed: decimal(3) })).toBe(999);
  });

  it('is less by what orders claim under any code of the product, each once', () => {
    const claims = new Map([
      ['A', decimal(2)],
      ['8001', decimal(1)],
    ]);
    expect(claimedOf(['A', null, 'A', '8001', 'B'], claims).toNumber()).toBe(3);
  });
});

describe('a barcode', () => {
  const none = { ean: null, upc: null, isbn: null, mpn: null };
  it.each([
    ['80012345', { ean: '80012345' }],
    ['012345678905', { upc: '012345678905' }],
    ['8001234567890', { ean: '8001234567890' }],
    ['18001234567897', { ean: '18001234567897' }],
    ['9788845292613', { ean: '9788845292613', isbn: '9788845292613' }],
    ['SHOP-1', {}],
    ['123', {}],
    [null, {}],
  ])('%s fills what is empty', (barcode, expected) => {
    expect(codesOf({ codes: none, barcode })).toEqual({ ...none, ...expected });
  });

  it('fills nothing that has a field of its own', () => {
    const codes = { ean: '4006381333931', upc: null, isbn: '8845292614', mpn: 'M-1' };
    expect(codesOf({ codes, barcode: '9788845292613' })).toEqual(codes);
  });
});

describe('a problem', () => {
  it.each(problemCodes)('%s has words in both languages, with what they speak of', (code) => {
    const detail = { sku: 'A', others: 'B (2)', currency: 'USD', expected: 'EUR', taxes: '22%' };
    const words = problemWords({ ...problem(code, detail) });
    for (const { it: italian, en } of [words?.title, words?.nextStep].flatMap((one) => one ?? [])) {
      expect(italian.length).toBeGreaterThan(20);
      expect(en.length).toBeGreaterThan(20);
      expect(italian).not.toBe(en);
    }
    const said = JSON.stringify(words);
    expect(said).not.toContain('undefined');
  });

  it('names who else has its SKU, and the currencies', () => {
    const twins = problemWords({ ...problem('DUPLICATE_SKU', { sku: 'A', others: 'B (2)' }) });
    expect(twins?.title.it).toBe('Lo SKU «A» è anche di un altro prodotto pubblicato: B (2)');
    const currency = problemWords({ ...problem('CURRENCY', { currency: 'USD', expected: 'EUR' }) });
    expect(currency?.title.en).toBe('This product’s price is in USD, but your company sells in EUR');
  });

  it('of Poleepo is none of ours', () => {
    expect(problemWords({ code: 'PARENT_NOT_FOUND', message: 'x' })).toBeNull();
    expect(problemWords({})).toBeNull();
  });
});
