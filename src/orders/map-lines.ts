import type { Hold } from '../jobs/outcome.ts';
import type { OrderLineDraft } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import { decimal, type Decimal, sum, zero } from '../trade/money.ts';
import { type Fitted, fitTotal } from './fit-total.ts';
import type { Means } from './line-encodings.ts';
import type { Piece } from './predict-total.ts';
import type { Resolved } from './resolve.ts';
import { wantCharges } from './want-charges.ts';
import { wantRow } from './want-rows.ts';
import type { WantedLine } from './wanted-line.ts';

/** Something that Odoo is told otherwise than the shop has it, so that the total is right to the cent. */
export interface Adjustment {
  /** The number of the row; null for a charge or the order as a whole. */
  row: number | null;
  line: string;
  means: Exclude<Means, 'as-told'> | 'rounding-line';
}

/** An order's lines as Odoo is to hear them. */
export interface Told {
  lines: OrderLineDraft[];
  adjustments: Adjustment[];
  /** The same lines as far as their amounts go. */
  pieces: Piece[];
  /** Whether Odoo's total will be the one aimed at by all that we know. */
  exact: boolean;
  wanted: readonly WantedLine[];
}

export type MappedLines = ({ ok: true } & Told) | { ok: false; hold: Hold };

/**
 * The lines of the sale order, charges last; or the first thing that a person must decide, naming the row. `target` is
 * what Odoo is to be aimed at where that is not the order's total.
 */
export function mapLines(order: PoleepoOrder, resolved: Resolved, target?: Decimal): MappedLines {
  const rows: WantedLine[] = [];
  for (const [index, row] of order.rows.entries()) {
    const wanted = wantRow(row, { number: index + 1, order, resolved });
    if (!wanted.ok) return wanted;
    rows.push(wanted.value);
  }
  const charged = wantCharges(rows, { order, resolved });
  if (!charged.ok) return charged;
  const wanted = charged.value;
  const { company, policy } = resolved;
  const { roundingProductId, roundingCents } = policy.settings;
  const total = target ?? order.total ?? zero;
  const fit = fitTotal(wanted, {
    total,
    sum: sum(wanted.map(({ amount }) => amount))
      .minus(order.total ?? zero)
      .plus(total),
    rounding: company,
    allowed: roundingProductId === null ? zero : decimal(roundingCents).div(100),
  });
  const lines = [...drafts(fit, { order, resolved }), ...roundingDraft(fit, { order, resolved })];
  const exact = fit.predicted.eq(total);
  return { ok: true, lines, adjustments: adjustmentsOf(fit), pieces: piecesOf(fit), exact, wanted };
}

function piecesOf({ lines, roundingLine }: Fitted): Piece[] {
  const pieces = lines.flatMap((line) => line.pieces);
  if (roundingLine.eq(0)) return pieces;
  return [...pieces, { quantity: decimal(1), unitPrice: roundingLine, discount: zero, tax: null }];
}

interface Drafting {
  order: PoleepoOrder;
  resolved: Resolved;
}

function drafts({ lines }: Fitted, drafting: Drafting): OrderLineDraft[] {
  const leftToOdoo = drafting.resolved.policy.settings.taxes === 'odoo';
  return lines.flatMap(({ line, pieces }) =>
    pieces.map(({ quantity, unitPrice, discount, tax }, at) => ({
      key: lineKey(drafting, at === 0 ? line.suffix : `${line.suffix}_b`),
      productId: line.productId,
      name: line.name,
      quantity,
      unitPrice,
      discount,
      taxIds: leftToOdoo ? null : tax === null ? [] : [tax.id],
      isDelivery: line.isDelivery,
    })),
  );
}

function roundingDraft({ roundingLine }: Fitted, drafting: Drafting): OrderLineDraft[] {
  const { roundingProductId: productId, taxes } = drafting.resolved.policy.settings;
  if (roundingLine.eq(0) || productId === null) return [];
  const line = {
    key: lineKey(drafting, 'rounding'),
    productId: productId as OrderLineDraft['productId'],
    name: 'Arrotondamento',
    quantity: decimal(1),
    unitPrice: roundingLine,
    discount: zero,
    taxIds: taxes === 'odoo' ? null : [],
    isDelivery: false,
  };
  return [line];
}

function lineKey({ order, resolved }: Drafting, suffix: string): string {
  return `line_${resolved.tenantKey}_${order.id}_${suffix}`;
}

function adjustmentsOf({ lines, roundingLine }: Fitted): Adjustment[] {
  const told = lines.flatMap(({ line, means }) =>
    means === 'as-told' ? [] : [{ row: line.row, line: line.name, means }],
  );
  if (roundingLine.eq(0)) return told;
  return [...told, { row: null, line: 'Arrotondamento', means: 'rounding-line' }];
}
