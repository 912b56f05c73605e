import type { Bilingual } from '../kit/text.ts';
import type { ComparisonItemRow } from '../store/comparison-store.ts';

/** What a difference is, where it comes from, and what mends it. */
export interface DifferenceWords {
  title: Bilingual;
  cause: Bilingual;
  nextStep: Bilingual;
}

type Item = Pick<
  ComparisonItemRow,
  'kind' | 'cause' | 'mend' | 'poleepo' | 'odoo' | 'saleOrderName' | 'poleepoOrderId'
>;

const titles: Record<string, (item: Item) => Bilingual> = {
  'missing-in-odoo': ({ poleepoOrderId }) => ({
    it: `L'ordine ${poleepoOrderId} manca in Odoo`,
    en: `Order ${poleepoOrderId} is missing in Odoo`,
  }),
  'missing-in-poleepo': ({ poleepoOrderId, saleOrderName }) => ({
    it: `L'ordine ${poleepoOrderId} (${saleOrderName ?? '–'}) non c'è più in Poleepo`,
    en: `Order ${poleepoOrderId} (${saleOrderName ?? '–'}) is no longer in Poleepo`,
  }),
  'state-differs': ({ poleepo, odoo, saleOrderName }) => ({
    it: `${saleOrderName ?? '–'}: in Poleepo «${poleepo ?? '–'}», in Odoo «${odoo ?? '–'}»`,
    en: `${saleOrderName ?? '–'}: “${poleepo ?? '–'}” in Poleepo, “${odoo ?? '–'}” in Odoo`,
  }),
  'total-differs': totals,
  'edited-in-odoo': totals,
};

function totals({ poleepo, odoo, saleOrderName }: Item): Bilingual {
  return {
    it: `${saleOrderName ?? '–'}: il totale è ${poleepo ?? '–'} in Poleepo e ${odoo ?? '–'} in Odoo`,
    en: `${saleOrderName ?? '–'}: the total is ${poleepo ?? '–'} in Poleepo and ${odoo ?? '–'} in Odoo`,
  };
}

const causes: Record<string, Bilingual> = {
  'never-heard': {
    it: 'Nessun webhook e nessun controllo ne ha parlato.',
    en: 'No webhook and no poll told of it.',
  },
  held: { it: "L'importazione attende una decisione.", en: 'Its import waits for a decision.' },
  failed: { it: "L'importazione è fallita.", en: 'Its import failed.' },
  skipped: { it: "L'importazione è stata saltata.", en: 'Its import was skipped.' },
  'deleted-in-odoo': { it: 'È stato eliminato in Odoo.', en: 'It was deleted in Odoo.' },
  'deleted-in-poleepo': { it: 'Poleepo non lo conosce più.', en: 'Poleepo does not know it any more.' },
  'cancelled-in-poleepo': { it: 'È stato annullato in Poleepo.', en: 'It was cancelled in Poleepo.' },
  'refunded-in-poleepo': { it: 'È stato rimborsato in Poleepo.', en: 'It was refunded in Poleepo.' },
  'cancelled-in-odoo': { it: 'È stato annullato in Odoo.', en: 'It was cancelled in Odoo.' },
  'set-back-to-quotation': {
    it: 'In Odoo è tornato preventivo.',
    en: 'It was set back to quotation in Odoo.',
  },
  'edited-in-odoo': {
    it: "È stato modificato in Odoo dopo l'importazione.",
    en: 'It was edited in Odoo after the import.',
  },
  'changed-in-poleepo': {
    it: "È cambiato in Poleepo dopo l'importazione.",
    en: 'It changed in Poleepo after the import.',
  },
};

const unknownCause: Bilingual = { it: 'Causa non nota.', en: 'Cause not known.' };

const importAgain: Bilingual = {
  it: "Premi Correggi: l'ordine viene importato di nuovo.",
  en: 'Press Mend: the order is imported again.',
};

const persons: Record<string, Bilingual> = {
  held: {
    it: "Apri l'ordine e prendi la decisione che attende.",
    en: 'Open the order and take the decision that it waits for.',
  },
  'deleted-in-poleepo': {
    it: 'Controlla se la vendita vale ancora; altrimenti annulla l’ordine in Odoo.',
    en: 'See whether the sale still stands; if not, cancel the order in Odoo.',
  },
  'cancelled-in-poleepo': {
    it: "L'ordine in Odoo non si può annullare da solo (merce consegnata o fattura emessa): segui l'attività sull'ordine.",
    en: 'The order in Odoo cannot be cancelled by itself (goods delivered or invoice posted): follow the activity on the order.',
  },
  'cancelled-in-odoo': {
    it: 'Annulla l’ordine anche in Poleepo, oppure riportalo a preventivo in Odoo e confermalo.',
    en: 'Cancel the order in Poleepo too, or set it back to quotation in Odoo and confirm it.',
  },
  'set-back-to-quotation': {
    it: 'Conferma di nuovo il preventivo in Odoo, oppure annullalo.',
    en: 'Confirm the quotation in Odoo again, or cancel it.',
  },
  'edited-in-odoo': {
    it: 'Se la modifica è voluta non fare nulla; altrimenti riporta in Odoo righe e prezzi di prima.',
    en: 'If the edit is meant, do nothing; if not, restore the lines and prices in Odoo.',
  },
};

const personDecides: Bilingual = {
  it: 'Confronta l’ordine nelle due parti e correggi quella sbagliata.',
  en: 'Compare the order on both sides and correct the wrong one.',
};

export function differenceWords(item: Item): DifferenceWords {
  const cause = (item.cause ?? '').split(':')[0] ?? '';
  const family = cause === 'refunded-in-poleepo' ? 'cancelled-in-poleepo' : cause;
  return {
    title: (titles[item.kind] ?? totals)(item),
    cause: causes[cause] ?? unknownCause,
    nextStep: item.mend === 'import-again' ? importAgain : (persons[family] ?? personDecides),
  };
}
