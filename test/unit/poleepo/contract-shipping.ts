/** A shipping with each member that is confirmed or assumed of reading. */
export function contractShipping() {
  return {
    id: 7781,
    order_id: 918_273,
    status: 'CREATED',
    carrier: 'BRT',
    tracking_code: '084700112233',
    parcel_id: 'P1',
    parcels: [{ parcel_id: 'P1' }, { parcel_id: 'P2' }],
    reference: 'ponte-ship-1',
    external: false,
    creation_date: '2026-06-03T08:15:00Z',
    update_date: '2026-06-03T08:16:10Z',
    delivery_address: { name: 'Giulia', surname: 'Rossi', city: 'Roma' },
  };
}

export function shippingWith(members: Record<string, unknown>): Record<string, unknown> {
  return { ...contractShipping(), ...members };
}
