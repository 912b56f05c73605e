import { decimal, type Decimal, zero } from '../trade/money.ts';
import { asTold, bestEncoding, type Encoding } from './line-encodings.ts';
import { predictTotal, type Rounding } from './predict-total.ts';
import { type Choice, choose, gapOf, searchFit } from './search-fit.ts';
import type { WantedLine } from './wanted-line.ts';

export interface FittedLine extends Encoding {
  line: WantedLine;
}

export interface Fitted {
  lines: FittedLine[];
  /** A line of its own that makes up for the rest; zero for none. */
  roundingLine: Decimal;
  /** What Odoo's total will be by all that we know. */
  predicted: Decimal;
}

export interface Fitting {
  /** What the order is to come to. */
  total: Decimal;
  /** What the shop's own lines come to; the same as `total` unless the shop reckons otherwise. */
  sum: Decimal;
  rounding: Rounding;
  /** The largest rounding line that the tenant allows. */
  allowed: Decimal;
}

/**
 * Decides how each line is told to Odoo so that the order comes to its total to the cent: the shop's own prices where
 * that is enough, then other means that keep what each line comes to, then a rounding line, then lines a cent or two
 * beside; all but the first leave a trace. A price moves only to make up for Odoo's rounding, never for a total that the
 * shop's own rows do not come to.
 */
export function fitTotal(lines: readonly WantedLine[], fitting: Fitting): Fitted {
  const { rounding } = fitting;
  const best = lines.map((line) => choose(line, bestEncoding(line, rounding), rounding));
  if (isRight(best, fitting)) return fitted(best, fitting);
  if (!fitting.sum.eq(fitting.total)) {
    const plain = [0, 1].map((at) => told(lines, { at, rounding }));
    const right = plain.find((way) => isRight(way, fitting));
    return right === undefined ? withRoundingLine(best, fitting) : fitted(right, fitting);
  }
  const kept = searchFit(best, { ...fitting, beside: false });
  if (isRight(kept, fitting)) return fitted(kept, fitting);
  const padded = withRoundingLine(kept, fitting);
  if (!padded.roundingLine.eq(0)) return padded;
  return fitted(searchFit(kept, { ...fitting, beside: true }), fitting);
}

/** All lines with the shop's prices, at the best tax or at the second. */
function told(lines: readonly WantedLine[], { at, rounding }: { at: number; rounding: Rounding }): Choice[] {
  return lines.map((line) => {
    const tax = line.taxes[at] ?? line.taxes[0] ?? null;
    return choose(line, asTold({ line, tax, rounding }), rounding);
  });
}

function withRoundingLine(lines: readonly Choice[], fitting: Fitting): Fitted {
  const { total, allowed, rounding } = fitting;
  const found = fitted(lines, fitting);
  const pieces = lines.flatMap((way) => way.pieces);
  const rest = total.minus(found.predicted);
  const roundingLine = beside
    .map((shift) => rest.plus(shift))
    .find((amount) => {
      if (amount.eq(0) || amount.abs().gt(allowed)) return false;
      const line = { quantity: one, unitPrice: amount, discount: zero, tax: null };
      return predictTotal([...pieces, line], rounding).eq(total);
    });
  return roundingLine === undefined ? found : { ...found, predicted: total, roundingLine };
}

const one = decimal(1);
/** It moves what is rounded with it. */
const beside = ['0', '0.01', '-0.01'].map(decimal);

function fitted(choices: readonly Choice[], { rounding }: Fitting): Fitted {
  const lines = choices.map(({ line, means, pieces }) => ({ line, means, pieces }));
  const predicted = predictTotal(
    lines.flatMap(({ pieces }) => pieces),
    rounding,
  );
  return { lines, predicted, roundingLine: zero };
}

function isRight(lines: readonly Choice[], fitting: Fitting): boolean {
  return gapOf(lines, fitting).eq(0);
}
