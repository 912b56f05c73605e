import { excerpt } from '../kit/call-record.ts';
import { named } from './members.ts';
import { wordsOf } from './status.ts';

/** `queued` and `processing` are under way; `failed` is the batch as a whole. */
export type BatchStatus = 'queued' | 'processing' | 'completed' | 'failed' | UnknownStatus;

/** `draft` is not handled yet. */
export type ItemStatus = 'draft' | 'error' | 'completed' | UnknownStatus;

/** A word that we do not know, as Poleepo wrote it; empty where there is none. */
export interface UnknownStatus {
  unknown: string;
}

// assumed: all of it. documented: that an item is draft, in error or completed
const ofBatches = new Map<string, BatchStatus>([
  ['queued', 'queued'],
  ['in coda', 'queued'],
  ['processing', 'processing'],
  ['in elaborazione', 'processing'],
  ['completed', 'completed'],
  ['completato', 'completed'],
  ['failed', 'failed'],
  ['fallito', 'failed'],
]);

const ofItems = new Map<string, ItemStatus>([
  ['draft', 'draft'],
  ['bozza', 'draft'],
  ['error', 'error'],
  ['in error', 'error'],
  ['in errore', 'error'],
  ['completed', 'completed'],
  ['completato', 'completed'],
]);

/** The status of a batch out of a word or an object of id and name. */
export function batchStatusOf(value: unknown): BatchStatus {
  return statusAmong(ofBatches, value);
}

/** The status of a batch's item out of a word or an object of id and name. */
export function itemStatusOf(value: unknown): ItemStatus {
  return statusAmong(ofItems, value);
}

/** The status that a word, or an object of id and name, stands for among those known, as `statusWord` spells them. */
export function statusAmong<Status>(
  statuses: ReadonlyMap<string, Status>,
  value: unknown,
): Status | UnknownStatus {
  const read = named.safeParse(value);
  const told = read.data ?? { id: null, name: null };
  const known = wordsOf(told).find((word) => statuses.has(word));
  const status = known === undefined ? undefined : statuses.get(known);
  if (status !== undefined) return status;
  return { unknown: told.id ?? told.name ?? (value == null || value === '' ? '' : excerpt(value, 100)) };
}
