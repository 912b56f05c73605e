import type { PoleepoOrder } from '../poleepo/order.ts';
import { decimal, type Decimal, equalToTheCent, zero } from '../trade/money.ts';
import { type Told, mapLines } from './map-lines.ts';
import { predictTotal } from './predict-total.ts';
import type { Resolved } from './resolve.ts';

/** An order's lines as they were told, and by which reckoning. */
export interface Telling {
  told: Told;
  resolved: Resolved;
  /** What Odoo was aimed at. */
  target: Decimal;
}

/** How often lines are told again before a person is asked. */
export const mostTellings = 3;

/**
 * The same order told otherwise, after Odoo has come to another total than we foresaw: by the other way of rounding
 * where that explains Odoo's total, else aimed beside it by what is missing. Null where it is not rounding, or where no
 * lines come to it.
 */
export function tellAgain(
  { told, resolved, target }: Telling,
  { order, found }: { order: PoleepoOrder; found: Decimal },
): Telling | null {
  const total = order.total ?? zero;
  const gap = total.minus(found);
  if (!told.exact || gap.abs().gt(mostRounded(told))) return null;
  const { company } = resolved;
  const rounding = company.rounding === 'global' ? 'per-line' : 'global';
  const otherwise = { ...resolved, company: { ...company, rounding } } as const;
  const explained = equalToTheCent(predictTotal(told.pieces, otherwise.company), found);
  const next = explained ? { resolved: otherwise, target: total } : { resolved, target: target.plus(gap) };
  const mapped = mapLines(order, next.resolved, next.target);
  return mapped.ok && mapped.exact ? { ...next, told: mapped } : null;
}

/** A cent for each line and one more: beyond that it is not rounding. */
function mostRounded({ lines }: Told): Decimal {
  return decimal(lines.length + 1).div(100);
}
