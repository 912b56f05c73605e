/**
 * What an order's status means for the shop.
 *
 * - `payable`: the order counts, it is to be confirmed
 * - `wait-for-payment`: not yet
 * - `cancelled`, `refunded`: not any more
 * - `unknown`: a word that neither we nor the tenant's own table know
 */
export type Meaning = 'payable' | 'wait-for-payment' | 'cancelled' | 'refunded' | 'unknown';

export interface OrderStatus {
  id: string | null;
  name: string | null;
}

interface KnownStatus {
  id: string;
  names: readonly string[];
  meaning: Meaning;
}

// documented: the English names of PAYMENT_ACCEPTED, IN_PROCESS, SHIPPED and CANCELED. assumed: all the rest
export const orderStatuses: readonly KnownStatus[] = [
  {
    id: 'AWAITING_PAYMENT',
    names: ['Awaiting payment', 'In attesa di pagamento'],
    meaning: 'wait-for-payment',
  },
  { id: 'PAYMENT_ACCEPTED', names: ['Payment accepted', 'Pagamento accettato'], meaning: 'payable' },
  { id: 'IN_PROCESS', names: ['In process', 'In lavorazione'], meaning: 'payable' },
  { id: 'SHIPPED', names: ['Shipped', 'Spedito'], meaning: 'payable' },
  { id: 'DELIVERED', names: ['Delivered', 'Consegnato'], meaning: 'payable' },
  { id: 'CANCELED', names: ['Canceled', 'Cancelled', 'Annullato'], meaning: 'cancelled' },
  { id: 'REFUNDED', names: ['Refunded', 'Rimborsato'], meaning: 'refunded' },
];

/** A word without what does not matter in it: `in_process`, `In process` and ` IN PROCESS ` are one. */
function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

const known = new Map(
  orderStatuses.flatMap((status) =>
    [status.id, ...status.names].map((word) => [plain(word), status] as const),
  ),
);

/** A status word as rules keep it: two spellings of one status are one. */
export function statusWord(word: string): string {
  return plain(word);
}

/** The words under which a status may be known, as `statusWord` spells them. */
export function wordsOf(status: OrderStatus): string[] {
  return [plain(status.id ?? ''), plain(status.name ?? '')].filter((word) => word !== '');
}

/**
 * What `status` means, by its id and, where that is unknown, by its English or Italian name; case does not matter.
 * `overrides` (by id or name) is the tenant's own table and goes first.
 */
export function meaningOf(status: OrderStatus, overrides: Readonly<Record<string, Meaning>> = {}): Meaning {
  const words = wordsOf(status);
  const own = new Map(Object.entries(overrides).map(([word, meaning]) => [plain(word), meaning]));
  for (const word of words) {
    const meaning = own.get(word);
    if (meaning !== undefined) return meaning;
  }
  return knownStatus(status)?.meaning ?? 'unknown';
}

function knownStatus(status: OrderStatus): KnownStatus | undefined {
  return wordsOf(status)
    .map((word) => known.get(word))
    .find((found) => found !== undefined);
}

// documented: an order in process whose parcel was handed over becomes shipped by itself
const onward: Readonly<Record<string, readonly string[]>> = {
  IN_PROCESS: ['SHIPPED', 'DELIVERED'],
  SHIPPED: ['DELIVERED'],
};

/** Whether an order that was set to `asked` and is found in `found` took it: is in it, or has moved on from it by itself. */
export function hasReached(asked: string, found: OrderStatus): boolean {
  const wanted = known.get(plain(asked))?.id ?? asked;
  const reached = knownStatus(found)?.id;
  if (reached !== undefined) return reached === wanted || (onward[wanted] ?? []).includes(reached);
  return wordsOf(found).includes(plain(wanted));
}

// assumed: that whoever sold it has made its documents by then, and the last four words
const whenDocumentsCome = new Set(
  ['Shipped', 'Spedito', 'Delivered', 'Consegnato', 'Completed', 'Completato', 'Invoiced', 'Fatturato'].map(
    plain,
  ),
);

/** Whether an order of this status may have documents at Poleepo: it has left, or is invoiced. */
export function mayHaveDocuments(status: OrderStatus): boolean {
  return wordsOf(status).some((word) => whenDocumentsCome.has(word));
}
