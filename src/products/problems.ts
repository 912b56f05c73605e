import { utf8 } from '../kit/encoding.ts';
import type { Bilingual } from '../kit/text.ts';

/** Why a product cannot be told to Poleepo as Odoo has it; found by us, before Poleepo is asked. */
export const problemCodes = [
  'NO_SKU',
  'DUPLICATE_SKU',
  'PARENT_SKU_TAKEN',
  'CURRENCY',
  'TAX_UNCLEAR',
  'TAX_UNKNOWN',
  'NEGATIVE_PRICE',
  'NO_CATEGORY',
  'TEXT_TOO_LONG',
  'UNREADABLE',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** As it is kept with the product. `detail` holds what its words speak of. */
export interface Problem {
  code: ProblemCode;
  detail: Record<string, string>;
}

/** What keeps a product without a category from being told; null where it has one. */
export function categoryProblem(category: string): Problem | null {
  return category === '' ? problem('NO_CATEGORY') : null;
}

/** Of one entry as text, in bytes: well below what the database takes as one value, a batch beside it. */
const mostOfEntry = 400_000;

/** What keeps an entry from being kept and sent; null where it is short enough. */
export function lengthProblem(entry: object): Problem | null {
  const size = utf8(JSON.stringify(entry)).length;
  return size > mostOfEntry ? problem('TEXT_TOO_LONG', { kilobytes: String(Math.ceil(size / 1000)) }) : null;
}

export interface ProblemWords {
  title: Bilingual;
  nextStep: Bilingual;
}

export function problem(code: ProblemCode, detail: Record<string, string> = {}): Problem {
  return { code, detail };
}

/** What a product's error means and what to do about it; null where it is none of ours, but Poleepo's. */
export function problemWords(error: Readonly<Record<string, unknown>>): ProblemWords | null {
  const code = problemCodes.find((known) => known === error['code']);
  if (code === undefined) return null;
  const detail = error['detail'];
  const named = (name: string): string => {
    const value: unknown = typeof detail === 'object' && detail !== null ? Reflect.get(detail, name) : '';
    return typeof value === 'string' ? value : '';
  };
  return words[code](named);
}

type Named = (name: string) => string;

const words: Readonly<Record<ProblemCode, (named: Named) => ProblemWords>> = {
  NO_SKU: () => ({
    title: { it: 'Questo prodotto non ha uno SKU', en: 'This product has no SKU' },
    nextStep: {
      it: 'Scrivi in Odoo il riferimento interno del prodotto: viene inviato da solo entro pochi minuti.',
      en: 'Give the product an internal reference in Odoo: it is sent by itself within a few minutes.',
    },
  }),
  DUPLICATE_SKU: (named) => ({
    title: {
      it: `Lo SKU «${named('sku')}» è anche di un altro prodotto pubblicato: ${named('others')}`,
      en: `Another published product also has the SKU “${named('sku')}”: ${named('others')}`,
    },
    nextStep: {
      it: 'Cambia in Odoo il riferimento interno di uno dei due, oppure togli l’altro dalla pubblicazione: il resto avviene da solo.',
      en: 'Change the internal reference of one of them in Odoo, or take the other one out of publication: the rest happens by itself.',
    },
  }),
  PARENT_SKU_TAKEN: (named) => ({
    title: {
      it: `Lo SKU «${named('sku')}» serve sia a un prodotto principale sia a una variante: ${named('others')}`,
      en: `The SKU “${named('sku')}” stands for a parent product and for a variant: ${named('others')}`,
    },
    nextStep: {
      it: 'Il prodotto principale di una famiglia va a Poleepo con il numero del suo modello in Odoo. Dai alla variante un altro riferimento interno.',
      en: 'The parent of a family goes to Poleepo under the number of its template in Odoo. Give the variant another internal reference.',
    },
  }),
  CURRENCY: (named) => ({
    title: {
      it: `Il prezzo di questo prodotto è in ${named('currency')}, ma la tua azienda vende in ${named('expected')}`,
      en: `This product’s price is in ${named('currency')}, but your company sells in ${named('expected')}`,
    },
    nextStep: {
      it: 'In Odoo un prodotto condiviso fra più aziende ha il prezzo nella valuta della principale. Assegnalo alla tua azienda e controllane il prezzo.',
      en: 'In Odoo a product that several companies share is priced in the main company’s currency. Assign it to your company and check its price.',
    },
  }),
  TAX_UNCLEAR: (named) => ({
    title: {
      it: `Dalle imposte di questo prodotto non si ricava una sola aliquota IVA: ${named('taxes')}`,
      en: `The taxes of this product do not come to one VAT rate: ${named('taxes')}`,
    },
    nextStep: {
      it: 'Lascia al prodotto, in Odoo, una sola imposta di vendita in percentuale.',
      en: 'Leave the product one sale tax in percent in Odoo.',
    },
  }),
  TAX_UNKNOWN: (named) => ({
    title: {
      it: `Un’imposta di questo prodotto non è visibile alla tua azienda in Odoo, o è archiviata: numero ${named('taxes')}`,
      en: `A tax of this product cannot be seen by your company in Odoo, or is archived: number ${named('taxes')}`,
    },
    nextStep: {
      it: 'Dai al prodotto, in Odoo, un’imposta di vendita attiva della tua azienda; se il prodotto non ne ha, controlla quella predefinita dell’azienda.',
      en: 'Give the product an active sale tax of your company in Odoo; where it has none of its own, check the company’s default one.',
    },
  }),
  NEGATIVE_PRICE: () => ({
    title: { it: 'Il prezzo di questo prodotto è negativo', en: 'This product’s price is negative' },
    nextStep: {
      it: 'Correggi in Odoo il prezzo del prodotto o i supplementi dei suoi attributi.',
      en: 'Correct the product’s price, or the extras of its attributes, in Odoo.',
    },
  }),
  NO_CATEGORY: () => ({
    title: {
      it: 'Questo prodotto non ha una categoria, e Poleepo la vuole',
      en: 'This product has no category, and Poleepo wants one',
    },
    nextStep: {
      it: 'Assegna in Odoo una categoria al prodotto, oppure scegli nelle impostazioni dei prodotti una categoria per quelli che non ne hanno: il resto avviene da solo.',
      en: 'Give the product a category in Odoo, or choose a category for those without one in the settings of products: the rest happens by itself.',
    },
  }),
  TEXT_TOO_LONG: (named) => ({
    title: {
      it: `I testi di questo prodotto sono troppo lunghi: ${named('kilobytes')} kB, al massimo 400`,
      en: `The texts of this product are too long: ${named('kilobytes')} kB, at most 400`,
    },
    nextStep: {
      it: 'Accorcia in Odoo la descrizione del prodotto, e togline le immagini incollate nel testo: il resto avviene da solo.',
      en: 'Shorten the product’s description in Odoo, and take out images pasted into the text: the rest happens by itself.',
    },
  }),
  UNREADABLE: (named) => ({
    title: {
      it: `La risposta di Odoo su questo prodotto non si può leggere: ${named('why')}`,
      en: `What Odoo answers about this product cannot be read: ${named('why')}`,
    },
    nextStep: {
      it: 'Apri il prodotto in Odoo e controlla il valore indicato; finché non si legge, in Poleepo resta com’è.',
      en: 'Open the product in Odoo and check the value that is named; until it can be read, it stays as it is at Poleepo.',
    },
  }),
};
