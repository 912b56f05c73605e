import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import type { BatchStatus, ItemStatus } from './batch-status.ts';
import { batchStatusOf, itemStatusOf } from './batch-status.ts';
import { id, number, text } from './members.ts';

/** How far a batch is. */
export interface BatchReport {
  status: BatchStatus;
  total: number | null;
  /** None as long as Poleepo tells none. */
  items: BatchItem[];
}

export interface BatchItem {
  /** The place of its entry in the batch, from 0. */
  index: number | null;
  sku: string | null;
  /** Null where none is told, as of one that failed. */
  productId: PoleepoProductId | null;
  status: ItemStatus;
  errors: ItemError[];
}

/** What Poleepo has against an entry. */
export interface ItemError {
  /** `PARENT_NOT_FOUND` */
  code: string | null;
  /** In Poleepo's words. */
  message: string | null;
  /** The member of the entry that it concerns. */
  field: string | null;
}

const count = number
  .transform((value) => value.toNumber())
  .pipe(z.int().nonnegative())
  .nullable()
  .catch(null);
const word = text.catch(null);

// assumed: all of it; a bare text is a code where it is written like one
const itemError = z
  .preprocess(
    (value) =>
      typeof value !== 'string' ? value : /^[A-Z0-9_]+$/.test(value) ? { code: value } : { message: value },
    z.object({ code: word, message: word, field: word }),
  )
  .catch(({ value }) => ({ code: null, message: excerpt(value ?? null, 200), field: null }));

const itemErrors = z.preprocess(
  (value) => (value == null || value === '' ? [] : Array.isArray(value) ? value : [value]),
  z.array(itemError),
);

const item = z
  .object({
    index: count,
    sku: word,
    product_id: id.nullable().catch(null),
    status: z.unknown().optional().transform(itemStatusOf),
    errors: itemErrors,
  })
  .transform((read): BatchItem => ({
    index: read.index,
    sku: read.sku,
    productId: read.product_id as PoleepoProductId | null,
    status: read.status,
    errors: read.errors,
  }));

const report = z.object({
  id: id.nullish(),
  status: z.unknown().optional().transform(batchStatusOf),
  total: count,
  items: z
    .array(item)
    .nullish()
    .transform((items) => items ?? []),
});

export type BatchReading =
  | { ok: true; id: number | null; report: BatchReport }
  | { ok: false; member: string; problem: string; raw: string };

/** Reads how far a batch is. A status that we do not know is told as such; what is no report at all is not understood. */
export function readBatch(value: unknown): BatchReading {
  const read = report.safeParse(value);
  if (read.success) {
    const { id: batchId, status, total, items } = read.data;
    return { ok: true, id: batchId ?? null, report: { status, total, items } };
  }
  const issue = read.error.issues[0];
  const member = issue?.path.join('.') || 'data';
  return {
    ok: false,
    member,
    problem: `${member}: ${issue?.message ?? 'is not understood'}`,
    raw: excerpt(value ?? null),
  };
}
