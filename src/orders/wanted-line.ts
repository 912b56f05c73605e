import type { ProductId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { TaxOn } from './predict-total.ts';

/** What the shop says of one line, before it is decided how Odoo is to hear it. Amounts are with tax unless said. */
export interface WantedLine {
  /** What tells it from the order's other lines, for ever: letters, digits, `_` and `-`. */
  suffix: string;
  /** The number of the row it stands for; null for charges and discounts. */
  row: number | null;
  productId: ProductId;
  name: string;
  quantity: Decimal;
  isDelivery: boolean;
  /** Of one unit. */
  gross: Decimal;
  /** Of one unit, without tax. */
  net: Decimal;
  /** Taken off the whole line. */
  reduction: Decimal;
  /** What the line comes to, in whole cents. */
  amount: Decimal;
  /** The taxes that it may bear, the best first; null stands for none. */
  taxes: readonly (TaxOn | null)[];
}
