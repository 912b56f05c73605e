import Big from 'big.js';
import { catalogue } from '../catalogue.ts';
import type { Account } from './account.ts';
import { rowOf } from './generate-rows.ts';
import type { Order, OrderRow } from './order.ts';
import { amount, orderTotal, withoutTax } from './totals.ts';

type Change = (order: Order, account: Account) => void;

/** SKUs that mean something special to a shop whose Odoo knows them so. */
export const specialSkus = { archived: 'FUORI-CATALOGO', duplicate: 'CODICE-DOPPIO' } as const;

/** The barcode of an article of the catalogue, as a shop that sells by barcode has it. */
export function barcodeOf(sku: string): string {
  const at = catalogue.findIndex((item) => item.sku === sku);
  return `80${String(at + 1).padStart(11, '0')}`;
}

function firstSku(sku: (row: OrderRow) => string): Change {
  return (order) => {
    const [row] = order.rows;
    if (row !== undefined) row.sku = sku(row);
  };
}

const otherCurrency: Change = (order) => {
  order.currency = 'USD';
};

/** A fixed amount off the whole order, whose goods are of several rates. */
const voucher: Change = (order, account) => {
  addFood(order, account);
  order.discount = account.random.pick([3, 5, 7.77, 10]);
};

const severalDiscounts: Change = (order, account) => {
  addFood(order, account);
  for (const row of order.rows) {
    const percent = account.random.pick([0, 7, 15, 33]);
    row.discount = amount(new Big(row.price_with_tax).times(row.quantity).times(percent).div(100).round(2));
  }
  order.discount = amount(orderTotal(order).times(account.random.int(1, 9)).div(100).round(2));
};

/** One more article that costs nothing. */
const gift: Change = (order, account) => {
  addFood(order, account);
  const row = order.rows.at(-1);
  if (row === undefined) return;
  row.price = 0;
  row.price_with_tax = 0;
};

/** Prices, quantities and discounts of every size, as sales and repricers make them. */
const oddCents: Change = (order, account) => {
  const { random } = account;
  addFood(order, account);
  for (const row of order.rows) {
    const gross = new Big(random.int(1, 29_999)).div(100);
    row.price_with_tax = amount(gross);
    row.price = amount(withoutTax(gross, row.vat_rate));
    row.quantity = random.int(1, 9);
    const off = random.chance(0.5) ? random.int(0, 60) : 0;
    row.discount = amount(gross.times(row.quantity).times(off).div(100).round(2));
  }
};

function addFood(order: Order, account: Account): void {
  for (const vatRate of [10, 4]) {
    const item = account.random.pick(catalogue.filter((one) => one.vatRate === vatRate));
    const nextRowId = () => account.nextId('row');
    const quantity = account.random.int(1, 3);
    order.rows.push(rowOf(item, { products: account.products, quantity, nextRowId }));
  }
}

/** Kinds of order that differ in their lines and amounts. */
export const lineKinds = {
  'barcode-sku': firstSku((row) => barcodeOf(row.sku)),
  'archived-product': firstSku(() => specialSkus.archived),
  'duplicate-sku': firstSku(() => specialSkus.duplicate),
  'other-currency': otherCurrency,
  voucher,
  'several-discounts': severalDiscounts,
  gift,
  'odd-cents': oddCents,
} as const satisfies Record<string, Change>;
