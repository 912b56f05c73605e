import { z } from 'zod';
import { recordings, type RecordedVersion } from './recordings.ts';

/** One line of an order of which Odoo's totals were recorded. */
export interface PricedLine {
  /** Percent. */
  rate: number;
  included: boolean;
  quantity: number;
  price: number;
  /** Percent. */
  discount: number;
}

export interface RecordedTotals {
  note: string;
  method: 'round_globally' | 'round_per_line';
  lines: PricedLine[];
  untaxed: number;
  tax: number;
  total: number;
  /** What each line showed, floats with their noise; none where only the order was read. */
  amounts: [subtotal: number, tax: number, total: number][];
}

const method = z.enum(['round_globally', 'round_per_line']);
const sampled = z.object({
  rounding: method,
  lines: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.boolean()])),
  untaxed: z.number(),
  tax: z.number(),
  total: z.number(),
});

/** Orders that were made in a real Odoo of this version at random, and what it added them up to. */
export function sampledTotals(version: RecordedVersion): RecordedTotals[] {
  const names = ['rounding-sample', 'rounding-fresh-sample'];
  const samples = names.flatMap((name) =>
    recordings(version, name).flatMap(({ results = [] }) => z.array(sampled).parse(results)),
  );
  return samples.map(({ rounding, lines, ...totals }, at) => ({
    ...totals,
    note: `sample ${at}`,
    method: rounding,
    lines: lines.map(([rate, quantity, price, discount, included]) => {
      return { rate, quantity, price, discount, included };
    }),
    amounts: [],
  }));
}

const ids = z.array(z.int()).length(1);
const taxRows = z.array(z.object({ id: z.int(), amount: z.number(), price_include: z.boolean() }));
const orderRow = z.tuple([
  z.object({ amount_untaxed: z.number(), amount_tax: z.number(), amount_total: z.number() }),
]);
const lineRows = z.array(
  z.looseObject({
    price_unit: z.number(),
    product_uom_qty: z.number(),
    discount: z.number(),
    price_subtotal: z.number(),
    price_tax: z.number(),
    price_total: z.number(),
    tax_id: ids.optional(),
    tax_ids: ids.optional(),
  }),
);

/** Orders whose lines were read back with their amounts; with each also what it came to rounded on each line. */
export function readTotals(version: RecordedVersion): RecordedTotals[] {
  const entries = recordings(version, 'rounding-it');
  const perLine = new Map(recordings(version, 'rounding-it-per-line').map((one) => [one.note, one.result]));
  const taxes = taxRows.parse(entries.find(({ note }) => note.startsWith('taxes'))?.result);
  return entries.flatMap(({ note, result }) => {
    if (!note.startsWith('totals: ')) return [];
    const name = note.slice('totals: '.length);
    const rows = lineRows.parse(entries.find((one) => one.note === `lines: ${name}`)?.result);
    const lines = rows.map((row): PricedLine => {
      const tax = taxes.find(({ id }) => id === (row.tax_id ?? row.tax_ids)?.[0]);
      return {
        rate: tax?.amount ?? 0,
        included: tax?.price_include ?? false,
        quantity: row.product_uom_qty,
        price: row.price_unit,
        discount: row.discount,
      };
    });
    const amounts = rows.map((row): [number, number, number] => [
      row.price_subtotal,
      row.price_tax,
      row.price_total,
    ]);
    const other = perLine.get(`totals, round_per_line: ${name}`);
    return [
      { note: name, method: 'round_globally', lines, amounts, ...totalsOf(result) },
      { note: name, method: 'round_per_line', lines, amounts: [], ...totalsOf(other) },
    ];
  });
}

function totalsOf(result: unknown): Pick<RecordedTotals, 'untaxed' | 'tax' | 'total'> {
  const [{ amount_untaxed: untaxed, amount_tax: tax, amount_total: total }] = orderRow.parse(result);
  return { untaxed, tax, total };
}
