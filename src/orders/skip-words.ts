import type { Bilingual } from '../kit/text.ts';
import { tooOld } from './import-since.ts';

/** Why an order was left alone, and what brings it into Odoo all the same. */
export interface SkipWords {
  title: Bilingual;
  nextStep: Bilingual;
}

const words: Record<string, SkipWords> = {
  [tooOld]: {
    title: {
      it: "L'ordine è di prima del collegamento con Poleepo",
      en: 'The order is from before the connection to Poleepo',
    },
    nextStep: {
      it: "Se va importato, premi Riprova. Per importare tutti gli ordini da una certa data avvia un'importazione storica, oppure cambia l'impostazione «importSince».",
      en: 'If it is to be imported, press Retry. To import all orders since a date start a history import, or change the setting “importSince”.',
    },
  },
  'set-aside': {
    title: { it: 'Qualcuno ha saltato questo ordine', en: 'Somebody skipped this order' },
    nextStep: { it: 'Se va importato, premi Riprova.', en: 'If it is to be imported, press Retry.' },
  },
  'cancelled-before-import': {
    title: {
      it: "L'ordine è stato annullato prima di arrivare in Odoo",
      en: 'The order was cancelled before it came to Odoo',
    },
    nextStep: {
      it: 'Nessuna azione. Se va importato lo stesso, decidi «Importa comunque».',
      en: 'Nothing to do. If it is to be imported all the same, decide “Import anyway”.',
    },
  },
  'refunded-before-import': {
    title: {
      it: "L'ordine è stato rimborsato prima di arrivare in Odoo",
      en: 'The order was refunded before it came to Odoo',
    },
    nextStep: {
      it: 'Nessuna azione. Se va importato lo stesso, decidi «Importa comunque».',
      en: 'Nothing to do. If it is to be imported all the same, decide “Import anyway”.',
    },
  },
};

/** Null for a reason that needs no words, such as one that a person wrote. */
export function skipWords(reason: string): SkipWords | null {
  return Object.hasOwn(words, reason) ? (words[reason] ?? null) : null;
}
