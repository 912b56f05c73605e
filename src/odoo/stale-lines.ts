import { z } from 'zod';
import { externalId } from './keys.ts';
import type { OrderDraft } from './order-draft.ts';
import type { OrderProgress } from './order-state.ts';
import type { Session } from './session.ts';

const keys = z.record(z.string(), z.union([z.string(), z.literal(false)]));

/**
 * Removes the lines that an earlier attempt has left in a quotation and that the draft no longer has; lines that people
 * added stay. Answers whether any was removed. No call where the quotation has as many lines as the draft.
 */
export async function removeStaleLines(
  session: Session,
  draft: OrderDraft,
  order: OrderProgress,
): Promise<boolean> {
  if (order.lineIds.length <= draft.lines.length) return false;
  const known = await session.ask(
    { model: 'sale.order.line', method: 'get_external_id', ids: order.lineIds },
    keys,
  );
  const [module] = externalId(draft.key).split('.');
  const wanted = new Set(draft.lines.map((line) => externalId(line.key)));
  const stale = order.lineIds.filter((id) => {
    const key = known[String(id)];
    return typeof key === 'string' && key.startsWith(`${module}.`) && !wanted.has(key);
  });
  if (stale.length === 0) return false;
  const vals = { order_line: stale.map((id) => [2, id, 0]) };
  await session.ask(
    { model: 'sale.order', method: 'write', ids: [order.id], args: { vals }, write: true },
    z.literal(true),
  );
  return true;
}
