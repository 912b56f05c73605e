import { itemWords } from '../poleepo/item-words.ts';
import { memberWords } from '../poleepo/member-words.ts';
import { ownCodes } from './item-errors.ts';
import { problemWords, type ProblemWords } from './problems.ts';

/** What a product's error means and what to do about it, be it ours or Poleepo's. */
export function errorWords(error: Readonly<Record<string, unknown>>): ProblemWords {
  const code = textIn(error, 'code');
  const field = textIn(error, 'field');
  const own = Object.values(ownCodes).find((known) => known === code);
  if (own !== undefined) return words[own](field);
  return problemWords(error) ?? itemWords({ code, field });
}

/** A member of an error as it is kept; null where it says nothing. */
export function textIn(error: Readonly<Record<string, unknown>>, member: string): string | null {
  const value = error[member];
  return typeof value === 'string' && value !== '' ? value : null;
}

type OwnCode = (typeof ownCodes)[keyof typeof ownCodes];

const words: Readonly<Record<OwnCode, (field: string | null) => ProblemWords>> = {
  NOT_WRITABLE: (field) => {
    const member = memberWords(field ?? '');
    return {
      title: {
        it: `Il valore di «${member.it}» non si può scrivere come Poleepo lo vuole`,
        en: `The value of “${member.en}” cannot be written as Poleepo wants it`,
      },
      nextStep: {
        it: 'Controlla quel valore sul prodotto in Odoo: dev’essere un numero normale, non negativo.',
        en: 'Check that value of the product in Odoo: it must be an ordinary number and not negative.',
      },
    };
  },
  ENTRY_TOO_LARGE: () => ({
    title: {
      it: 'Questo prodotto da solo è troppo grande per Poleepo',
      en: 'This product alone is too large for Poleepo',
    },
    nextStep: {
      it: 'Accorcia la descrizione o riduci le immagini del prodotto in Odoo, poi riprova.',
      en: 'Shorten the description, or take away some images of the product in Odoo, then retry.',
    },
  }),
  BATCH_FAILED: () => ({
    title: {
      it: 'Poleepo non elabora questo prodotto e non dice perché',
      en: 'Poleepo does not process this product and does not say why',
    },
    nextStep: {
      it: 'Controlla i dati del prodotto in Odoo e riprova. Se si ripete, chiedi all’assistenza di Poleepo citando il numero del lotto.',
      en: 'Check the product’s data in Odoo and retry. If it happens again, ask Poleepo’s support and quote the number of the batch.',
    },
  }),
  BATCH_REFUSED: () => ({
    title: {
      it: 'Poleepo ha rifiutato l’invio di questo prodotto',
      en: 'Poleepo refused to take this product',
    },
    nextStep: {
      it: 'Leggi il motivo nel testo di Poleepo, correggi il prodotto in Odoo e riprova.',
      en: 'Read the reason in Poleepo’s words, correct the product in Odoo and retry.',
    },
  }),
  NOT_REPORTED: () => ({
    title: {
      it: 'Poleepo non dice che cosa è stato di questo prodotto',
      en: 'Poleepo does not say what became of this product',
    },
    nextStep: {
      it: 'Controlla in Poleepo se il prodotto è com’è in Odoo; se no, riprova.',
      en: 'See in Poleepo whether the product is as it is in Odoo; if not, retry.',
    },
  }),
  SILENTLY_IGNORED: (field) => {
    const member = memberWords(field ?? '');
    return {
      title: {
        it: `Poleepo accetta «${member.it}» ma continua a mostrare un altro valore`,
        en: `Poleepo accepts “${member.en}” but goes on showing another value`,
      },
      nextStep: {
        it: 'Controlla in Poleepo se il dato è bloccato da un canale o da una regola, poi riprova.',
        en: 'See in Poleepo whether a channel or a rule holds that value fast, then retry.',
      },
    };
  },
};
