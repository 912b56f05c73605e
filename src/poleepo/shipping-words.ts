import type { ItemWords } from './item-words.ts';
import { memberWords } from './member-words.ts';

const sendAnew = {
  it: 'Poi rifai la richiesta.',
  en: 'Then ask again.',
};

// assumed: all codes
const known = new Map<string, ItemWords>([
  [
    'PACKAGE_TYPE_INVALID',
    {
      title: {
        it: 'Poleepo non conosce il tipo di collo di un pacco',
        en: 'Poleepo does not know the package type of a parcel',
      },
      nextStep: {
        it: `Aggiorna i tipi di collo, controlla a quale tipo di Poleepo corrisponde quello usato in Odoo e salvalo. ${sendAnew.it}`,
        en: `Refresh the package types, check which of Poleepo’s the one used in Odoo stands for, and save it. ${sendAnew.en}`,
      },
    },
  ],
  [
    'PICKUP_ADDRESS_INVALID',
    {
      title: {
        it: 'Poleepo non conosce l’indirizzo di ritiro scelto',
        en: 'Poleepo does not know the pickup address that was chosen',
      },
      nextStep: {
        it: 'Controlla gli indirizzi di ritiro in Poleepo, poi scegline un altro e rifai la richiesta.',
        en: 'Check the pickup addresses in Poleepo, then choose another one and ask again.',
      },
    },
  ],
  [
    'SERVICE_NOT_AVAILABLE',
    {
      title: {
        it: 'Il corriere non offre più questo servizio per questi colli o questa destinazione',
        en: 'The courier no longer offers this service for these parcels or this destination',
      },
      nextStep: {
        it: 'Chiedi di nuovo i prezzi e scegli un altro corriere; se non ce n’è nessuno, dividi la merce in colli più piccoli.',
        en: 'Ask for the prices again and choose another courier; where there is none, split the goods into smaller parcels.',
      },
    },
  ],
  [
    'PARCEL_TOO_HEAVY',
    {
      title: {
        it: 'Un collo pesa più di quanto il suo tipo permette',
        en: 'A parcel weighs more than its type allows',
      },
      nextStep: {
        it: `Correggi in Odoo il peso o il tipo del collo, o dividi la merce in più colli. ${sendAnew.it}`,
        en: `Correct the weight or the type of the package in Odoo, or split the goods into several. ${sendAnew.en}`,
      },
    },
  ],
  [
    'CASH_ON_DELIVERY_NOT_SUPPORTED',
    {
      title: {
        it: 'Questo servizio non incassa il contrassegno',
        en: 'This service does not collect cash on delivery',
      },
      nextStep: {
        it: 'Scegli un corriere che lo fa e rifai la richiesta.',
        en: 'Choose a courier that does and ask again.',
      },
    },
  ],
  [
    'ORDER_NOT_SHIPPABLE',
    {
      title: {
        it: 'In Poleepo l’ordine è in uno stato in cui non si può spedire',
        en: 'In Poleepo the order is in a state in which it cannot be shipped',
      },
      nextStep: {
        it: 'Apri l’ordine in Poleepo e controlla che non sia annullato o rimborsato prima di consegnare la merce.',
        en: 'Open the order in Poleepo and check that it is not cancelled or refunded before you hand the goods over.',
      },
    },
  ],
  [
    'FORMAT_NOT_AVAILABLE',
    {
      title: {
        it: 'Il corriere non offre l’etichetta in questo formato',
        en: 'The courier does not offer the label in this format',
      },
      nextStep: { it: 'Scarica l’etichetta in PDF.', en: 'Download the label as a PDF.' },
    },
  ],
  [
    'INVALID_STATUS',
    {
      title: {
        it: 'In Poleepo la spedizione è in uno stato che non permette questo passo',
        en: 'In Poleepo the shipment is in a state that does not allow this step',
      },
      nextStep: {
        it: 'Apri la spedizione in Poleepo: può essere annullata o già consegnata.',
        en: 'Open the shipment in Poleepo: it may be void or delivered already.',
      },
    },
  ],
]);

/** Whether we have words of our own for a code of Poleepo's about shipments. */
export function knowsShippingCode(code: string): boolean {
  return known.has(code.trim().toUpperCase());
}

/** What Poleepo's refusal of a shipment or a document means and what to do about it; Poleepo's own words are shown beside. */
export function shippingWords({ code, field }: { code: string | null; field: string | null }): ItemWords {
  const words = known.get(code?.trim().toUpperCase() ?? '');
  if (words !== undefined) return words;
  return field === null ? unknownRefusal : refusalOf(field);
}

const unknownRefusal: ItemWords = {
  title: { it: 'Poleepo ha rifiutato la richiesta', en: 'Poleepo refused the request' },
  nextStep: {
    it: 'Leggi il motivo nel testo di Poleepo, correggi e riprova. Se il motivo non è chiaro, chiedi all’assistenza di Poleepo citando il codice.',
    en: 'Read the reason in Poleepo’s words, correct it and retry. If the reason is not clear, ask Poleepo’s support and quote the code.',
  },
};

/** Of `parcels.0.weight` the weight is what people know. */
function refusalOf(field: string): ItemWords {
  const last = field.split(/[.[\]]+/).findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? field;
  const { it, en } = memberWords(last);
  return {
    title: { it: `Poleepo non accetta il campo «${it}»`, en: `Poleepo does not accept the field “${en}”` },
    nextStep: {
      it: `Leggi il motivo nel testo di Poleepo, correggi «${it}» in Odoo e riprova.`,
      en: `Read the reason in Poleepo’s words, correct “${en}” in Odoo and retry.`,
    },
  };
}
