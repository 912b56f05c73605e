import type { Bilingual } from '../kit/text.ts';
import type { OrderLink } from '../store/link-store.ts';

/** What an order is, for people to read. */
export const stateWords: Readonly<Record<OrderLink['state'], Bilingual>> = {
  held: { it: 'Trattenuto', en: 'Held' },
  'waiting-for-payment': { it: 'In attesa di pagamento', en: 'Waiting for payment' },
  quotation: { it: 'Preventivo in Odoo', en: 'Quotation in Odoo' },
  confirmed: { it: 'Confermato', en: 'Confirmed' },
  cancelled: { it: 'Annullato', en: 'Cancelled' },
  'cancelled-in-poleepo': {
    it: 'Annullato in Poleepo, ancora valido in Odoo',
    en: 'Cancelled in Poleepo, still standing in Odoo',
  },
  skipped: { it: 'Saltato', en: 'Skipped' },
};
