import type { Bilingual } from '../kit/text.ts';
import type { BatchItemRow, BatchRow } from '../store/batch-store.ts';
import type { ProductRow, ProductState } from '../store/product-states.ts';

/** How a product stands, as people say it. */
export const productStateWords: Readonly<Record<ProductState, Bilingual>> = {
  unpublished: { it: 'Non pubblicato', en: 'Not published' },
  unread: { it: 'Da leggere', en: 'To be read' },
  waiting: { it: 'In attesa', en: 'Waiting' },
  sending: { it: 'In invio', en: 'Being sent' },
  completed: { it: 'Completato', en: 'Completed' },
  error: { it: 'Errore', en: 'Error' },
  withdrawn: { it: 'Ritirato dalla vendita', en: 'Taken out of sale' },
};

/** Who says whether a product is published. */
export const publisherWords: Readonly<Record<ProductRow['publishedBy'], Bilingual>> = {
  odoo: {
    it: 'Lo dice il campo del prodotto in Odoo',
    en: 'The field of the product in Odoo says so',
  },
  ponte: {
    it: 'È stato scelto qui: questo Odoo non ha un campo per dirlo',
    en: 'It was chosen here: this Odoo has no field for it',
  },
  'ponte-over-odoo': {
    it: 'È stato scelto qui e vale più del campo in Odoo, che il nostro utente non può scrivere. Dagli il diritto di modificare i prodotti e ripeti la scelta: da allora conta il campo',
    en: 'It was chosen here and counts more than the field in Odoo, which our user may not write. Let that user change products and choose again: from then on the field counts',
  },
};

/** How a batch stands. */
export const batchStateWords: Readonly<Record<BatchRow['state'], Bilingual>> = {
  sending: { it: 'In invio', en: 'Being sent' },
  unknown: { it: 'Esito da accertare', en: 'Outcome being found out' },
  sent: { it: 'In elaborazione in Poleepo', en: 'Being processed by Poleepo' },
  completed: { it: 'Completato', en: 'Completed' },
  failed: { it: 'Fallito', en: 'Failed' },
  refused: { it: 'Rifiutato da Poleepo', en: 'Refused by Poleepo' },
};

/** How one product of a batch stands: the three words that Poleepo's users know. */
export const itemStateWords: Readonly<Record<BatchItemRow['state'], Bilingual>> = {
  draft: { it: 'Bozza', en: 'Draft' },
  completed: { it: 'Completato', en: 'Completed' },
  error: { it: 'Errore', en: 'Error' },
};
