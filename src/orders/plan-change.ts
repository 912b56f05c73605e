import type { OrderDraft, OrderLineDraft, OrderStanding } from '../odoo/client.ts';
import { type Decimal, roundToCents, zero } from '../trade/money.ts';
import type { Obstacle } from './change-words.ts';
import type { Change } from './compare-facts.ts';
import type { LeftOrder } from './order-record.ts';

/** What is to be written into a sale order that exists, or why a person must do it. */
export type Plan =
  | {
      kind: 'write';
      draft: OrderDraft;
      lineKeys: string[];
      addresses: boolean;
      reference: boolean;
      note: boolean;
    }
  | { kind: 'tell'; obstacle: Obstacle };

export interface Planning {
  changes: readonly Change[];
  draft: OrderDraft;
  standing: OrderStanding;
  left: LeftOrder;
  intended: LeftOrder | null;
}

/** Why nothing of an order may be changed any more, whatever the change is; null where it may. */
export function obstacleIn({ locked, delivery, invoiced }: OrderStanding): Obstacle | null {
  if (locked) return 'locked';
  if (delivery === 'done') return 'delivered';
  if (invoiced) return 'invoiced';
  return delivery === 'begun' ? 'picked' : null;
}

/**
 * Which parts to write so that the order becomes the draft, leaving everything else as it is in Odoo. A part that is
 * neither as we left it nor as we meant to was changed by a person, and stays theirs. Pure.
 */
export function planChange({ changes, draft, standing, left, intended }: Planning): Plan {
  const before = baseOf({ standing, left, intended });
  const whole = withGone(draft, before);
  const mine = [left, ...(intended === null ? [] : [intended]), leftLike(whole)];
  const lineKeys = changedLines(whole.lines, before.lines);
  const parts = new Set(changes.map((change) => change.part));
  const known = intended === null ? [left] : [left, intended];
  const addresses = known.some(
    ({ invoiceKey, deliveryKey }) =>
      draft.invoiceAddressKey !== invoiceKey || draft.deliveryAddressKey !== deliveryKey,
  );
  const reference = known.some((one) => one.reference !== draft.reference);
  const note = known.some((one) => one.note !== draft.note);
  const { customer } = standing.parties;
  // Odoo puts a sale order under the contact that its own was merged into.
  const merged = draft.partnerId === customer;
  const otherCustomer = left.parties !== null && draft.partnerId !== left.parties.customer && !merged;
  if (parts.has('other') || otherCustomer) return { kind: 'tell', obstacle: 'by-hand' };
  const edited =
    ((lineKeys.length > 0 || parts.has('lines')) && !mine.some((one) => sameLines(standing, one.lines))) ||
    (addresses && !samePlaces(standing, { left, intended })) ||
    (reference && !mine.some((one) => one.reference === (standing.reference ?? ''))) ||
    (note && !mine.some((one) => drawn(one.note) === drawn(standing.note)));
  if (edited) return { kind: 'tell', obstacle: 'edited' };
  return { kind: 'write', draft: whole, lineKeys, addresses, reference, note };
}

/** A write that nobody heard the end of was done whole or not at all: its lines tell. */
function baseOf({ standing, left, intended }: Pick<Planning, 'standing' | 'left' | 'intended'>): LeftOrder {
  const isDone = intended !== null && !sameLines(standing, left.lines) && sameLines(standing, intended.lines);
  return isDone ? { ...left, lines: intended.lines } : left;
}

/** Odoo removes no line of a confirmed order: what is gone is left with quantity 0. */
function withGone(draft: OrderDraft, left: LeftOrder): OrderDraft {
  const kept = new Set(draft.lines.map((line) => line.key));
  const gone = left.lines.filter((line) => !kept.has(line.key)).map((line) => ({ ...line, quantity: zero }));
  return { ...draft, lines: [...draft.lines, ...gone] };
}

function changedLines(lines: readonly OrderLineDraft[], before: readonly OrderLineDraft[]): string[] {
  const known = new Map(before.map((line) => [line.key, line]));
  return lines.flatMap((line) => {
    const was = known.get(line.key);
    return was !== undefined && wholeText(was) === wholeText(line) ? [] : [line.key];
  });
}

function wholeText(line: OrderLineDraft): string {
  return [valueText(line), line.name, String(line.isDelivery), line.taxIds?.join(',') ?? ''].join('|');
}

/** Whether the order's articles are just these, whatever their order; sections and notes that people add do not count. */
export function sameLines(standing: OrderStanding, lines: readonly OrderLineDraft[]): boolean {
  const articles = standing.lines.filter((line) => line.productId !== null);
  const found = articles.map(valueText).toSorted();
  const wanted = lines.map(valueText).toSorted();
  return found.length === wanted.length && found.every((text, at) => text === wanted[at]);
}

/** Whether the order's articles are all of the first lines, and beside them none but some of the others. */
export function linesOfBoth(
  standing: OrderStanding,
  all: readonly OrderLineDraft[],
  some: readonly OrderLineDraft[],
): boolean {
  const found = standing.lines.filter((line) => line.productId !== null).map(valueText);
  const others = some.map(valueText);
  for (const line of all) if (!takeOut(found, valueText(line))) return false;
  return found.every((text) => takeOut(others, text));
}

function takeOut(texts: string[], text: string): boolean {
  const at = texts.indexOf(text);
  if (at >= 0) texts.splice(at, 1);
  return at >= 0;
}

interface Valued {
  productId: number | null;
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
}

/** To two digits, as Odoo keeps them. */
function valueText({ productId, quantity, unitPrice, discount }: Valued): string {
  return [productId, ...[quantity, unitPrice, discount].map((value) => roundToCents(value).toFixed(2))].join(
    ' ',
  );
}

/** After an interrupted change of addresses the contacts may be either. */
function samePlaces(
  { parties }: OrderStanding,
  { left, intended }: { left: LeftOrder; intended: LeftOrder | null },
): boolean {
  const moved =
    intended !== null &&
    (intended.invoiceKey !== left.invoiceKey || intended.deliveryKey !== left.deliveryKey);
  if (moved || left.parties === null) return moved;
  return parties.invoice === left.parties.invoice && parties.delivery === left.parties.delivery;
}

function leftLike(draft: OrderDraft): Pick<LeftOrder, 'lines' | 'reference' | 'note'> {
  return { lines: draft.lines.map((line) => ({ ...line })), reference: draft.reference, note: draft.note };
}

function drawn(text: string | null): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim();
}
