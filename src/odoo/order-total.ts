import type { Decimal } from '../trade/money.ts';
import { equalToTheCent } from '../trade/money.ts';
import type { OrderDraft, OrderState } from './order-draft.ts';

/** Whether Odoo's total is the expected one to the cent, or differs by just what a person accepted. */
export function totalAccepted(
  { total }: Pick<OrderState, 'total'>,
  { expectedTotal, acceptDifference }: Pick<OrderDraft, 'expectedTotal' | 'acceptDifference'>,
): boolean {
  if (equalToTheCent(total, expectedTotal)) return true;
  return acceptDifference !== undefined && sameSize(total.minus(expectedTotal), acceptDifference);
}

function sameSize(left: Decimal, right: Decimal): boolean {
  return equalToTheCent(left.abs(), right.abs());
}
