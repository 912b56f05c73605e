import { decimal, type Decimal, zero } from '../trade/money.ts';
import { asTold, bestEncoding, type Encoding, type Means, otherEncodings } from './line-encodings.ts';
import { predictTotal, type Rounding } from './predict-total.ts';
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

const gentle: readonly Means[] = ['as-told', 'discount-in-price', 'split'];
const cent = decimal('0.01');

/**
 * Decides how each line is told to Odoo so that the order comes to its total to the cent: the shop's own prices where
 * that is enough, then other means, of which each leaves a trace. A price moves only to make up for Odoo's rounding,
 * never for a total that the shop's own rows do not come to.
 */
export function fitTotal(lines: readonly WantedLine[], fitting: Fitting): Fitted {
  const best = lines.map((line) => ({ line, ...bestEncoding(line, fitting.rounding) }));
  if (isRight(best, fitting)) return fitted(best, fitting);
  if (!fitting.sum.eq(fitting.total)) {
    const plain = [0, 1].map((at) => told(lines, { at, rounding: fitting.rounding }));
    const right = plain.find((way) => isRight(way, fitting));
    return right === undefined ? withRoundingLine(best, fitting) : fitted(right, fitting);
  }
  const gently = improve(best, { fitting, means: gentle });
  if (isRight(gently, fitting)) return fitted(gently, fitting);
  const padded = withRoundingLine(gently, fitting);
  if (!padded.roundingLine.eq(0)) return padded;
  return fitted(improve(gently, { fitting, means: ['odd-cents'] }), fitting);
}

/** All lines with the shop's prices, at the best tax or at the second. */
function told(
  lines: readonly WantedLine[],
  { at, rounding }: { at: number; rounding: Rounding },
): FittedLine[] {
  return lines.map((line) => {
    const tax = line.taxes[at] ?? line.taxes[0] ?? null;
    return { line, ...asTold({ line, tax, rounding }) };
  });
}

/** Tells one line after the other in another way while that brings the order nearer to its total. */
function improve(
  start: readonly FittedLine[],
  { fitting, means }: { fitting: Fitting; means: readonly Means[] },
): FittedLine[] {
  const lines = [...start];
  let gap = gapOf(lines, fitting);
  if (gap.gt(cent.times(lines.length + 2))) return lines;
  const others = lines.map(({ line }) => otherEncodings(line, fitting.rounding));
  for (const mean of means) {
    for (const [at, ways] of others.entries()) {
      for (const way of ways) {
        if (gap.eq(0)) return lines;
        const before = lines[at];
        if (way.means !== mean || before === undefined) continue;
        lines[at] = { line: before.line, ...way };
        const now = gapOf(lines, fitting);
        if (now.lt(gap)) gap = now;
        else lines[at] = before;
      }
    }
  }
  return lines;
}

function withRoundingLine(lines: FittedLine[], fitting: Fitting): Fitted {
  const { predicted } = fitted(lines, fitting);
  const rest = fitting.total.minus(predicted);
  if (rest.abs().gt(fitting.allowed)) return { lines, predicted, roundingLine: zero };
  return { lines, predicted: fitting.total, roundingLine: rest };
}

function fitted(lines: FittedLine[], { rounding }: Fitting): Fitted {
  const predicted = predictTotal(
    lines.flatMap(({ pieces }) => pieces),
    rounding,
  );
  return { lines, predicted, roundingLine: zero };
}

function isRight(lines: readonly FittedLine[], fitting: Fitting): boolean {
  return gapOf(lines, fitting).eq(0);
}

function gapOf(lines: readonly FittedLine[], { total, rounding }: Fitting): Decimal {
  const pieces = lines.flatMap((line) => line.pieces);
  return predictTotal(pieces, rounding).minus(total).abs();
}
