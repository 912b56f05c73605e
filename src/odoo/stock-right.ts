import { SyncError } from '../kit/errors.ts';
import { missingRight } from './hints.ts';
import { mayDo } from './rights.ts';
import type { Session } from './session.ts';

const stockArea = { it: 'leggere le giacenze (Inventario)', en: 'read stock (Inventory)' };

/** A refusal that is about stock, said so, any other as it is: without the rights to it Odoo computes no quantity. */
export async function stockRefusal(session: Session, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof SyncError) || thrown.code !== 'forbidden') return thrown;
  if ((await mayDo(session, { model: 'stock.move', operation: 'read' })) !== false) return thrown;
  const group = session.dialect.groups.stock;
  return new SyncError(`stock: ${thrown.message}`, {
    code: 'forbidden',
    side: 'odoo',
    hint: missingRight(stockArea, group),
    vendorCode: thrown.vendorCode,
  });
}
