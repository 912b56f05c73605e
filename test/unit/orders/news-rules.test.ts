import { describe, expect, it } from 'vitest';
import { decidedWords } from '../../../src/orders/decision.ts';
import { orderSettings, orderSettingsChange } from '../../../src/orders/order-settings.ts';
import { answersHold, reasonsFor, reasonsForSettings, ruleKey, rulesOf } from '../../../src/orders/rules.ts';

describe('a decision', () => {
  it('becomes a rule for each thing that it says, but for what is about one order alone', () => {
    const decision = {
      products: { A: 1, B: 2 },
      taxes: { '22.0': 5 },
      statuses: { FRAUD_REVIEW: 'payable' as const },
      payments: { PAYPAL: 3 },
      customer: 9,
      acceptDifference: '0.01',
      importAnyway: true as const,
    };
    expect(rulesOf(decision, 'buyer-1')).toEqual([
      { kind: 'sku', key: 'A', value: '1' },
      { kind: 'sku', key: 'B', value: '2' },
      { kind: 'tax', key: '22', value: '5' },
      { kind: 'status', key: 'fraud review', value: 'payable' },
      { kind: 'payment', key: 'PAYPAL', value: '3' },
      { kind: 'customer', key: 'buyer-1', value: '9' },
    ]);
    expect(rulesOf({ acceptDifference: '1.00', importAnyway: true }, 'buyer-1')).toEqual([]);
    expect(rulesOf({ customer: 9 }, null)).toEqual([]);
  });

  it('is told in the words of what was chosen, and not at all where nothing was', () => {
    expect(decidedWords({ products: { A: 1 }, taxes: { '22': 5 }, customer: 9 })).toBe(
      'A → 1, % 22 → 5, res.partner → 9',
    );
    expect(decidedWords({ products: {}, acceptDifference: '1.00' })).toBeNull();
  });
});

describe('a rule', () => {
  it('stands under one key, however the thing is spelled', () => {
    expect(ruleKey('status', ' Fraud_Review ')).toBe('fraud review');
    expect(ruleKey('tax', '22.00')).toBe('22');
    expect(ruleKey('sku', ' A ')).toBe(' A ');
  });

  it.each([
    ['sku', 'A', 'unknown-sku', { sku: 'A', row: 1 }, true],
    ['sku', 'A', 'ambiguous-sku', { sku: 'B', row: 1 }, false],
    ['sku', 'A', 'no-tax', { sku: 'A' }, false],
    ['tax', '22', 'no-tax', { rate: '22.0' }, true],
    ['tax', '22', 'no-tax', { rate: '10' }, false],
    ['tax', '22', 'no-tax', { rate: null }, false],
    ['tax', '22', 'total-differs', { odoo: '1' }, true],
    ['status', 'fraud review', 'unknown-status', { status: 'FRAUD_REVIEW', name: null }, true],
    ['status', 'frode', 'unknown-status', { status: 'X', name: 'Frode' }, true],
    ['status', 'frode', 'unknown-status', { status: 'X', name: null }, false],
    ['sku', 'A', 'decision-refused', { words: '' }, true],
    ['customer', 'b', 'no-customer', {}, true],
  ] as const)('about %s %s', (...[kind, key, reason, detail, expected]) => {
    expect(answersHold({ kind, key }, { reason, detail })).toBe(expected);
  });

  it('is looked for among the orders that wait for its kind of answer', () => {
    expect(reasonsFor([{ kind: 'status' }, { kind: 'sku' }])).toContain('unknown-status');
    expect(reasonsFor([{ kind: 'sku' }])).not.toContain('unknown-status');
    expect(reasonsFor([])).toEqual([]);
  });
});

describe('settings', () => {
  it('answer the holds that they are about', () => {
    expect(reasonsForSettings(['shippingProductId', 'cashOnDeliveryProductId'])).toEqual([
      'no-shipping-product',
    ]);
    expect(reasonsForSettings(['teamId'])).toEqual([]);
  });

  it('have a default each, and can be changed each', () => {
    const defaults = orderSettings.parse({});
    expect(Object.keys(orderSettingsChange.shape).toSorted()).toEqual(Object.keys(defaults).toSorted());
    expect(orderSettingsChange.parse({})).toEqual({});
    expect(orderSettingsChange.parse(defaults)).toEqual(defaults);
  });
});
