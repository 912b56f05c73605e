import { expect, test } from 'vitest';
import { judge } from '../../../src/shipments/find-parcels.ts';
import { noteOf } from '../../../src/shipments/shipment-words.ts';
import type { ShipmentRow } from '../../../src/store/shipment-store.ts';
import type { PoleepoOrderId, TenantId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';

const orderId = 918273 as PoleepoOrderId;
const delivery = { pickingId: 7, trackingRef: 'GLS77' };

function beside(...given: Partial<ShipmentRow>[]) {
  const rows = given.map((one) => ({
    ...blankShipment,
    tenantId: 'ten_a' as TenantId,
    updatedAt: 0,
    ...one,
  }));
  return judge(delivery, { orderId, shipments: rows });
}

test.each([
  ['a code of an order without shipments is new', [], 'new'],
  ['one that a shipment has is known', [{ state: 'handed-over', trackingCode: 'GLS77' }], 'known'],
  ['one of a void shipment is known', [{ state: 'void', trackingCode: 'GLS77' }], 'known'],
  ['one that Poleepo refused is known', [{ state: 'failed', trackingCode: 'GLS77' }], 'known'],
  [
    'another than the delivery’s shipment has is another',
    [{ state: 'attached', trackingCode: 'BRT1' }],
    'another-code',
  ],
  ['one beside a waybill under way is not judged yet', [{ state: 'submitting' }], 'known'],
  [
    'one beside a shipment of an unknown delivery may be that',
    [{ pickingId: null, trackingCode: 'X' }],
    'known',
  ],
  ['one of another delivery is new', [{ pickingId: 8, trackingCode: 'X' }], 'new'],
  ['one after a void waybill with another code is new', [{ state: 'void', trackingCode: 'X' }], 'new'],
] as const)('%s', (_fact, given, expected) => {
  expect(beside(...given)).toBe(expected);
});

test('several codes in one field are known where one of them is', () => {
  const row = { ...blankShipment, tenantId: 'ten_a' as TenantId, updatedAt: 0, trackingCode: 'BRT1' };
  for (const trackingRef of ['BRT1, BRT2', 'BRT2;BRT1', 'BRT2+BRT1'])
    expect(judge({ pickingId: 7, trackingRef }, { orderId, shipments: [row] })).toBe('known');
  expect(judge({ pickingId: 7, trackingRef: 'BRT12' }, { orderId, shipments: [row] })).toBe('another-code');
});

test('a note says what happened, of which courier and code, in both languages', () => {
  const row = { courier: 'BRT', trackingCode: 'BRT1' };
  expect(noteOf('delivered', row)).toEqual({
    it: 'Consegnato al destinatario (BRT BRT1).',
    en: 'Delivered to the recipient (BRT BRT1).',
  });
  expect(noteOf('returned', { courier: null, trackingCode: null }).it).toBe(
    'La spedizione torna al mittente.',
  );
});
