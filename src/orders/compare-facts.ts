import { canonicalJson } from '../kit/fingerprint.ts';
import type { OrderFacts } from './order-facts.ts';

/** What a change is of: lines and addresses can be carried over by themselves, the others are for a person. */
export type ChangedPart = 'lines' | 'addresses' | 'reference' | 'notes' | 'other';

export type ChangeKind =
  | 'row-added'
  | 'row-removed'
  | 'quantity'
  | 'price'
  | 'article'
  | 'title'
  | 'vat-rate'
  | 'row-discount'
  | 'shipping'
  | 'cod'
  | 'discount'
  | 'total'
  | 'customer'
  | 'billing'
  | 'delivery'
  | 'reference'
  | 'notes'
  | 'currency'
  | 'payment'
  | 'date'
  | 'source'
  | 'price-basis';

/** One thing that is different now. */
export interface Change {
  kind: ChangeKind;
  part: ChangedPart;
  /** The row that it is in, as people call it. */
  row: string | null;
  before: string | null;
  after: string | null;
}

/** What is different between two states of one order, in the order in which people read it. */
export function compareFacts(before: OrderFacts, after: OrderFacts): Change[] {
  const amounts = (['shipping', 'cod', 'discount', 'total'] as const).map((kind) =>
    single(kind, { part: 'lines', before: before[kind], after: after[kind] }),
  );
  const people = (['customer', 'billing', 'delivery'] as const).map((kind) =>
    single(kind, { part: 'addresses', before: told(before[kind]), after: told(after[kind]) }),
  );
  const others = (['currency', 'payment', 'source'] as const).map((kind) =>
    single(kind, { part: 'other', before: before[kind], after: after[kind] }),
  );
  const all = [
    ...rowChanges(before.rows, after.rows),
    ...amounts,
    ...people,
    single('reference', { part: 'reference', before: before.reference, after: after.reference }),
    single('notes', { part: 'notes', before: before.notes, after: after.notes }),
    ...others,
    single('date', { part: 'other', before: dated(before.orderedAt), after: dated(after.orderedAt) }),
    single('price-basis', {
      part: 'other',
      before: String(before.taxIncluded),
      after: String(after.taxIncluded),
    }),
  ];
  return all.filter((change) => change !== null);
}

function single(
  kind: ChangeKind,
  { part, before, after }: Pick<Change, 'part' | 'before' | 'after'>,
): Change | null {
  return before === after ? null : { kind, part, row: null, before, after };
}

type Row = OrderFacts['rows'][number];

function rowChanges(before: readonly Row[], after: readonly Row[]): Change[] {
  const left = new Map(before.map((row, at) => [keyOf(row, at), row]));
  const changes: Change[] = [];
  for (const [at, row] of after.entries()) {
    const known = left.get(keyOf(row, at));
    if (known === undefined) changes.push(rowChange('row-added', row, { before: null, after: row.quantity }));
    else changes.push(...withinRow(known, row));
    left.delete(keyOf(row, at));
  }
  const gone = [...left.values()].map((row) =>
    rowChange('row-removed', row, { before: row.quantity, after: null }),
  );
  return [...changes, ...gone];
}

/** A row without an id is the one in its place. */
function keyOf(row: Row, at: number): string {
  return row.id === null ? `n${at}` : String(row.id);
}

function withinRow(before: Row, after: Row): Change[] {
  const compared: [ChangeKind, string | null, string | null][] = [
    ['article', before.sku, after.sku],
    ['title', before.title, after.title],
    ['quantity', before.quantity, after.quantity],
    ['price', before.priceWithTax ?? before.price, after.priceWithTax ?? after.price],
    ['vat-rate', before.vatRate, after.vatRate],
    ['row-discount', before.discount, after.discount],
  ];
  const told = compared.filter(([, was, is]) => was !== is);
  // The price without tax follows from the other one; alone it still changes the order.
  if (told.length === 0 && before.price !== after.price) told.push(['price', before.price, after.price]);
  return told.map(([kind, was, is]) => rowChange(kind, after, { before: was, after: is }));
}

function rowChange(kind: ChangeKind, row: Row, { before, after }: Pick<Change, 'before' | 'after'>): Change {
  return { kind, part: 'lines', row: row.sku ?? row.title ?? '–', before, after };
}

/** An address or a customer as one text, its parts in an order that people know. */
function told(value: OrderFacts['delivery'] | OrderFacts['customer']): string | null {
  if (value === null) return null;
  const known = Object.keys(value).filter((name) => value[name] !== null);
  const readable = readingOrder.filter((name) => known.includes(name));
  const rest = known.filter((name) => !readingOrder.includes(name)).toSorted();
  const text = [...readable, ...rest].map((name) => String(value[name])).join(', ');
  return text === '' ? canonicalJson(value) : text;
}

const readingOrder = [
  'company',
  'firstname',
  'lastname',
  'name',
  'surname',
  'address',
  'postcode',
  'city',
  'stateIso',
  'countryIso',
  'phone',
  'email',
];

function dated(ms: number | null): string | null {
  return ms === null ? null : String(ms);
}
