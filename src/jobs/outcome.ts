import type { Bilingual } from '../kit/text.ts';

/** Why a person must decide, and what they can do: what the ledger keeps and people read. */
export interface Hold {
  /** One word for programs: `unknown-sku`. */
  reason: string;
  /** Who can mend it: the merchant's own people, the shop's customer, or Poleepo's support. */
  owner: 'merchant' | 'customer' | 'poleepo';
  title: Bilingual;
  nextStep: Bilingual;
  /** Plain values that the words speak of: which SKU, which line, which amounts. */
  detail: Record<string, string | number | null>;
  /** A decision that would settle it, as the API takes it; a person may send it as it is. */
  proposal?: Readonly<Record<string, unknown>>;
  /** What could not be understood, as it came. Holds a buyer's data: for the tenant's operators alone. */
  raw?: string;
}

/** What a verb that runs as a job may answer. Anything else is a thrown SyncError. */
export type Outcome =
  | { kind: 'created' | 'updated' | 'unchanged'; detail: Record<string, string | number | null> }
  | { kind: 'held'; hold: Hold }
  /** Nothing to do, for a reason that is nobody's fault. */
  | { kind: 'skipped'; reason: string };
