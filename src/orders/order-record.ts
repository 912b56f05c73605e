import { z } from 'zod';
import type { OrderDraft, OrderLineDraft, OrderParties } from '../odoo/client.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { PartnerId, ProductId, TaxId } from '../trade/ids.ts';
import { type Decimal, decimal, decimalText } from '../trade/money.ts';
import { factsKept, type OrderFacts } from './order-facts.ts';

const id = z.int().positive();
const decimalKept = z.string().transform((text): Decimal => decimal(text));
const line = z.object({
  key: z.string(),
  productId: id.transform((one) => one as ProductId),
  name: z.string(),
  quantity: decimalKept,
  unitPrice: decimalKept,
  discount: decimalKept,
  taxIds: z.array(id.transform((one) => one as TaxId)).nullable(),
  isDelivery: z.boolean(),
});
const partner = id.transform((one) => one as PartnerId);

const left = z.object({
  lines: z.array(line),
  invoiceKey: z.string().nullable(),
  deliveryKey: z.string().nullable(),
  reference: z.string(),
  note: z.string().nullable(),
  /** Null where it is only intended so far. */
  parties: z.object({ customer: partner, invoice: partner, delivery: partner }).nullable(),
});

/** A sale order as we have left it, or meant to. */
export type LeftOrder = z.output<typeof left>;

const record = z.object({
  order: factsKept,
  left: left.nullable(),
  /** What was about to be written: a run that was cut short must know its own hand. */
  intended: left.nullable(),
  /** From when on Odoo may still be busy with a write whose end nobody heard (ms); null where there is none. */
  lostAt: z.number().nullable().default(null),
  /** How many to-dos were put on the order. */
  told: z.int().min(0),
  /** The end that people were told of. */
  toldOf: z.enum(['cancelled', 'refunded']).nullable(),
  /** Whether it was taken as people had made it, so that its lines are theirs. */
  theirs: z.boolean().default(false),
  /** Which decision to have it written anew has been carried out; null where none was. */
  rewritten: z.number().nullable().default(null),
  /** The buyer's key, under which rules about customers stand; null where the order says nothing of its buyer. */
  buyer: z.string().nullable(),
});

/** What is kept beside an order's link, to tell later what is new. */
export type OrderRecord = z.output<typeof record>;

/** What was kept; null where nothing was, or nothing that we understand. */
export function recordOf(link: OrderLink | null): OrderRecord | null {
  return record.safeParse(link?.facts).data ?? null;
}

/** A record as its JSON column takes it. */
export function keptRecord(one: OrderRecord): Record<string, unknown> {
  return { ...one, left: keptLeft(one.left), intended: keptLeft(one.intended) };
}

export function newRecord(order: OrderFacts, before: OrderRecord | null): OrderRecord {
  return {
    order,
    left: before?.left ?? null,
    intended: null,
    lostAt: before?.lostAt ?? null,
    told: before?.told ?? 0,
    toldOf: null,
    theirs: before?.theirs ?? false,
    rewritten: before?.rewritten ?? null,
    buyer: before?.buyer ?? null,
  };
}

export function leftBy(draft: OrderDraft, parties: OrderParties | null): LeftOrder {
  return {
    lines: draft.lines.map((one) => ({ ...one })),
    invoiceKey: draft.invoiceAddressKey,
    deliveryKey: draft.deliveryAddressKey,
    reference: draft.reference,
    note: draft.note,
    parties,
  };
}

/** Whether two say the same, whoever their contacts are. */
export function sameLeft(one: LeftOrder, other: LeftOrder): boolean {
  const text = (of: LeftOrder) => JSON.stringify(keptLeft(left.parse(keptLeft({ ...of, parties: null }))));
  return text(one) === text(other);
}

function keptLeft(one: LeftOrder | null) {
  return one === null ? null : { ...one, lines: one.lines.map(keptLine) };
}

function keptLine({ quantity, unitPrice, discount, ...rest }: OrderLineDraft) {
  return {
    ...rest,
    quantity: decimalText(quantity),
    unitPrice: decimalText(unitPrice),
    discount: decimalText(discount),
  };
}
