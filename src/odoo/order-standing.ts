import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { ProductId, SaleOrderId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { OrderParties, SaleOrderState } from './order-draft.ts';
import { partiesOf, partyFields } from './order-state.ts';
import type { Session } from './session.ts';
import { amount, many2one, plainText, recordId, requiredText, saleOrderId, text } from './values.ts';

/** A line as it stands in Odoo; sections and notes have no product. */
export interface StandingLine {
  productId: ProductId | null;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Percent. */
  discount: Decimal;
}

/** All that tells whether an order may still be changed, and by whom it was changed. */
export interface OrderStanding {
  id: SaleOrderId;
  name: string;
  state: SaleOrderState;
  locked: boolean;
  total: Decimal;
  parties: OrderParties;
  reference: string | null;
  /** Plain text. */
  note: string | null;
  userId: number | null;
  teamId: number | null;
  lines: StandingLine[];
  /** `begun`: somebody has set quantities in the warehouse; `done`: something has left. */
  delivery: 'none' | 'begun' | 'done';
  /** Whether an invoice of it is posted. */
  invoiced: boolean;
}

const ids = z.array(recordId);

const order = z.object({
  id: saleOrderId,
  name: requiredText,
  state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
  locked: z.boolean().default(false),
  amount_total: amount,
  ...partyFields,
  client_order_ref: text,
  note: text,
  user_id: many2one,
  team_id: many2one,
  invoice_ids: ids,
  picking_ids: ids.default([]),
});

const head = [
  'name',
  'state',
  'amount_total',
  ...Object.keys(partyFields),
  'client_order_ref',
  'note',
  'user_id',
  'team_id',
  'invoice_ids',
];

/** How the order stands, its lines, its deliveries and its invoices; null where it was deleted. Two calls, up to four. */
export async function readStanding(session: Session, id: SaleOrderId): Promise<OrderStanding | null> {
  const row = await readHead(session, id);
  if (row === null) return null;
  const [lines, delivery, invoiced] = await Promise.all([
    linesOf(session, id),
    deliveryOf(session, row.picking_ids),
    isInvoiced(session, row.invoice_ids),
  ]);
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    locked: row.locked || row.state === 'done',
    total: row.amount_total,
    parties: partiesOf(row),
    reference: row.client_order_ref,
    note: row.note === null ? null : plainText(row.note),
    userId: row.user_id,
    teamId: row.team_id,
    lines,
    delivery,
    invoiced,
  };
}

type Head = z.output<typeof order>;

async function readHead(session: Session, id: SaleOrderId): Promise<Head | null> {
  const { lockedField } = session.dialect;
  const own = lockedField === null ? head : [...head, lockedField];
  const read = async (fields: readonly string[]) =>
    session.ask({ model: 'sale.order', method: 'read', ids: [id], args: { fields } }, z.array(order));
  try {
    return (await read([...own, 'picking_ids']))[0] ?? null;
  } catch (thrown) {
    // Odoo without its stock module knows no transfers.
    if (!(thrown instanceof SyncError) || thrown.code !== 'refused') throw thrown;
    return (await read(own))[0] ?? null;
  }
}

const lineRow = z
  .object({ product_id: many2one, product_uom_qty: amount, price_unit: amount, discount: amount })
  .transform((row): StandingLine => ({
    productId: row.product_id as ProductId | null,
    quantity: row.product_uom_qty,
    unitPrice: row.price_unit,
    discount: row.discount,
  }));

async function linesOf(session: Session, id: SaleOrderId): Promise<StandingLine[]> {
  const call = {
    model: 'sale.order.line',
    method: 'search_read',
    args: { domain: [['order_id', '=', id]] },
    kwargs: { fields: ['product_id', 'product_uom_qty', 'price_unit', 'discount'] },
  };
  return session.ask(call, z.array(lineRow));
}

const moveRow = z.object({
  state: z.string(),
  picked: z.boolean().optional(),
  quantity_done: z.number().optional(),
});

async function deliveryOf(session: Session, pickings: readonly number[]): Promise<OrderStanding['delivery']> {
  if (pickings.length === 0) return 'none';
  const call = {
    model: 'stock.move',
    method: 'search_read',
    args: { domain: [['picking_id', 'in', pickings]] },
    kwargs: { fields: ['state', session.dialect.pickedField] },
  };
  const moves = await session.ask(call, z.array(moveRow));
  const live = moves.filter((move) => move.state !== 'cancel');
  if (live.some((move) => move.state === 'done')) return 'done';
  const begun = live.some((move) => move.picked === true || (move.quantity_done ?? 0) > 0);
  return begun ? 'begun' : 'none';
}

async function isInvoiced(session: Session, invoices: readonly number[]): Promise<boolean> {
  if (invoices.length === 0) return false;
  const rows = await session.ask(
    { model: 'account.move', method: 'read', ids: invoices, args: { fields: ['state'] } },
    z.array(z.object({ state: z.string() })),
  );
  return rows.some(({ state }) => state === 'posted');
}

/** Whose the order is for a person to act on: its team's leader, null where it has none. One call. */
export async function teamLeader(session: Session, teamId: number): Promise<number | null> {
  const call = { model: 'crm.team', method: 'read', ids: [teamId], args: { fields: ['user_id'] } };
  const [team] = await session.ask(call, z.array(z.object({ user_id: many2one })));
  return team?.user_id ?? null;
}
