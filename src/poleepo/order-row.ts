import { z } from 'zod';
import type { Decimal } from '../trade/money.ts';
import { zero } from '../trade/money.ts';
import { number, optionalId, optionalNumber, text } from './members.ts';

/** One article of an order. Prices are of one unit, the discount is of the whole row, with tax; null where hidden. */
export interface PoleepoOrderRow {
  id: number | null;
  productId: number | null;
  sku: string | null;
  title: string | null;
  quantity: Decimal;
  price: Decimal | null;
  priceWithTax: Decimal | null;
  /** In percent: 22. */
  vatRate: Decimal | null;
  discount: Decimal;
}

// assumed: all of it
export const orderRow = z
  .object({
    id: optionalId,
    product_id: optionalId,
    sku: text,
    title: text,
    quantity: number,
    price: optionalNumber,
    price_with_tax: optionalNumber,
    vat_rate: optionalNumber,
    discount: optionalNumber,
  })
  .transform((row): PoleepoOrderRow => ({
    id: row.id,
    productId: row.product_id,
    sku: row.sku,
    title: row.title,
    quantity: row.quantity,
    price: row.price,
    priceWithTax: row.price_with_tax,
    vatRate: row.vat_rate,
    discount: row.discount ?? zero,
  }));
