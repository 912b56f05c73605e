import { z } from 'zod';
import { areaRefusal } from './area-refusal.ts';
import { withArchived } from './catalogue.ts';
import type { Quantities, VariantId } from './catalogue-product.ts';
import { quantities, stockColumns } from './catalogue-reading.ts';
import type { Session } from './session.ts';
import { productId, recordId, requiredText } from './values.ts';

export interface Warehouse {
  id: number;
  name: string;
}

const houses = z.array(z.object({ id: recordId, name: requiredText }));

/** The warehouses of the connection's company, by their order in Odoo. One call; meant to be kept. */
export async function warehouses(session: Session): Promise<Warehouse[]> {
  const domain = [['company_id', '=', session.connection.companyId]];
  const call = {
    model: 'stock.warehouse',
    method: 'search_read',
    args: { domain },
    kwargs: { fields: ['name'] },
  };
  return session.ask(call, houses);
}

const rows = z.array(
  z.looseObject({ id: productId }).transform((row, check): [VariantId, Quantities] => {
    const read = quantities.safeParse(row);
    if (read.success) return [row.id, read.data];
    for (const { path, message } of read.error.issues) check.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }),
);

/** What one warehouse has of these variants; those that are gone are left out. One call. */
export async function quantitiesIn(
  session: Session,
  { ids, warehouseId }: { ids: readonly VariantId[]; warehouseId: number },
): Promise<Map<VariantId, Quantities>> {
  if (ids.length === 0) return new Map();
  const call = {
    model: 'product.product',
    method: 'search_read',
    args: { domain: [['id', 'in', [...new Set(ids)]]] },
    kwargs: { fields: stockColumns, order: 'id' },
    context: { ...withArchived, [session.dialect.warehouseContext]: warehouseId },
  };
  const found = await session.ask(call, rows).catch(async (thrown: unknown) => {
    throw await areaRefusal(session, 'stock', thrown);
  });
  return new Map(found);
}
