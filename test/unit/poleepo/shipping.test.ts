import { describe, expect, test } from 'vitest';
import type { Shipping } from '../../../src/poleepo/shipping.ts';
import { readShipping } from '../../../src/poleepo/shipping.ts';
import { isWithCourier, shippingStatuses, shippingStatusOf } from '../../../src/poleepo/shipping-status.ts';
import { contractShipping, shippingWith } from './contract-shipping.ts';

function read(value: unknown): Shipping {
  const reading = readShipping(value);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.shipping;
}

describe('a shipping', () => {
  test('is read whole', () => {
    expect(read(contractShipping())).toEqual({
      id: 7781,
      orderId: 918_273,
      status: 'CREATED',
      carrier: 'BRT',
      trackingCode: '084700112233',
      parcelIds: ['P1', 'P2'],
      reference: 'ponte-ship-1',
      external: false,
      createdAt: Date.parse('2026-06-03T08:15:00Z'),
      updatedAt: Date.parse('2026-06-03T08:16:10Z'),
    });
  });

  test('is read of the confirmed members alone', () => {
    const { order_id, status, parcels, external, update_date, ...confirmed } = contractShipping();
    expect([order_id, status, parcels, external, update_date]).not.toContain(undefined);
    expect(read(confirmed)).toMatchObject({
      id: 7781,
      orderId: null,
      status: { unknown: '' },
      parcelIds: ['P1'],
      external: false,
      updatedAt: null,
    });
  });

  test('is read of its id alone', () => {
    expect(read({ id: '7781' })).toMatchObject({
      id: 7781,
      carrier: null,
      trackingCode: null,
      parcelIds: [],
    });
  });

  test.each([
    ['numbers as texts', { id: '7781', order_id: '918273' }, { id: 7781, orderId: 918_273 }],
    ['a code as a number', { tracking_code: 847_001 }, { trackingCode: '847001' }],
    ['blank codes', { tracking_code: ' ', carrier: '' }, { trackingCode: null, carrier: null }],
    ['a carrier as an object', { carrier: { id: 1, name: 'GLS' } }, { carrier: 'GLS' }],
    ['parcels as bare ids', { parcels: ['P1', 9] }, { parcelIds: ['P1', '9'] }],
    ['parcels as null', { parcels: null }, { parcelIds: ['P1'] }],
    ['unknown members', { weather: 'fine' }, { id: 7781 }],
    ['external as a number', { external: 1 }, { external: true }],
  ])('may have %s', (_, members, found) => {
    expect(read(shippingWith(members))).toMatchObject(found);
  });

  test.each([
    [{ id: undefined }, 'id', null],
    [{ id: 0 }, 'id', null],
    [{ creation_date: '2026-06-03 08:15' }, 'creation_date', 7781],
    [{ tracking_code: {} }, 'tracking_code', 7781],
    [{ parcels: 'P1' }, 'parcels', 7781],
  ])('with %j is not guessed at', (members, member, id) => {
    const reading = readShipping(shippingWith(members));
    expect(reading).toMatchObject({ ok: false, member, id });
    expect(reading.ok ? '' : reading.raw).toContain('ponte-ship-1');
  });

  test.each([null, undefined, 'CREATED', []])('is not %j', (value) => {
    expect(readShipping(value)).toMatchObject({ ok: false, id: null });
  });
});

describe('the status of a shipping', () => {
  test.each(shippingStatuses)('may be %s, as a word, in small letters or as an object', (status) => {
    expect(shippingStatusOf(status)).toBe(status);
    expect(shippingStatusOf(status.toLowerCase().replaceAll('_', ' '))).toBe(status);
    expect(shippingStatusOf({ id: status, name: 'qualunque' })).toBe(status);
  });

  test.each([
    ['In transito', 'IN_TRANSIT'],
    ['Consegnato al corriere', 'HANDED_TO_COURIER'],
    ['Consegnato', 'DELIVERED'],
    ['Annullata', 'CANCELED'],
  ])('may be its name: %s', (name, status) => {
    expect(shippingStatusOf(name)).toBe(status);
    expect(shippingStatusOf({ name })).toBe(status);
  });

  test.each([
    ['LOST_AT_SEA', 'LOST_AT_SEA'],
    [{ id: 'LOST_AT_SEA', name: 'Disperso' }, 'LOST_AT_SEA'],
    [undefined, ''],
    [null, ''],
    [7, '7'],
  ])('that we do not know is kept: %j', (value, unknown) => {
    expect(shippingStatusOf(value)).toEqual({ unknown });
    expect(isWithCourier(shippingStatusOf(value))).toBe(false);
  });

  test('says whether a courier has it', () => {
    expect(shippingStatuses.filter((status) => !isWithCourier(status))).toEqual(['CREATED', 'CANCELED']);
  });
});
