import type { NewReportItem } from '../store/catalogue-report-store.ts';
import type { PoleepoProductRow } from '../store/poleepo-product-store.ts';
import type { ReadProduct } from '../store/product-reading-store.ts';
import type { ProductKind, ProductRow } from '../store/product-states.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import { decimal } from '../trade/money.ts';
import { withdrawnRest } from './kept-entry.ts';

/** A product as it would be told if it were told now. */
export interface Rehearsed {
  kind: ProductKind;
  odooId: number;
  name: string;
  sku: string | null;
  poleepoRef: PoleepoProductId | null;
  wanted: { quantity: number | null; price: string | null; rest: string } | null;
  /** Ours: why it cannot be told. */
  error: Record<string, unknown> | null;
  /** As it is with us; null where it is not known yet. */
  row: ProductRow | null;
}

/** One that was read as it is not kept. */
export function ofReading(read: ReadProduct, row: ProductRow | null): Rehearsed {
  const { kind, odooId, name, wanted, error } = read;
  const poleepoRef = row?.poleepoRef ?? read.poleepoRef ?? null;
  return { kind, odooId, name, sku: read.sku ?? row?.sku ?? null, poleepoRef, wanted, error, row };
}

/** One of which nothing has changed since it was kept. */
export function ofRow(row: ProductRow): Rehearsed {
  const { kind, odooId, name, sku, poleepoRef, wantedQuantity, wantedPrice, wantedRest, error } = row;
  const wanted =
    wantedRest === null ? null : { quantity: wantedQuantity, price: wantedPrice, rest: wantedRest };
  return { kind, odooId, name, sku, poleepoRef, wanted, error: row.state === 'error' ? error : null, row };
}

/**
 * What sending it would come to, compared with what Poleepo has under its id or, where it is new to us, alone under its
 * SKU. Null: Poleepo has it as it is; `nothing`: there is nothing to be said of it.
 */
export function rehearsedItem(
  told: Rehearsed,
  there: readonly PoleepoProductRow[],
): NewReportItem | 'equal' | 'nothing' {
  const { wanted, row, error } = told;
  const found = thereOf(told, there);
  const item = (finding: string, detail: Record<string, unknown> = {}): NewReportItem => ({
    key: `${told.kind}:${told.odooId}`,
    finding,
    sku: told.sku,
    odooId: told.odooId,
    poleepoId: found?.poleepoId ?? told.poleepoRef,
    detail: { kind: told.kind, name: told.name, ...detail },
  });
  if (error !== null) return item('error', { error });
  if (wanted === null) return 'nothing';
  const accepted = row?.acceptedRest ?? null;
  if (wanted.rest === withdrawnRest && accepted === null && told.poleepoRef === null) return 'nothing';
  if (isAccepted(wanted, row)) return 'equal';
  if (wanted.rest === withdrawnRest) return item('withdrawn');
  if (found === null && told.poleepoRef === null) {
    const taken = there.some(({ sku }) => sku === told.sku);
    return taken ? item('error', { error: { code: 'SKU_DUPLICATE' } }) : item('new', { ...namedOf(wanted) });
  }
  const differences = found === null ? [] : differencesIn(told.name, wanted, found);
  return item('changed', {
    differences,
    /** What Poleepo's list does not show: texts, codes, images, category. */
    others: accepted === null || wanted.rest !== accepted,
  });
}

type Terms = NonNullable<Rehearsed['wanted']>;

function thereOf({ poleepoRef, sku }: Rehearsed, there: readonly PoleepoProductRow[]) {
  if (poleepoRef !== null) return there.find(({ poleepoId }) => poleepoId === poleepoRef) ?? null;
  const same = there.filter((one) => one.sku === sku);
  return same.length === 1 ? (same[0] ?? null) : null;
}

function isAccepted(wanted: Terms, row: ProductRow | null): boolean {
  if (row === null || row.acceptedRest === null) return false;
  const { acceptedQuantity, acceptedPrice, acceptedRest } = row;
  return (
    wanted.quantity === acceptedQuantity && wanted.price === acceptedPrice && wanted.rest === acceptedRest
  );
}

function namedOf({ quantity, price }: Terms) {
  const [net = null, gross = null] = price?.split('|') ?? [];
  return { quantity, price: net, priceWithTax: gross };
}

function differencesIn(name: string, wanted: Terms, there: PoleepoProductRow) {
  const { quantity, price, priceWithTax } = namedOf(wanted);
  const amount = (one: string | null) => (one === null ? null : decimal(one).toFixed());
  const pairs: [string, string | null, string | null][] = [
    ['title', name, there.title],
    ['quantity', textOf(quantity), textOf(there.quantity)],
    ['price', amount(price), amount(there.price)],
    ['price_with_tax', amount(priceWithTax), amount(there.priceWithTax)],
    ['active', 'yes', there.active === false ? 'no' : 'yes'],
  ];
  return pairs
    .filter(([, odoo, poleepo]) => odoo !== null && poleepo !== null && odoo !== poleepo)
    .map(([member, odoo, poleepo]) => ({ member, odoo, poleepo }));
}

const textOf = (value: number | null) => (value === null ? null : String(value));
