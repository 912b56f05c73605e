import { z } from 'zod';
import type { Bilingual } from '../kit/text.ts';
import { memberWords } from '../poleepo/member-words.ts';
import type { ReportItemRow } from '../store/catalogue-report-store.ts';
import { errorWords, textIn } from './error-words.ts';

/** What was found, and what to do about it. */
export interface FindingWords {
  title: Bilingual;
  nextStep: Bilingual;
}

const errorIn = z.object({ error: z.record(z.string(), z.unknown()) });

/** Words for a finding of a match, a rehearsal or a comparison. */
export function findingWords(item: Pick<ReportItemRow, 'finding' | 'sku' | 'detail'>): FindingWords {
  const name = textIn(item.detail, 'name') ?? item.sku ?? '–';
  const reason = textIn(item.detail, 'reason') ?? textIn(item.detail, 'cause');
  const member = textIn(item.detail, 'member');
  const error = errorIn.safeParse(item.detail);
  if (error.success) {
    const words = errorWords(error.data.error);
    return {
      title: { it: `${name}: ${words.title.it}`, en: `${name}: ${words.title.en}` },
      nextStep: words.nextStep,
    };
  }
  const title = titles[member === null ? item.finding : 'differs'] ?? unknown;
  const nextStep = steps[`${item.finding}/${reason ?? ''}`] ?? steps[reason ?? item.finding] ?? look;
  return { title: title({ name, sku: item.sku ?? '–', member, detail: item.detail }), nextStep };
}

interface About {
  name: string;
  sku: string;
  member: string | null;
  detail: Record<string, unknown>;
}

const unknown = ({ name }: About): Bilingual => ({ it: name, en: name });

const titles: Readonly<Record<string, (about: About) => Bilingual>> = {
  matched: ({ name, sku }) => ({
    it: `${name}: in Poleepo c'è un solo prodotto con SKU «${sku}»`,
    en: `${name}: Poleepo has exactly one product with the SKU “${sku}”`,
  }),
  'only-in-odoo': ({ name, sku }) => ({
    it: `${name} (${sku}) non è in Poleepo`,
    en: `${name} (${sku}) is not in Poleepo`,
  }),
  'only-in-poleepo': ({ name, sku }) => ({
    it: `${name} (${sku}) è solo in Poleepo`,
    en: `${name} (${sku}) is in Poleepo only`,
  }),
  'no-sku': ({ name }) => ({ it: `${name} non ha uno SKU in Odoo`, en: `${name} has no SKU in Odoo` }),
  duplicate: ({ name, sku }) => ({
    it: `${name}: lo SKU «${sku}» c'è più di una volta`,
    en: `${name}: the SKU “${sku}” is there more than once`,
  }),
  'variant-conflict': ({ name, sku }) => ({
    it: `${name}: lo SKU «${sku}» è di un prodotto di altro tipo`,
    en: `${name}: the SKU “${sku}” belongs to a product of another kind`,
  }),
  'missing-in-poleepo': ({ name, sku }) => ({
    it: `${name} (${sku}) non è più in Poleepo`,
    en: `${name} (${sku}) is no longer in Poleepo`,
  }),
  differs: ({ name, member, detail }) => {
    const [odoo, poleepo] = [textIn(detail, 'odoo') ?? '–', textIn(detail, 'poleepo') ?? '–'];
    const words = memberWords(member ?? '');
    return {
      it: `${name}: ${words.it} «${odoo}» in Odoo, «${poleepo}» in Poleepo`,
      en: `${name}: ${words.en} is “${odoo}” in Odoo, “${poleepo}” in Poleepo`,
    };
  },
  new: ({ name, sku }) => ({
    it: `${name} (${sku}) verrebbe creato in Poleepo`,
    en: `${name} (${sku}) would be created in Poleepo`,
  }),
  changed: ({ name, sku }) => ({
    it: `${name} (${sku}) verrebbe aggiornato in Poleepo`,
    en: `${name} (${sku}) would be updated in Poleepo`,
  }),
  withdrawn: ({ name, sku }) => ({
    it: `${name} (${sku}) verrebbe tolto dalla vendita in Poleepo`,
    en: `${name} (${sku}) would be taken out of sale in Poleepo`,
  }),
};

const look: Bilingual = {
  it: 'Confronta il prodotto nelle due parti e correggi quella sbagliata.',
  en: 'Compare the product on both sides and correct the wrong one.',
};

const sendAgain: Bilingual = {
  it: 'Premi Correggi: il prodotto viene inviato di nuovo com’è in Odoo.',
  en: 'Press Mend: the product is sent again as it is in Odoo.',
};

/** By reason or cause, else by finding. */
const steps: Readonly<Record<string, Bilingual>> = {
  matched: {
    it: 'Se è lo stesso articolo, premi Collega: da quel momento si aggiorna quello, senza crearne un altro.',
    en: 'If it is the same article, press Link: from then on that one is updated, and no other is made.',
  },
  'only-in-odoo': {
    it: 'Se pubblicato viene creato in Poleepo. Se c’è già con un altro SKU, rendi uguali gli SKU.',
    en: 'If it is published it is created in Poleepo. If it is there under another SKU, make both SKUs equal.',
  },
  'only-in-poleepo': {
    it: 'Non viene toccato. Se corrisponde a un prodotto di Odoo, dai a quello lo stesso SKU.',
    en: 'It is left alone. If it stands for a product of Odoo, give that one the same SKU.',
  },
  'no-sku': {
    it: 'Scrivi in Odoo il riferimento interno del prodotto.',
    en: 'Give the product an internal reference in Odoo.',
  },
  'in-odoo': {
    it: 'Cambia in Odoo il riferimento interno di uno dei prodotti con questo SKU.',
    en: 'Change the internal reference of one of the products with this SKU in Odoo.',
  },
  'in-poleepo': {
    it: 'Elimina in Poleepo il prodotto di troppo, oppure cambiagli SKU.',
    en: 'Remove the product too many in Poleepo, or change its SKU.',
  },
  'parent-sku-taken': {
    it: 'Il prodotto principale di una famiglia va a Poleepo con il numero del suo modello in Odoo. Cambia lo SKU dell’altro.',
    en: 'The parent of a family goes to Poleepo under the number of its template in Odoo. Change the SKU of the other.',
  },
  'is-parent-there': {
    it: 'In Poleepo è un prodotto principale, in Odoo una variante: cambia uno dei due SKU.',
    en: 'In Poleepo it is a parent product, in Odoo a variant: change one of the SKUs.',
  },
  'is-simple-there': {
    it: 'In Poleepo è un prodotto semplice, in Odoo è parte di una famiglia: in Poleepo eliminalo o cambiagli SKU, poi viene creato nella famiglia.',
    en: 'In Poleepo it is a simple product, in Odoo it is one of a family: remove it or change its SKU in Poleepo, then it is created in its family.',
  },
  'other-family': {
    it: 'In Poleepo questa variante è sotto un altro prodotto principale: là il principale di questa famiglia deve avere come SKU il numero del suo modello in Odoo.',
    en: 'In Poleepo this variant is under another parent product: there the parent of this family must have the number of its template in Odoo as its SKU.',
  },
  'is-variant-there': {
    it: 'In Poleepo è parte di una famiglia, in Odoo no: decidi quale vale e cambia SKU all’altro.',
    en: 'In Poleepo it is one of a family, in Odoo it is not: decide which holds and change the SKU of the other.',
  },
  waiting: {
    it: 'Attende di essere inviato: avviene da solo.',
    en: 'It waits to be sent: that happens by itself.',
  },
  sending: { it: 'È in invio: avviene da solo.', en: 'It is being sent: that happens by itself.' },
  error: {
    it: 'Apri il prodotto: il suo errore dice che cosa correggere.',
    en: 'Open the product: its error says what to correct.',
  },
  'to-be-read-back': {
    it: 'È appena stato inviato e viene ancora ricontrollato.',
    en: 'It was just sent and is still being checked.',
  },
  'edited-in-poleepo': sendAgain,
  'sold-meanwhile': {
    it: 'Di solito è una vendita che non è ancora in Odoo. Se il giorno dopo resta, premi Correggi.',
    en: 'Usually this is a sale that is not in Odoo yet. If it is still there the day after, press Mend.',
  },
  'deleted-in-poleepo': {
    it: 'Premi Correggi: il prodotto viene creato di nuovo. Se non lo vuoi in Poleepo, togli la pubblicazione.',
    en: 'Press Mend: the product is created anew. If you do not want it in Poleepo, unpublish it.',
  },
  new: { it: 'Nulla è stato inviato.', en: 'Nothing was sent.' },
  changed: { it: 'Nulla è stato inviato.', en: 'Nothing was sent.' },
  withdrawn: { it: 'Nulla è stato inviato.', en: 'Nothing was sent.' },
};
