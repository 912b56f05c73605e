import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { noteOf } from './shipment-words.ts';

/** Says in an order's chatter that a label is no longer valid: once, whoever finds out and however often. */
export async function tellVoid(
  { odoo, tenantKey, locale }: TenantContext,
  row: Pick<ShipmentRow, 'id' | 'courier' | 'trackingCode'>,
  saleOrderId: SaleOrderId,
): Promise<void> {
  const key = `note_${tenantKey}_${row.id}_void`;
  await odoo.notes.put({ key, saleOrderId, text: noteOf('void', row)[locale] });
}
