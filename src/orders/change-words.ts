import { toIso } from '../kit/clock.ts';
import type { Bilingual, Locale } from '../kit/text.ts';
import type { Change, ChangeKind } from './compare-facts.ts';

/** Why a change was not carried over by itself. */
export type Obstacle =
  'locked' | 'picked' | 'delivered' | 'invoiced' | 'edited' | 'by-hand' | 'refused' | 'unknown-before';

const names: Record<ChangeKind, Bilingual> = {
  'row-added': { it: 'Riga aggiunta', en: 'Row added' },
  'row-removed': { it: 'Riga tolta', en: 'Row removed' },
  quantity: { it: 'Quantità', en: 'Quantity' },
  price: { it: 'Prezzo', en: 'Price' },
  article: { it: 'SKU', en: 'SKU' },
  title: { it: 'Descrizione', en: 'Description' },
  'vat-rate': { it: 'Aliquota IVA', en: 'VAT rate' },
  'row-discount': { it: 'Sconto di riga', en: 'Row discount' },
  shipping: { it: 'Spese di spedizione', en: 'Shipping charge' },
  cod: { it: 'Contrassegno', en: 'Cash on delivery fee' },
  discount: { it: 'Sconto', en: 'Discount' },
  total: { it: 'Totale', en: 'Total' },
  customer: { it: 'Cliente', en: 'Customer' },
  billing: { it: 'Indirizzo di fatturazione', en: 'Billing address' },
  delivery: { it: 'Indirizzo di consegna', en: 'Delivery address' },
  reference: { it: 'Riferimento', en: 'Reference' },
  notes: { it: 'Note', en: 'Notes' },
  currency: { it: 'Valuta', en: 'Currency' },
  payment: { it: 'Pagamento', en: 'Payment' },
  date: { it: "Data dell'ordine", en: 'Order date' },
  source: { it: 'Canale', en: 'Channel' },
  'price-basis': { it: 'Prezzi IVA inclusa', en: 'Prices with tax' },
};

const obstacles: Record<Obstacle, Bilingual> = {
  locked: { it: "L'ordine è bloccato in Odoo.", en: 'The order is locked in Odoo.' },
  picked: { it: 'Il magazzino ha già iniziato il prelievo.', en: 'The warehouse has begun to pick it.' },
  delivered: { it: 'La merce è già partita.', en: 'Goods have left already.' },
  invoiced: { it: 'Una fattura è già confermata.', en: 'An invoice is already posted.' },
  edited: {
    it: "L'ordine è stato modificato in Odoo: le modifiche fatte lì non vengono sovrascritte.",
    en: 'The order was edited in Odoo: what was changed there is not overwritten.',
  },
  'by-hand': {
    it: 'Questa modifica va riportata a mano.',
    en: 'A change of this kind is carried over by hand.',
  },
  refused: { it: 'Odoo non accetta la modifica.', en: 'Odoo does not take the change.' },
  'unknown-before': {
    it: 'Non è noto da quali dati sia nato l’ordine in Odoo.',
    en: 'It is not known what the order in Odoo was made from.',
  },
};

export const changeSummary: Bilingual = {
  it: 'Poleepo: ordine modificato',
  en: 'Poleepo: order changed',
};

/** What changed and why a person must see to it, a line each, for a to-do in Odoo. */
export function changeNote(
  changes: readonly Change[],
  { obstacle, words, locale }: { obstacle: Obstacle; words?: string | undefined; locale: Locale },
): string {
  const head = obstacles[obstacle][locale];
  const said = words === undefined ? [] : [words];
  return [head, ...said, ...changes.map((change) => changeLine(change, locale))].join('\n');
}

/** `Quantità di «LAMP-1»: 2 → 3`. */
export function changeLine({ kind, row, before, after }: Change, locale: Locale): string {
  const name = names[kind][locale];
  const value = (text: string | null) => valueWords(kind, text, locale);
  if (kind === 'row-added') return `${name}: «${row ?? '–'}» × ${after ?? '–'}`;
  if (kind === 'row-removed') return `${name}: «${row ?? '–'}» × ${before ?? '–'}`;
  const where = row === null ? '' : ` ${locale === 'it' ? 'di' : 'of'} «${row}»`;
  return `${name}${where}: ${value(before)} → ${value(after)}`;
}

function valueWords(kind: ChangeKind, text: string | null, locale: Locale): string {
  if (text === null || text === '' || text === 'null') return '–';
  if (kind === 'date') return toIso(Number(text));
  if (kind === 'price-basis') return (text === 'true' ? yes : no)[locale];
  return text;
}

const yes: Bilingual = { it: 'sì', en: 'yes' };
const no: Bilingual = { it: 'no', en: 'no' };
