import Big from 'big.js';
import type { Env } from '../engine/env.ts';
import { attributeError } from '../engine/errors.ts';
import type { Call } from '../engine/model.ts';
import { big, idsOf, type Json, refOf, type Row, text, type Vals } from '../engine/value.ts';
import { toCents } from './tax-math.ts';

interface Part {
  row: Row;
  base: Big;
  amount: Big;
}

export const isIncluded = (row: Row): boolean =>
  row['price_include_override'] === 'tax_included' || row['price_include'] === true;

/** `account.tax.compute_all`: what taxes of any kind make of a price, the included ones taken out of it first. */
export function computeAll({ env, ids, args }: Call): Json {
  if (typeof args['product'] === 'number') {
    const lacking = { 16: 'sudo', 17: 'account_tag_ids', 18: '_origin', 19: '_origin' }[env.db.version];
    throw attributeError(`'int' object has no attribute '${lacking}'`);
  }
  const quantity = new Big(Number(args['quantity'] ?? 1));
  const price = new Big(Number(args['price_unit'] ?? 0)).times(quantity);
  const rows = inOrder(env, ids);
  const globally = roundsGlobally(env, rows);
  const amount = globally ? price : toCents(price);
  const net = withoutIncluded(amount, rows, quantity);
  const parts = taxParts(globally ? net : toCents(net), { rows, quantity, globally });
  const whole = rows.length > 0 && rows.every(isIncluded);
  if (whole && !globally) giveRest(amount, net, parts);
  const sum = parts.reduce((total, part) => total.plus(part.amount), globally ? net : toCents(net));
  const excluded = toCents(net.round(10)).toNumber();
  const noise = globally && env.db.version <= 17;
  return {
    base_tags: [],
    taxes: parts.map((part) => shown(part, noise)),
    total_excluded: excluded,
    total_included: toCents((whole ? amount : sum).round(10)).toNumber(),
    total_void: excluded,
  };
}

/** Groups give way to what is in them. */
function inOrder(env: Env, ids: readonly number[]): Row[] {
  return ids
    .map((id) => env.get('account.tax', id))
    .toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id)
    .flatMap((row) =>
      row['amount_type'] === 'group' ? inOrder(env, idsOf(row['children_tax_ids'])) : [row],
    );
}

function roundsGlobally(env: Env, rows: readonly Row[]): boolean {
  const company = env.row('res.company', refOf(rows[0]?.['company_id']) ?? env.company);
  return company?.['tax_calculation_rounding_method'] === 'round_globally';
}

/** Taken out from the last one back; a tax that later ones are computed upon closes a round of its own. */
function withoutIncluded(amount: Big, rows: readonly Row[], quantity: Big): Big {
  let base = amount;
  let [fixed, percent, division] = [new Big(0), new Big(0), new Big(0)];
  const close = (): void => {
    const share = new Big(100).minus(division).div(100);
    base = base.minus(fixed).div(percent.div(100).plus(1)).times(share);
    [fixed, percent, division] = [new Big(0), new Big(0), new Big(0)];
  };
  for (const row of rows.toReversed()) {
    if (row['include_base_amount'] === true) close();
    if (!isIncluded(row)) continue;
    if (row['amount_type'] === 'fixed') fixed = fixed.plus(big(row['amount']).times(quantity));
    else if (row['amount_type'] === 'division') division = division.plus(big(row['amount']));
    else percent = percent.plus(big(row['amount']));
  }
  close();
  return base;
}

function taxParts(net: Big, what: { rows: readonly Row[]; quantity: Big; globally: boolean }): Part[] {
  let base = net;
  return what.rows.map((row) => {
    const raw = amountOn(base, row, what.quantity);
    const part = { row, base, amount: what.globally ? raw : toCents(raw) };
    if (row['include_base_amount'] === true) base = base.plus(part.amount);
    return part;
  });
}

function amountOn(base: Big, row: Row, quantity: Big): Big {
  const rate = big(row['amount']);
  if (row['amount_type'] === 'fixed') return rate.times(quantity);
  if (row['amount_type'] === 'division') {
    return base.div(new Big(1).minus(rate.div(100))).minus(base);
  }
  return base.times(rate).div(100);
}

/** Taxes that are all included come to the price: the last takes what is left of it. */
function giveRest(amount: Big, net: Big, parts: Part[]): void {
  const last = parts.at(-1);
  if (last === undefined) return;
  const others = parts.slice(0, -1).reduce((sum, part) => sum.plus(part.amount), toCents(net));
  last.amount = amount.minus(others);
}

function shown({ row, base, amount }: Part, noise: boolean): Vals {
  const number = (value: Big): number => (noise ? noisy(value) : toCents(value.round(10)).toNumber());
  return {
    id: row.id,
    name: text(row['name']),
    amount: number(amount),
    base: number(base),
    sequence: Number(row['sequence'] ?? 0),
    price_include: isIncluded(row),
    tag_ids: [],
    tax_ids: [],
  };
}

const precision = 0.01 * 1e-5;

/** As 16 and 17 leave a float that they round to seven digits. */
const noisy = (value: Big): number => Math.round(value.toNumber() / precision) * precision;
