import Big from 'big.js';
import type { Order, OrderRow } from './order.ts';

/** An exact amount as the JSON number that Poleepo writes, in cents: the only place where one becomes a number. */
export function amount(exact: Big): number {
  return Number(exact.toFixed(2));
}

/** The price without tax of a price with it, to the cent. */
export function withoutTax(gross: Big, vatRate: number): Big {
  return gross.div(new Big(100).plus(vatRate).div(100)).round(2, Big.roundHalfUp);
}

/** The price with tax of a price without it, to the cent. */
export function withTax(net: Big, vatRate: number): Big {
  return net.times(new Big(100).plus(vatRate)).div(100).round(2, Big.roundHalfUp);
}

function rowTotal(row: OrderRow): Big {
  return new Big(row.price_with_tax).times(row.quantity).minus(row.discount);
}

/** What the buyer pays: rows less their discounts, shipping, the fee of cash on delivery, less the order's discount. */
export function orderTotal(order: Pick<Order, 'rows' | 'shipping_price' | 'cod_price' | 'discount'>): Big {
  const rows = order.rows.reduce((sum, row) => sum.plus(rowTotal(row)), new Big(0));
  return rows.plus(order.shipping_price).plus(order.cod_price).minus(order.discount);
}
