import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../sim/random.ts';
import { roundingRules } from '../../../src/odoo/client.ts';
import { fitTotal } from '../../../src/orders/fit-total.ts';
import {
  type Piece,
  predictTotal,
  roundedTotal,
  type Rounding,
  type TaxOn,
} from '../../../src/orders/predict-total.ts';
import type { WantedLine } from '../../../src/orders/wanted-line.ts';
import type { ProductId, TaxId } from '../../../src/trade/ids.ts';
import { decimal, type Decimal, roundToCents, sum, zero } from '../../../src/trade/money.ts';

const digits = { price: 2, discount: 2, quantity: 2 };
const roundings = roundingRules.map((rounding): Rounding => ({ rounding, digits }));

function taxesOf(rate: number, kinds: readonly ('included' | 'excluded')[]): TaxOn[] {
  return kinds.map((kind) => {
    const included = kind === 'included';
    return { id: (rate * 2 + (included ? 1 : 0)) as TaxId, rate: decimal(rate), included };
  });
}

interface Row {
  gross: string;
  quantity?: string;
  off?: string;
  rate?: number;
}

function line(
  { gross, quantity = '1', off = '0', rate = 22 }: Row,
  kinds: readonly ('included' | 'excluded')[] = ['included', 'excluded'],
): WantedLine {
  const price = decimal(gross);
  const amount = roundToCents(price.times(quantity).minus(off));
  return {
    suffix: '1',
    row: 1,
    productId: 7 as ProductId,
    name: 'Maglietta',
    quantity: decimal(quantity),
    isDelivery: false,
    gross: price,
    net: roundToCents(price.div(decimal(rate).div(100).plus(1))),
    reduction: decimal(off),
    amount,
    taxes: taxesOf(rate, kinds),
  };
}

function fit(
  lines: readonly WantedLine[],
  changes: { total?: string; allowed?: string; rounding?: Rounding } = {},
) {
  const told = sum(lines.map(({ amount }) => amount));
  return fitTotal(lines, {
    total: changes.total === undefined ? told : decimal(changes.total),
    sum: told,
    rounding: changes.rounding ?? { rounding: 'per-line', digits },
    allowed: decimal(changes.allowed ?? '0'),
  });
}

function shown(lines: ReturnType<typeof fit>['lines']) {
  return lines.map(({ means, pieces }) => [
    means,
    ...pieces.map(
      (piece) => `${String(piece.quantity)} x ${String(piece.unitPrice)} -${String(piece.discount)}%`,
    ),
  ]);
}

describe('a line', () => {
  it('bears its price with tax, and its discount in percent', () => {
    expect(shown(fit([line({ gross: '33', quantity: '2' })]).lines)).toEqual([['as-told', '2 x 33 -0%']]);
    expect(shown(fit([line({ gross: '49.90', off: '4.99' })]).lines)).toEqual([['as-told', '1 x 49.9 -10%']]);
  });

  it('bears its price without tax where Odoo has no tax that prices include', () => {
    expect(shown(fit([line({ gross: '36.60' }, ['excluded'])]).lines)).toEqual([['as-told', '1 x 30 -0%']]);
  });

  it('takes the discount into its price where percents are too coarse', () => {
    const big = line({ gross: '299.99', quantity: '1', off: '33.34' });
    expect(shown(fit([big]).lines)).toEqual([['discount-in-price', '1 x 266.65 -0%']]);
  });

  it('is split into all pieces but one, and one with the odd cents', () => {
    const odd = line({ gross: '299.99', quantity: '3', off: '100.01' });
    expect(shown(fit([odd]).lines)).toEqual([['split', '2 x 266.65 -0%', '1 x 266.66 -0%']]);
  });

  it('of one piece that no price without tax makes right is a cent beside, and a rounding line mends it', () => {
    const alone = [line({ gross: '12.50' }, ['excluded'])];
    const strict = fit(alone);
    expect(String(strict.predicted)).not.toBe('12.5');
    const allowed = fit(alone, { allowed: '0.05' });
    expect(String(allowed.predicted)).toBe('12.5');
    expect(allowed.roundingLine.abs().lte('0.01')).toBe(true);
  });
});

describe('a total that the rows do not come to', () => {
  it('moves no price', () => {
    const off = fit([line({ gross: '33', quantity: '2' })], { total: '66.01' });
    expect(shown(off.lines)).toEqual([['as-told', '2 x 33 -0%']]);
    expect(String(off.predicted)).toBe('66');
  });

  it('is made up for by a rounding line only as far as the tenant allows', () => {
    const wanted = [line({ gross: '33', quantity: '2' })];
    expect(String(fit(wanted, { total: '66.02', allowed: '0.02' }).roundingLine)).toBe('0.02');
    expect(String(fit(wanted, { total: '66.03', allowed: '0.02' }).roundingLine)).toBe('0');
  });

  it('is right where it is what the prices without tax come to', () => {
    const net = { ...line({ gross: '12.50', quantity: '3' }), net: decimal('10.24') };
    const found = fit([net], { total: '37.48' });
    expect(String(found.predicted)).toBe('37.48');
    expect(found.lines[0]?.pieces[0]?.tax?.included).toBe(false);
  });
});

function anyLine(random: Random, kinds: readonly ('included' | 'excluded')[]): WantedLine {
  const gross = decimal(random.int(1, 40_000)).div(100);
  const quantity = decimal(random.pick([1, 1, 2, 3, 5, 12]));
  const off = random.chance(0.5)
    ? roundToCents(gross.times(quantity).times(random.int(0, 70)).div(100))
    : zero;
  const rate = random.pick([4, 5, 10, 22]);
  return line({ gross: String(gross), quantity: String(quantity), off: String(off), rate }, kinds);
}

function quantityOf(pieces: readonly { quantity: Decimal }[]): string {
  return String(sum(pieces.map(({ quantity }) => quantity)));
}

describe.each(roundings)('any order, rounded $rounding', (rounding) => {
  const both = ['included', 'excluded'] as const;
  const anyOrder = (random: Random, most: number, kinds: readonly ('included' | 'excluded')[]) =>
    Array.from({ length: random.int(1, most) }, () => anyLine(random, kinds));

  it('comes to its total to the cent where Odoo has taxes of both kinds, and its lines to theirs', () => {
    const random = createRandom(5);
    let [mended, moved] = [0, 0];
    for (let count = 0; count < 400; count += 1) {
      const lines = anyOrder(random, 8, both);
      const found = fit(lines, { rounding });
      const told = sum(lines.map(({ amount }) => amount));
      const pieces = found.lines.flatMap((one) => one.pieces);
      if (isLoneHalf(lines) && rounding.rounding === 'raw-sums') continue;
      mended += found.lines.filter(({ means }) => means !== 'as-told').length;
      expect(String(predictTotal(pieces, rounding))).toBe(String(told));
      expect(found.lines.map((one) => quantityOf(one.pieces))).toEqual(
        lines.map((one) => String(one.quantity)),
      );
      const own = found.lines.map((one) => amountOf(one.pieces, rounding).minus(one.line.amount));
      moved += own.filter((by) => !by.eq(0)).length;
      expect(own.every((by) => by.abs().lte('0.01'))).toBe(true);
    }
    expect(mended).toBeGreaterThan(10);
    expect(moved).toBeLessThanOrEqual(rounding.rounding === 'raw-sums' ? 2 : 0);
  });

  it('is told the same each time', () => {
    const lines = anyOrder(createRandom(9), 8, both);
    expect(fit(lines, { rounding })).toEqual(fit(lines, { rounding }));
  });

  it('comes to it with a rounding line of five cents at most where no price includes its tax', () => {
    const random = createRandom(6);
    for (let count = 0; count < 150; count += 1) {
      const lines = anyOrder(random, 5, ['excluded']);
      const found = fit(lines, { rounding, allowed: '0.05' });
      expect(String(found.predicted)).toBe(String(sum(lines.map(({ amount }) => amount))));
    }
  });

  it('misses it without one only where it has few lines', () => {
    const random = createRandom(7);
    const orders = Array.from({ length: 200 }, () => anyOrder(random, 8, ['excluded']));
    const missed = orders.filter((lines) => {
      const { predicted } = fit(lines, { rounding });
      return !predicted.eq(sum(lines.map(({ amount }) => amount)));
    });
    expect(missed.every((lines) => lines.length <= 3)).toBe(true);
    expect(missed.length).toBeLessThan(orders.length / 20);
  });
});

describe('a single piece whose base and tax both end in half a cent', () => {
  const alone = [line({ gross: '12.35', rate: 4 })];
  const rounding: Rounding = { rounding: 'raw-sums', digits };

  it('cannot be told to an Odoo that rounds both up, unless a rounding line is allowed', () => {
    expect(String(fit(alone, { rounding }).predicted)).not.toBe('12.35');
    const padded = fit(alone, { rounding, allowed: '0.01' });
    expect([String(padded.predicted), String(padded.roundingLine)]).toEqual(['12.35', '-0.01']);
  });

  it('is right beside other lines, one of them told without tax', () => {
    const three = [line({ gross: '9.99' }), line({ gross: '4.49', rate: 10 }), ...alone];
    const found = fit(three, { rounding });
    expect(String(found.predicted)).toBe('26.83');
    expect(shown(found.lines)).toEqual([
      ['as-told', '1 x 9.99 -0%'],
      ['as-told', '1 x 4.08 -0%'],
      ['as-told', '1 x 12.35 -0%'],
    ]);
  });
});

describe('an order of very many rows', () => {
  it('is decided within a bound', () => {
    const random = createRandom(3);
    const lines = Array.from({ length: 300 }, () => anyLine(random, ['excluded']));
    const found = fit(lines, { rounding: { rounding: 'raw-sums', digits } });
    expect(String(found.predicted)).toBe(String(sum(lines.map(({ amount }) => amount))));
  });
});

/** One piece at 4 %, of which base and tax both end in half a cent. */
function isLoneHalf([only, ...others]: readonly WantedLine[]): boolean {
  if (only === undefined || others.length > 0) return false;
  return only.taxes[0]?.rate.eq(4) === true && only.amount.times(100).mod(26).eq(13);
}

function amountOf(pieces: readonly Piece[], rounding: Rounding): Decimal {
  return sum(pieces.map((piece) => roundedTotal(piece, rounding)));
}
