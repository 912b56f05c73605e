import type { LabelFormat } from '../poleepo/client.ts';
import type { TenantContext } from '../tenants/context.ts';
import { fetchLabel, keepLabel } from './keep-label.ts';
import { RefusedShipment } from './refused-shipment.ts';
import { noLabelAtAll, noLabelYet, voided } from './waybill-refusals.ts';

/**
 * Has a shipment's label lie on the shelf, for somebody who prints it; answers in which format. Throws RefusedShipment
 * where it has none, SyncError of Poleepo.
 */
export async function labelOnShelf(
  context: TenantContext,
  { id, format }: { id: string; format?: LabelFormat | undefined },
): Promise<{ format: LabelFormat }> {
  const row = await context.stores.shipments.get(id);
  if (row === null || row.origin === 'external') throw new RefusedShipment(noLabelAtAll());
  if (row.state === 'void') throw new RefusedShipment(voided());
  const { poleepoId } = row;
  if (poleepoId === null) throw new RefusedShipment(noLabelYet());
  const issued = { ...row, poleepoId };
  const isOther = format !== undefined && row.labelFormat !== null && format !== row.labelFormat;
  const label = isOther ? await fetchLabel(context, issued, format) : await keepLabel(context, issued);
  return { format: label.format };
}
