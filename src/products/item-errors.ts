import type { ItemError } from '../poleepo/batch-report.ts';

/** Why an item is in error, as it is kept: a code, words as they came, and the member that it concerns. */
export type KeptError = Record<string, unknown> & {
  code: string;
  message: string | null;
  field: string | null;
};

/** The codes that are ours: what happened to a batch, not what Poleepo has against a product. */
export const ownCodes = {
  notWritable: 'NOT_WRITABLE',
  tooLarge: 'ENTRY_TOO_LARGE',
  batchFailed: 'BATCH_FAILED',
  batchRefused: 'BATCH_REFUSED',
  notReported: 'NOT_REPORTED',
  silentlyIgnored: 'SILENTLY_IGNORED',
} as const;

/** What Poleepo has against an item; of several complaints the first, the others beside it. */
export function errorOfItem(errors: readonly ItemError[]): KeptError {
  const [first, ...others] = errors;
  const { code = null, message = null, field = null } = first ?? {};
  return { code: code ?? 'UNKNOWN', message, field, ...(others.length > 0 && { others }) };
}

/** Whether Poleepo says so of an item, among whatever else it says. */
export function says(errors: readonly ItemError[], code: string, field?: string): boolean {
  return errors.some(
    (error) => error.code?.trim().toUpperCase() === code && (field === undefined || error.field === field),
  );
}

/** An entry with a value that cannot be sent. */
export function cannotBeWritten(field: string | null): KeptError {
  return { code: ownCodes.notWritable, message: null, field };
}

/** A single entry that Poleepo finds too large. */
export const tooLarge: KeptError = { code: ownCodes.tooLarge, message: null, field: null };

/** A batch of this item alone failed, and Poleepo does not say why. */
export const batchFailed: KeptError = { code: ownCodes.batchFailed, message: null, field: null };

/** A batch of this item alone was refused, in Poleepo's words. */
export function batchRefused(message: string, vendorCode: string | undefined): KeptError {
  return { code: vendorCode ?? ownCodes.batchRefused, message: message.slice(0, 1000), field: null };
}

/** Poleepo ended batches with this item several times without a word about it. */
export const notReported: KeptError = { code: ownCodes.notReported, message: null, field: null };

/** Poleepo accepted these members twice, and shows others. */
export function silentlyIgnored(members: readonly string[]): KeptError {
  return { code: ownCodes.silentlyIgnored, message: null, field: members[0] ?? null, members };
}

/** Poleepo does not have the product any more under the id that we know. */
export const productGone: KeptError = { code: 'VALIDATION_ERROR', message: null, field: 'product_id' };
