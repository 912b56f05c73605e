import { decimal, type Decimal } from '../trade/money.ts';
import { type Encoding, keepsAmount, type Means, otherEncodings } from './line-encodings.ts';
import { minus, nothing, plus, rawGap, type Rounding, type Sums, sumsOf, totalOf } from './predict-total.ts';
import type { WantedLine } from './wanted-line.ts';

/** A line and how it is told. */
export interface Choice extends Encoding {
  line: WantedLine;
  sums: Sums;
}

export interface Aim {
  total: Decimal;
  rounding: Rounding;
}

/** Combinations that are tried for one order: some tens of milliseconds. */
const mostTries = 3000;
const cent = decimal('0.01');
const gentlest: readonly Means[] = ['as-told', 'discount-in-price', 'split', 'odd-cents'];

export function choose(line: WantedLine, way: Encoding, rounding: Rounding): Choice {
  return { ...way, line, sums: sumsOf(way.pieces, rounding) };
}

/** How far lines so told come from the total, by Odoo's rounding. */
export function gapOf(choices: readonly Choice[], { total, rounding }: Aim): Decimal {
  return totalOf(sumOf(choices), rounding.rounding).minus(total).abs();
}

/**
 * Tells as few lines as can be otherwise until the order comes to its total: one, else one after the other while that
 * brings it nearer, else two at once. `beside` allows ways that move a line's own amount by a cent or two. Always the same
 * for the same lines, and never more than so many tries; what it comes to need not be right.
 */
export function searchFit(start: readonly Choice[], aim: Aim & { beside: boolean }): readonly Choice[] {
  if (gapOf(start, aim).gt(cent.times(start.length + 2))) return start;
  const search = new Search(start, aim);
  const single = search.one(start);
  if (single !== null) return single;
  const nearer = search.nearer(start);
  if (gapOf(nearer, aim).eq(0)) return nearer;
  return search.two(start) ?? search.two(nearer) ?? nearer;
}

interface Move {
  at: number;
  way: Choice;
}

class Search {
  readonly #aim: Aim;
  readonly #moves: readonly Move[];
  #tries = 0;

  constructor(start: readonly Choice[], aim: Aim & { beside: boolean }) {
    this.#aim = aim;
    const moves = start.flatMap(({ line }, at) =>
      otherEncodings(line, aim.rounding)
        .filter((way) => aim.beside || keepsAmount(way, line, aim.rounding))
        .map((way): Move => ({ at, way: choose(line, way, aim.rounding) })),
    );
    this.#moves = gentlest.flatMap((means) => moves.filter(({ way }) => way.means === means));
  }

  /** With one line told otherwise, or null where none makes it right. */
  one(choices: readonly Choice[]): readonly Choice[] | null {
    const whole = sumOf(choices);
    for (const move of this.#moves) {
      if (this.#isOver()) return null;
      if (this.#isRight(moved(whole, choices, move))) return choices.with(move.at, move.way);
    }
    return null;
  }

  two(choices: readonly Choice[]): readonly Choice[] | null {
    const whole = sumOf(choices);
    for (const [nth, first] of this.#moves.entries()) {
      const after = choices.with(first.at, first.way);
      const between = moved(whole, choices, first);
      for (const second of this.#moves.slice(0, nth)) {
        if (second.at === first.at) continue;
        if (this.#isOver()) return null;
        if (this.#isRight(moved(between, after, second))) return after.with(second.at, second.way);
      }
    }
    return null;
  }

  /** Every move that brings the total nearer, or the sums before their rounding. */
  nearer(choices: readonly Choice[]): readonly Choice[] {
    let [now, sums] = [choices, sumOf(choices)];
    for (const move of this.#moves) {
      if (this.#isRight(sums) || this.#isOver()) return now;
      const then = moved(sums, now, move);
      if (!this.#isNearer(then, sums)) continue;
      [now, sums] = [now.with(move.at, move.way), then];
    }
    return now;
  }

  #isNearer(then: Sums, now: Sums): boolean {
    const { total } = this.#aim;
    const [after, before] = [this.#gap(then), this.#gap(now)];
    return after.lt(before) || (after.eq(before) && rawGap(then, total).lt(rawGap(now, total)));
  }

  #isRight(sums: Sums): boolean {
    return this.#gap(sums).eq(0);
  }

  #gap(sums: Sums): Decimal {
    const { total, rounding } = this.#aim;
    return totalOf(sums, rounding.rounding).minus(total).abs();
  }

  #isOver(): boolean {
    this.#tries += 1;
    return this.#tries > mostTries;
  }
}

function moved(sums: Sums, choices: readonly Choice[], { at, way }: Move): Sums {
  return plus(minus(sums, choices[at]?.sums ?? nothing), way.sums);
}

function sumOf(choices: readonly Choice[]): Sums {
  return choices.reduce((sums, { sums: own }) => plus(sums, own), nothing);
}
