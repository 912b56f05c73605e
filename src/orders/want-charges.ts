import type { PoleepoOrder } from '../poleepo/order.ts';
import type { ProductId } from '../trade/ids.ts';
import { amountText, type Decimal, decimalText, zero } from '../trade/money.ts';
import { byRate, chargeLine, spreadDiscount } from './charges.ts';
import { noShippingProduct } from './holds.ts';
import { noDiscountProduct } from './line-holds.ts';
import type { Resolved } from './resolve.ts';
import { taxesFor, type Wanted } from './want-rows.ts';
import type { WantedLine } from './wanted-line.ts';

interface Order {
  order: PoleepoOrder;
  resolved: Resolved;
}

/** The order's lines with its discount, its shipping and its fee for cash on delivery; each charge at the highest rate of the goods. */
export function wantCharges(rows: readonly WantedLine[], what: Order): Wanted<WantedLine[]> {
  const discounted = discount(rows, what);
  if (!discounted.ok) return discounted;
  const lines = [...discounted.value];
  const { settings } = what.resolved.policy;
  const { shippingProduct } = what.resolved;
  const shipping = (settings.shippingProductId as ProductId | null) ?? shippingProduct;
  const atTheDoor = (settings.cashOnDeliveryProductId as ProductId | null) ?? shipping;
  const charges = [
    { suffix: 'shipping', name: 'Spedizione', amount: what.order.shippingPrice, productId: shipping },
    { suffix: 'cod', name: 'Contrassegno', amount: what.order.codPrice, productId: atTheDoor },
  ];
  for (const { suffix, name, amount, productId } of charges) {
    if (amount.eq(0)) continue;
    if (productId === null) return { ok: false, hold: noShippingProduct({ amount: decimalText(amount) }) };
    const rate = highestRate(what.order);
    const number = rowOfRate(what.order, rate);
    const taxes = taxesFor(rate, { number, own: [], ...what });
    if (!taxes.ok) return taxes;
    const isDelivery = suffix === 'shipping';
    lines.push(chargeLine({ suffix, name, amount, productId, rate, taxes: taxes.value, isDelivery }));
  }
  return { ok: true, value: lines };
}

/** The discount on the whole order: a negative line for each rate, or in the lines where no product is named for it. */
function discount(rows: readonly WantedLine[], what: Order): Wanted<readonly WantedLine[]> {
  const { order, resolved } = what;
  const amount = order.discount.abs();
  if (amount.eq(0)) return { ok: true, value: rows };
  const { discountProductId } = resolved.policy.settings;
  if (discountProductId === null) {
    const value = spreadDiscount(rows, { amount, rounding: resolved.company });
    if (value !== null) return { ok: true, value };
    return { ok: false, hold: noDiscountProduct({ amount: amountText(amount) }) };
  }
  const goods = rows.map((line) => ({
    rate: order.rows[(line.row ?? 0) - 1]?.vatRate ?? null,
    amount: line.amount,
  }));
  const lines = [...rows];
  for (const share of byRate(amount, goods)) {
    const number = rowOfRate(order, share.rate);
    const taxes = taxesFor(share.rate, { number, own: [], ...what });
    if (!taxes.ok) return taxes;
    const rate = share.rate === null ? '' : `_${decimalText(share.rate).replace('.', '-')}`;
    lines.push(
      chargeLine({
        suffix: `discount${rate}`,
        name: 'Sconto',
        productId: discountProductId as ProductId,
        amount: zero.minus(share.amount),
        rate: share.rate,
        taxes: taxes.value,
        isDelivery: false,
      }),
    );
  }
  return { ok: true, value: lines };
}

function highestRate(order: PoleepoOrder): Decimal | null {
  const rates = order.rows.flatMap((row) => (row.vatRate === null ? [] : [row.vatRate]));
  return rates.length === 0 ? null : rates.reduce((highest, rate) => (rate.gt(highest) ? rate : highest));
}

/** The number of a row that bears this rate: what words about its tax can point at. */
function rowOfRate(order: PoleepoOrder, rate: Decimal | null): number {
  return order.rows.findIndex((row) => rate !== null && row.vatRate?.eq(rate) === true) + 1 || 1;
}
