import { z } from 'zod';
import type { NewReportItem } from '../store/catalogue-report-store.ts';
import type { SeenProduct } from '../store/poleepo-product-store.ts';
import type { ProductRow } from '../store/product-states.ts';
import { decimal, decimalText } from '../trade/money.ts';
import { withdrawnRest } from './kept-entry.ts';
import { textMembers, type TextMarks } from './text-marks.ts';

const mark = z.object({ print: z.string(), start: z.string() }).nullable();

const seenTexts = z.object({ short_description: mark, long_description: mark });

/** What one side says and the other does not. */
interface Difference {
  member: 'price' | 'quantity' | 'title' | 'active' | (typeof textMembers)[number];
  odoo: string;
  poleepo: string;
}

/** A product of ours; its texts as they are in Odoo, where they were read. */
export type Compared = ProductRow & { texts?: TextMarks | undefined };

/** What Poleepo shows otherwise than Odoo has it, each with its cause as far as our own record tells it. */
export function differencesOf(ours: Compared, there: SeenProduct): NewReportItem[] {
  return differing(ours, there).map((difference) =>
    itemOf(ours, `${difference.member}-differs`, {
      ...difference,
      cause: causeOf(ours, difference),
      inactiveThere: there.active === false,
    }),
  );
}

/** A product that is tied to one which Poleepo does not have any more. */
export function missingItem(ours: ProductRow): NewReportItem {
  return itemOf(ours, 'missing-in-poleepo', { cause: openCause(ours) ?? 'deleted-in-poleepo' });
}

/** Whether only a person, or time, mends what has this cause. */
export function mendable(cause: unknown): boolean {
  return cause === 'edited-in-poleepo' || cause === 'sold-meanwhile' || cause === 'deleted-in-poleepo';
}

function itemOf(ours: ProductRow, finding: string, detail: Record<string, unknown>): NewReportItem {
  const { kind, odooId, name, sku, poleepoRef } = ours;
  const member = detail['member'];
  return {
    key: typeof member === 'string' ? `${kind}:${odooId}:${member}` : `${kind}:${odooId}`,
    finding,
    sku,
    odooId,
    poleepoId: poleepoRef,
    detail: { kind, name, ...detail },
  };
}

function differing(ours: Compared, there: SeenProduct): Difference[] {
  if (ours.wantedRest === null) return [];
  const withdrawn = ours.wantedRest === withdrawnRest;
  const active = there.active ?? !withdrawn;
  if (withdrawn) return active && there.quantity !== 0 ? [of('active', 'no', 'yes')] : [];
  const { title, quantity } = there;
  const price = priceDiffers(ours, there);
  return [
    ...(active ? [] : [of('active', 'yes', 'no')]),
    ...(price === null ? [] : [price]),
    ...(ours.wantedQuantity === null || quantity === null || quantity === ours.wantedQuantity
      ? []
      : [of('quantity', String(ours.wantedQuantity), String(quantity))]),
    ...(title === null || title.trim() === ours.name.trim() ? [] : [of('title', ours.name, title)]),
    ...textsDiffering(ours, there),
  ];
}

/** Of the texts that both sides tell. */
function textsDiffering({ texts }: Compared, there: SeenProduct): Difference[] {
  const theirs = seenTexts.safeParse(there.texts).data;
  if (texts === undefined || theirs === undefined) return [];
  return textMembers.flatMap((member) => {
    const [here, shown] = [texts[member], theirs[member]];
    if (here === null || shown === null || here.print === shown.print) return [];
    return [of(member, here.start, shown.start)];
  });
}

/** By both amounts, as far as Poleepo's key may see them. */
function priceDiffers({ wantedPrice }: ProductRow, there: SeenProduct): Difference | null {
  if (wantedPrice === null) return null;
  const [net = '', gross = ''] = wantedPrice.split('|');
  const differs = (ours: string, theirs: string | null) => theirs !== null && !decimal(ours).eq(theirs);
  if (!differs(net, there.price) && !differs(gross, there.priceWithTax)) return null;
  const both = (one: string | null, other: string | null) =>
    [one, other].map((amount) => (amount === null ? '–' : decimalText(decimal(amount)))).join(' / ');
  return of('price', both(net, gross), both(there.price, there.priceWithTax));
}

function causeOf(ours: ProductRow, { member, odoo, poleepo }: Difference): string {
  const open = openCause(ours);
  if (open !== null) return open;
  return member === 'quantity' && Number(poleepo) < Number(odoo) ? 'sold-meanwhile' : 'edited-in-poleepo';
}

/** Why a product that is not settled differs; null for one that is. */
function openCause({ state, readBack }: ProductRow): string | null {
  if (state === 'waiting' || state === 'unread') return 'waiting';
  if (state === 'sending' || state === 'error') return state;
  return readBack ? 'to-be-read-back' : null;
}

const of = (member: Difference['member'], odoo: string, poleepo: string): Difference => ({
  member,
  odoo,
  poleepo,
});
