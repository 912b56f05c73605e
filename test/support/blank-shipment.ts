import { blankRow } from '../../src/shipments/blank-row.ts';
import type { NewShipment } from '../../src/store/shipment-store.ts';
import type { PoleepoOrderId, SaleOrderId } from '../../src/trade/ids.ts';

/** A shipment of a delivery that was asked for, of which nothing more is known. */
export const blankShipment: NewShipment = {
  ...blankRow,
  id: 'shp_1',
  origin: 'ponte',
  state: 'requested',
  poleepoOrderId: 918273 as PoleepoOrderId,
  saleOrderId: 41 as SaleOrderId,
  pickingId: 7,
  reference: 'ref-1',
  courier: null,
  told: null,
  createdAt: 0,
};
