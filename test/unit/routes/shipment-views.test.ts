import { describe, expect, test } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import {
  shipmentDetailView,
  viewShipment,
  viewShipmentInFull,
} from '../../../src/routes/work/shipment-views.ts';
import { errorOf, errorOfRefusal } from '../../../src/shipments/shipment-error.ts';
import { cashInParts } from '../../../src/shipments/cash-refusals.ts';
import type { ShipmentRow } from '../../../src/store/shipment-store.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';

function row(given: Partial<ShipmentRow> = {}): ShipmentRow {
  const times = { createdAt: 0, updatedAt: 60_000 };
  const ids = { id: 'shp_1', tenantId: 'ten_a' as TenantId, reference: 'ponte-1' };
  return { ...blankShipment, ...ids, ...times, ...given };
}

const shown = (error: ShipmentRow['error'], locale: 'it' | 'en' = 'it') =>
  viewShipment(row({ error }), locale).error;

describe('the view of a shipment', () => {
  test('says its state in the reader’s language, and nothing of what is ours alone', () => {
    const view = shipmentDetailView.parse(
      viewShipmentInFull(row({ state: 'handed-over', handedOverAt: 1000 }), { events: [], locale: 'it' }),
    );
    expect(view).toMatchObject({
      label: 'Consegnata al corriere',
      handedOverAt: '1970-01-01T00:00:01.000Z',
      updatedAt: '1970-01-01T00:01:00.000Z',
      attached: false,
      events: [],
    });
    for (const ours of ['tenantId', 'reference', 'told', 'labelKey', 'attachmentId'])
      expect(view).not.toHaveProperty(ours);
  });

  test('shows cash on delivery once it is known', () => {
    const cash = (cashOnDelivery: ShipmentRow['cashOnDelivery']) =>
      viewShipment(row({ cashOnDelivery }), 'it').cashOnDelivery;
    expect(cash({ amount: '45.90', currency: 'EUR' })).toEqual({ amount: '45.90', currency: 'EUR' });
    expect(cash({ undecided: 'whole' })).toBeNull();
    expect(cash(null)).toBeNull();
  });

  test('shows parcels as far as they are known', () => {
    const { parcels } = viewShipment(row({ parcels: [{ packageName: 'A', weight: '2.5' }, {}] }), 'it');
    expect(parcels).toEqual([
      { packageName: 'A', weight: '2.5', width: null, height: null, depth: null },
      { packageName: null, weight: null, width: null, height: null, depth: null },
    ]);
  });
});

describe('the error of a shipment', () => {
  test('is ours with what to do', () => {
    const error = shown(errorOfRefusal(cashInParts()), 'en');
    expect(error?.code).toBe('cash-on-delivery-in-parts');
    expect(error?.message).toContain('paid on delivery');
    expect(error?.message).toContain('what is left is collected with the last one');
  });

  test('is the other side’s by its own code, with the hint that came with it', () => {
    const hint = { it: 'Fai così.', en: 'Do this.' };
    const refusal = new SyncError('no', { code: 'refused', side: 'poleepo', vendorCode: 'TOO_LATE', hint });
    expect(shown(errorOf(refusal))).toEqual({ code: 'TOO_LATE', message: 'Fai così.' });
  });

  test('without a hint is said by its kind', () => {
    const silence = new SyncError('no', { code: 'timed-out', side: 'odoo' });
    expect(shown(errorOf(silence))).toEqual({
      code: 'timed-out',
      message: 'Odoo non ha risposto in tempo. Riprova tra poco.',
    });
  });

  test('that nobody understands any more is still an error', () => {
    expect(shown({ something: 'else' })).toEqual({ code: 'unknown', message: null });
    expect(shown({ code: 'old', kind: 'no such kind' })).toEqual({ code: 'old', message: null });
    expect(shown(null)).toBeNull();
  });
});
