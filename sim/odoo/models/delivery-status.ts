import type { Env } from '../engine/env.ts';
import { datetime, derived, selection } from '../engine/fields.ts';
import type { Field } from '../engine/model.ts';
import { type OdooVersion, type Row, type Stored, text } from '../engine/value.ts';

const states = (version: OdooVersion) => [
  ['pending', 'Not Delivered'] as const,
  ...(version >= 18 ? [['started', 'Started'] as const] : []),
  ['partial', 'Partially Delivered'] as const,
  ['full', 'Fully Delivered'] as const,
];

/** How an order's transfers stand. `full` says that none is open, not that everything was delivered. */
export const deliveryFields = (version: OdooVersion): Record<string, Field> => ({
  delivery_status: derived(selection('Delivery Status', states(version))),
  effective_date: derived(datetime('Effective Date')),
});

/** Brings an order up to date with its transfers. */
export function refreshDelivery(env: Env, id: number | undefined): void {
  const order = env.row('sale.order', id);
  if (order === undefined) return;
  const pickings = pickingsOf(env, order.id);
  const patch = { delivery_status: statusOf(pickings), effective_date: firstDelivery(pickings) };
  env.table('sale.order').update(order.id, patch);
}

const pickingsOf = (env: Env, order: number): Row[] =>
  [...env.table('stock.picking').lookup('sale_id', order)].flatMap(
    (id) => env.row('stock.picking', id) ?? [],
  );

function statusOf(pickings: readonly Row[]): Stored {
  const ended = (row: Row) => row['state'] === 'done' || row['state'] === 'cancel';
  if (pickings.every((row) => row['state'] === 'cancel')) return null;
  if (pickings.every(ended)) return 'full';
  return pickings.some((row) => row['state'] === 'done') ? 'partial' : 'pending';
}

function firstDelivery(pickings: readonly Row[]): Stored {
  const [first] = pickings
    .flatMap((row) => (row['state'] === 'done' ? [text(row['date_done'])] : []))
    .toSorted();
  return first ?? null;
}
