import { expect, test } from 'vitest';
import { refusesHandOver, refusesVoid } from '../../../src/shipments/wish-refusals.ts';
import { shipmentStates, type ShipmentRow } from '../../../src/store/shipment-store.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';

const row = (given: Partial<ShipmentRow>): ShipmentRow => ({
  ...blankShipment,
  tenantId: 'ten_a' as TenantId,
  updatedAt: 0,
  ...given,
});

const issued = new Set(['issued', 'attached', 'handed-over']);

test.each(shipmentStates)('who may be handed over and voided while it is %s', (state) => {
  const one = row({ state, poleepoId: issued.has(state) ? 7781 : null });
  const expected = {
    requested: ['shipment-not-issued', undefined],
    submitting: ['shipment-not-issued', 'shipment-under-way'],
    unknown: ['shipment-not-issued', 'shipment-under-way'],
    issued: [undefined, undefined],
    attached: [undefined, undefined],
    'handed-over': [undefined, 'too-late-to-void'],
    void: ['shipment-void', undefined],
    failed: ['shipment-not-issued', 'shipment-not-issued'],
  }[state];
  expect([refusesHandOver(one)?.code, refusesVoid(one)?.code]).toEqual(expected);
});

test('a parcel that left without Poleepo is neither handed over nor voided here', () => {
  const one = row({ origin: 'external', state: 'handed-over', poleepoId: 7781 });
  expect([refusesHandOver(one)?.code, refusesVoid(one)?.code]).toEqual(
    Array.from({ length: 2 }, () => 'sent-without-poleepo'),
  );
});

test('what the courier has is too late to void although its label is not in the order yet', () => {
  const one = row({ state: 'issued', poleepoId: 7781, handedOverAt: 1, status: 'IN_TRANSIT' });
  const refusal = refusesVoid(one);
  expect(refusal?.code).toBe('too-late-to-void');
  expect(refusal?.message.it).toContain('(in Poleepo: IN_TRANSIT)');
  expect(refusal?.message.en).toContain('(at Poleepo: IN_TRANSIT)');
});
