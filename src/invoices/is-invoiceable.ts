import type { OrderedGoods } from '../odoo/ordered-lines.ts';

/**
 * Whether an order may be invoiced: all its goods are delivered, or some of them where parts may be invoiced. Services
 * keep nobody waiting. What of it is to be invoiced is for Odoo to say.
 */
export function isInvoiceable(
  { state, lines }: OrderedGoods,
  { partialDeliveries }: { partialDeliveries: boolean },
): boolean {
  if (state !== 'sale' && state !== 'done') return false;
  const goods = lines.filter(({ isGoods }) => isGoods);
  if (goods.every(({ ordered, delivered }) => delivered.gte(ordered))) return true;
  return partialDeliveries && goods.some(({ delivered }) => delivered.gt(0));
}
