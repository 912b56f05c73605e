import type { OrderKind } from '../../../sim/poleepo/order-kinds.ts';
import { day } from '../../../src/kit/clock.ts';
import type { World } from './world.ts';

/** Orders that a shop whose articles and rates are known imports without anybody's help. */
export const rightKinds: readonly OrderKind[] = [
  'plain',
  'several-rates',
  'company',
  'guest',
  'discount',
  'row-discount',
  'cash-on-delivery',
  'separate-delivery',
  'decimal-quantities',
  'zero-rate',
  'foreign-eu',
  'destination-rate',
  'net-prices',
  'many-rows',
  'unknown-payment',
  'hostile-texts',
  'bare-members',
  'in-process',
  'barcode-sku',
  'other-currency',
  'voucher',
  'several-discounts',
  'gift',
  'odd-cents',
];

/** Orders with a line that a person must decide on, and the reason that they are held for. */
export const heldKinds = {
  'unknown-sku': 'unknown-sku',
  'archived-product': 'archived-product',
  'duplicate-sku': 'ambiguous-sku',
} as const satisfies Partial<Record<OrderKind, string>>;

export interface Tally {
  orders: number;
  confirmed: number;
  /** By reason. */
  held: Record<string, number>;
  /** What must never be, in words. */
  wrong: string[];
  /** What Odoo was told otherwise than the shop has it, by means. */
  adjusted: Record<string, number>;
}

interface HeldJob {
  subject: string;
  held: string | null;
}

/** Makes about `count` orders of these kinds in turn, few of those with many rows, each told once, and lets all of them settle. */
export async function runOrders(
  world: World,
  { kinds, count }: { kinds: readonly OrderKind[]; count: number },
): Promise<void> {
  const share = Math.ceil(count / kinds.length);
  for (const kind of kinds) {
    const some = kind === 'many-rows' ? Math.ceil(share / 4) : share;
    await world.poleepo.control.makeOrders({ kind, count: some, notify: true });
  }
  if (!(await world.settle(30 * day))) throw new Error(`${world.open()} jobs are still open`);
}

/** What became of every order of the first tenant. */
export function tally(world: World): Tally {
  const { key, clientId } = world.first();
  const jobs = world.rows<HeldJob>("SELECT subject, held FROM jobs WHERE state = 'held'");
  const holds = new Map(jobs.map((job) => [job.subject, holdOf(job.held)]));
  const result: Tally = { orders: 0, confirmed: 0, held: {}, wrong: [], adjusted: adjustments(world) };
  for (const order of world.poleepo.control.orders(clientId)) {
    result.orders += 1;
    const id = world.odoo.db.ref(`ponte.order_${key}_${order.id}`) ?? 0;
    const [sale] = world.odoo.db.read('sale.order', [id], ['state', 'amount_total', 'currency_id']);
    const twins = world.odoo.db.count('sale.order', [['client_order_ref', '=', order.reference_id]]);
    if (twins > 1) result.wrong.push(`order ${order.id} is there ${twins} times`);
    const hold = holds.get(`order:${order.id}`);
    if (hold !== undefined) {
      result.held[hold.reason] = (result.held[hold.reason] ?? 0) + 1;
      if (!namesLine(hold)) result.wrong.push(`order ${order.id} is held for ${hold.reason}, naming no line`);
      if (sale?.state === 'sale') result.wrong.push(`order ${order.id} is held and confirmed`);
    } else if (sale?.state === 'sale' && sale.amount_total === order.total_price) {
      result.confirmed += 1;
      if (
        JSON.stringify(sale.currency_id) !==
        JSON.stringify([order.currency === 'USD' ? 1 : 2, order.currency])
      )
        result.wrong.push(`order ${order.id} is in ${JSON.stringify(sale.currency_id)}`);
    } else {
      const found = JSON.stringify([sale?.state, sale?.amount_total]);
      result.wrong.push(`order ${order.id} of ${order.total_price} is ${found}`);
    }
  }
  return result;
}

interface KeptHold {
  reason: string;
  detail: Record<string, unknown>;
}

function holdOf(text: string | null): KeptHold {
  return JSON.parse(text ?? '{}') as KeptHold;
}

function namesLine({ detail }: KeptHold): boolean {
  return typeof detail['row'] === 'number' || typeof detail['amount'] === 'string';
}

function adjustments(world: World): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { detail } of world.rows<{ detail: string }>('SELECT detail FROM order_events')) {
    const { adjustments: made = [] } = JSON.parse(detail) as { adjustments?: { means: string }[] };
    for (const { means } of made) counted[means] = (counted[means] ?? 0) + 1;
  }
  return counted;
}

/** The sale order that a Poleepo order became: its state, total, currency and line ids; null where there is none. */
export function saleOf(world: World, orderId: number) {
  const id = world.odoo.db.ref(`ponte.order_${world.first().key}_${orderId}`);
  if (id === undefined) return null;
  const fields = ['state', 'amount_total', 'currency_id', 'order_line'];
  const [sale] = world.odoo.db.read('sale.order', [id], fields);
  const { state, amount_total, currency_id, order_line } = sale ?? {};
  return {
    id,
    state,
    amount_total,
    currency: Array.isArray(currency_id) ? currency_id[1] : null,
    lines: Array.isArray(order_line) ? order_line : [],
  };
}
