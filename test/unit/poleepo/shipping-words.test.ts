import { describe, expect, test } from 'vitest';
import { knowsShippingCode, shippingWords } from '../../../src/poleepo/shipping-words.ts';

const codes = [
  'PACKAGE_TYPE_INVALID',
  'PICKUP_ADDRESS_INVALID',
  'SERVICE_NOT_AVAILABLE',
  'PARCEL_TOO_HEAVY',
  'CASH_ON_DELIVERY_NOT_SUPPORTED',
  'ORDER_NOT_SHIPPABLE',
  'FORMAT_NOT_AVAILABLE',
  'INVALID_STATUS',
];

describe('our words for a refused shipment', () => {
  test.each(codes)('of %s say what is wrong and what to do, in both languages', (code) => {
    expect(knowsShippingCode(code.toLowerCase())).toBe(true);
    const { title, nextStep } = shippingWords({ code, field: 'parcels.0' });
    const texts = [title.it, title.en, nextStep.it, nextStep.en];
    expect(texts.every((text) => text.length > 15)).toBe(true);
    expect(new Set(texts).size).toBe(4);
    expect(texts.join(' ')).not.toContain(code);
  });

  test('differ from code to code', () => {
    expect(new Set(codes.map((code) => shippingWords({ code, field: null }).title.it)).size).toBe(
      codes.length,
    );
  });

  test.each([
    ['parcels.0.weight', 'peso', 'weight'],
    ['parcels[2].package_type_id', 'tipo di collo', 'package type'],
    ['cash_on_delivery.amount', 'importo del contrassegno', 'amount of the cash on delivery'],
    ['parcels.0', 'colli', 'parcels'],
    ['colour', 'colour', 'colour'],
  ])('name the field %s as people do', (field, it, en) => {
    const { title } = shippingWords({ code: 'VALIDATION_ERROR', field });
    expect(title.it).toContain(`«${it}»`);
    expect(title.en).toContain(`“${en}”`);
  });

  test.each([null, '', 'SOMETHING_NEW'])('of the code %j lead to Poleepo’s own', (code) => {
    expect(knowsShippingCode(code ?? '')).toBe(false);
    expect(shippingWords({ code, field: null }).nextStep.en).toContain('Poleepo’s words');
  });
});
