import type { SaleOrderId } from '../../../../src/trade/ids.ts';
import { utf8 } from '../../../../src/kit/encoding.ts';
import type { OrderFileDraft } from '../../../../src/odoo/client.ts';
import type { World } from './simulated.ts';
import { shirtDraft } from './simulated.ts';

/** A confirmed order of two T-shirts, a polo and shipping. */
export async function confirmedOrder(odoo: World): Promise<SaleOrderId> {
  const { outcome, id } = await odoo.client.orders.upsert(await shirtDraft(odoo));
  if (outcome !== 'confirmed') throw new Error(`the order is ${outcome}`);
  odoo.calls();
  return id;
}

/** The transfers of an order by id. */
export function pickingsOf({ sim }: World, order: SaleOrderId): number[] {
  return sim.db.search('stock.picking', [['sale_id', '=', order]]).toSorted((a, b) => a - b);
}

export const pdf = utf8('%PDF-1.4\n%%EOF\n');

export function labelOf(saleOrderId: SaleOrderId, changes: Partial<OrderFileDraft> = {}): OrderFileDraft {
  return {
    saleOrderId,
    key: 'label_ab12_55',
    name: 'Etichetta BRT 1.pdf',
    bytes: pdf,
    mimetype: 'application/pdf',
    note: 'Etichetta di <BRT> & C.',
    ...changes,
  };
}

/** Messages of an order that people or we wrote, with their files. */
export function notesOf({ sim }: World, order: SaleOrderId) {
  const domain = [
    ['model', '=', 'sale.order'],
    ['res_id', '=', order],
  ];
  const ids = sim.db.search('mail.message', domain);
  return sim.db.read('mail.message', ids, ['body', 'attachment_ids', 'subtype_id']);
}
