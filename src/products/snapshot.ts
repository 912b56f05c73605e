import { z } from 'zod';
import type { PoleepoProduct } from '../poleepo/product.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import { decimal, decimalText } from '../trade/money.ts';

const text = z.string().nullable();

/** A product as Poleepo showed it, in a form that can be kept; amounts as exact decimals, null where they are hidden. */
export const snapshot = z.object({
  id: z.int().transform((id) => id as PoleepoProductId),
  sku: text,
  title: text,
  price: text,
  priceWithTax: text,
  vatRate: text,
  quantity: text,
  active: z.boolean().nullable(),
  /** ms */
  updatedAt: z.number().nullable(),
});

export type Snapshot = z.output<typeof snapshot>;

export function snapshotOf(product: PoleepoProduct): Snapshot {
  const { id, sku, title, active, updatedAt } = product;
  const textOf = (value: PoleepoProduct['price']) => (value === null ? null : decimalText(value));
  return {
    id,
    sku,
    title,
    active,
    updatedAt,
    price: textOf(product.price),
    priceWithTax: textOf(product.priceWithTax),
    vatRate: textOf(product.vatRate),
    quantity: textOf(product.quantity),
  };
}

/** What was accepted of a product, or sent: pieces, and `net|gross|rate`; null is not compared. */
export interface StockAndPrice {
  quantity: number | null;
  price: string | null;
  /** In sale or out of it. */
  active?: boolean | null;
}

/** The members in which a product differs from that, under Poleepo's names. What Poleepo hides is not compared. */
export function differing(shown: Snapshot, { quantity, price, active }: StockAndPrice): string[] {
  const [net, gross, rate] = price?.split('|') ?? [];
  const pairs: [string, string | null, string | null | undefined][] = [
    ['quantity', shown.quantity, quantity === null ? null : String(quantity)],
    ['price', shown.price, net],
    ['price_with_tax', shown.priceWithTax, gross],
    ['vat_rate', shown.vatRate, rate],
  ];
  const members = pairs
    .filter(([, there, ours]) => there != null && ours != null && !decimal(there).eq(decimal(ours)))
    .map(([member]) => member);
  const isOther = shown.active !== null && active != null && shown.active !== active;
  return isOther ? [...members, 'active'] : members;
}
