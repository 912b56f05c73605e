import { z } from 'zod';
import type { SimState } from './state.ts';

const some = {
  /** A client id; every account unless told. */
  account: z.string().optional(),
  /** How often it strikes: so many batches, or each SKU so many times. Always unless told. */
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
};
const items = { ...some, skus: z.array(z.string()).min(1).optional() };
const milliseconds = z.int().min(0);

/**
 * What becomes of batches and their items by script. `hold`: stays PROCESSING until it is released, or for `ms`;
 * `delay`: takes `ms` instead of the account's time, and others may overtake it; `fail-whole`: FAILED, nothing of
 * it happens; `fail-items`: these SKUs (all unless told) are errors; `ignore-members`: COMPLETED, but these members
 * were left out.
 */
export const batchFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hold'), ...some, ms: milliseconds.optional() }),
  z.strictObject({ kind: z.literal('delay'), ...some, ms: milliseconds }),
  z.strictObject({ kind: z.literal('fail-whole'), ...some, items: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal('fail-items'),
    ...items,
    code: z.string().default('VALIDATION_ERROR'),
    message: z.string().default('Not accepted'),
    field: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('ignore-members'), ...items, members: z.array(z.string()).min(1) }),
]);

export type BatchFault = z.output<typeof batchFaultSchema>;
type ItemFault = Extract<BatchFault, { skus?: unknown }>;
type WholeFault = Exclude<BatchFault, ItemFault>;

/** A fault with what it has struck: a batch counts under the empty text, an item under its SKU. */
export interface ActiveBatchFault {
  fault: BatchFault;
  struck: Map<string, number>;
}

function strikes(state: SimState, { fault, struck }: ActiveBatchFault, what: string): boolean {
  const before = struck.get(what) ?? 0;
  if (fault.times !== undefined && before >= fault.times) return false;
  if (fault.probability !== undefined && !state.faultRandom.chance(fault.probability)) return false;
  struck.set(what, before + 1);
  return true;
}

function ofItems(fault: BatchFault): fault is ItemFault {
  return fault.kind === 'fail-items' || fault.kind === 'ignore-members';
}

function ofAccount(state: SimState, clientId: string): ActiveBatchFault[] {
  return state.batchFaults.filter(({ fault }) => (fault.account ?? clientId) === clientId);
}

/** The faults that strike a batch of an account as a whole. Each is counted as used. */
export function faultsOfBatch(state: SimState, clientId: string): WholeFault[] {
  return ofAccount(state, clientId)
    .filter((active) => !ofItems(active.fault) && strikes(state, active, ''))
    .flatMap(({ fault }) => (ofItems(fault) ? [] : [fault]));
}

/** The faults that strike an item with this SKU. Each is counted as used. */
export function faultsOfItem(state: SimState, clientId: string, sku: string): ItemFault[] {
  return ofAccount(state, clientId)
    .filter(({ fault }) => ofItems(fault) && (fault.skus?.includes(sku) ?? true))
    .filter((active) => strikes(state, active, sku))
    .flatMap(({ fault }) => (ofItems(fault) ? [fault] : []));
}
