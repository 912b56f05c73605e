import { roundingRules } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { decimal, type Decimal, equalToTheCent, zero } from '../trade/money.ts';
import { type Told, mapLines } from './map-lines.ts';
import { type Piece, predictTotal, type Rounding } from './predict-total.ts';
import type { Resolved } from './resolve.ts';

/** An order's lines as they were told, and by which reckoning. */
export interface Telling {
  told: Told;
  resolved: Resolved;
  /** What Odoo was aimed at. */
  target: Decimal;
  /** What Odoo has made of earlier tellings. */
  seen: readonly Seen[];
}

interface Seen {
  pieces: readonly Piece[];
  found: Decimal;
}

/** How often lines are told again before a person is asked. */
export const mostTellings = 3;

/**
 * The same order told otherwise, after Odoo has come to another total than we foresaw: by another way of rounding where
 * that explains each of its totals, else aimed beside it by what is missing. Null where it is not rounding, or where no
 * lines come to it.
 */
export function tellAgain(
  { told, resolved, target, seen: before }: Telling,
  { order, found }: { order: PoleepoOrder; found: Decimal },
): Telling | null {
  const total = order.total ?? zero;
  const gap = total.minus(found);
  if (!told.exact || gap.abs().gt(mostRounded(told))) return null;
  const seen = [...before, { pieces: told.pieces, found }];
  const ways = [
    ...explaining(seen, resolved.company).map((company) => ({
      resolved: { ...resolved, company: { ...resolved.company, ...company } },
      target: total,
    })),
    { resolved, target: target.plus(gap) },
  ];
  for (const way of ways) {
    const mapped = mapLines(order, way.resolved, way.target);
    if (mapped.ok && mapped.exact) return { ...way, told: mapped, seen };
  }
  return null;
}

/** The other ways of rounding by which Odoo's totals are what they are. */
function explaining(seen: readonly Seen[], { rounding, digits }: Rounding): Rounding[] {
  return roundingRules
    .filter((rule) => rule !== rounding)
    .map((rule): Rounding => ({ rounding: rule, digits }))
    .filter((rule) => seen.every(({ pieces, found }) => equalToTheCent(predictTotal(pieces, rule), found)));
}

/** A cent for each line and one more: beyond that it is not rounding. */
function mostRounded({ lines }: Told): Decimal {
  return decimal(lines.length + 1).div(100);
}
