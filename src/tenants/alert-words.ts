import { z } from 'zod';
import type { Bilingual } from '../kit/text.ts';

/** What an alert says to people: what is wrong, and what they can do. */
export interface AlertWords {
  title: Bilingual;
  nextStep: Bilingual;
}

export interface Alert {
  kind: string;
  subject: string;
  detail: Record<string, unknown>;
}

const sideNames: Record<string, string> = { odoo: 'Odoo', poleepo: 'Poleepo' };

const obstacle: Bilingual = {
  it: 'Poleepo non li offre per questo account. Gli ordini continuano ad arrivare; se i documenti non servono, disattiva takeDocuments nelle impostazioni delle fatture, poi chiudi questo avviso.',
  en: 'Poleepo does not offer them for this account. Orders keep coming in; where nobody needs their documents, turn takeDocuments off in the settings of invoices, then close this alert.',
};

/** What to do where no order's documents can be had. */
const obstacles: Record<string, Bilingual> = {
  forbidden: {
    it: 'La chiave API di Poleepo non può leggerli: in Poleepo dai alla chiave il diritto di lettura sugli ordini, poi chiedi di nuovo i documenti dell’ordine. Gli ordini non ne risentono.',
    en: 'Poleepo’s API key may not read them: in Poleepo give the key the right to read orders, then ask for the order’s documents again. Orders are not affected.',
  },
  'not-offered': obstacle,
  'not-understood': {
    it: 'La risposta di Poleepo non è quella che conosciamo. Invia all’assistenza la chiamata dal registro API; gli ordini non ne risentono.',
    en: 'Poleepo’s answer is not the one that we know. Send the call from the API log to support; orders are not affected.',
  },
};

const words: Record<string, (alert: Alert) => AlertWords> = {
  'job-failed': ({ subject, detail }) => ({
    title: { it: `Lavoro fallito: ${subject}`, en: `Job failed: ${subject}` },
    nextStep: hintIn(detail) ?? {
      it: 'Apri il lavoro, leggi il motivo, correggi e premi Riprova.',
      en: 'Open the job, read the reason, mend it and press Retry.',
    },
  }),
  'side-paused': ({ detail }) => {
    const side = sideNames[textIn(detail, 'side')] ?? textIn(detail, 'side');
    return {
      title: {
        it: `${side} non risponde da più di mezz'ora (${textIn(detail, 'reason')})`,
        en: `${side} has been down for more than half an hour (${textIn(detail, 'reason')})`,
      },
      nextStep: {
        it: `Controlla che ${side} sia raggiungibile e che la chiave sia valida, poi prova la connessione nelle impostazioni. Nulla va perso: quello che aspetta riparte da solo.`,
        en: `Check that ${side} can be reached and that the key is valid, then test the connection in the settings. Nothing is lost: what waits goes on by itself.`,
      },
    };
  },
  'lane-not-woken': () => ({
    title: { it: 'La coda dei lavori è ferma', en: 'The queue of jobs stands still' },
    nextStep: {
      it: "Di solito riparte da sola entro pochi minuti. Se l'avviso resta, scrivi all'assistenza.",
      en: 'It usually goes on by itself within minutes. If this alert stays, write to support.',
    },
  }),
  'webhook-silence': ({ detail }) => ({
    title: {
      it: `Nessun webhook da Poleepo dal ${dayIn(detail, 'since')}`,
      en: `No webhook from Poleepo since ${dayIn(detail, 'since')}`,
    },
    nextStep: {
      it: "Controlla in Poleepo, in API > WebHooks, che il webhook sia attivo e che l'URL sia quello indicato qui. Intanto gli ordini arrivano con il controllo ogni 5 minuti.",
      en: 'Check in Poleepo, under API > WebHooks, that the webhook is active and has the URL shown here. Meanwhile orders arrive by the poll every 5 minutes.',
    },
  }),
  'key-expires': ({ detail }) => ({
    title: {
      it: `La chiave di Odoo può scadere il ${dayIn(detail, 'expiresAt')}`,
      en: `Odoo's key may expire on ${dayIn(detail, 'expiresAt')}`,
    },
    nextStep: {
      it: 'Crea in Odoo una nuova chiave API per lo stesso utente e salvala nelle impostazioni. La vecchia può restare finché la nuova non è provata. Se la chiave è senza scadenza, chiudi questo avviso.',
      en: 'Make a new API key in Odoo for the same user and save it in the settings. The old one may stay until the new one is tested. If the key never expires, close this alert.',
    },
  }),
  'unreadable-order': ({ detail }) => ({
    title: {
      it: "Un ordine nell'elenco di Poleepo non si può leggere",
      en: "An order in Poleepo's list cannot be read",
    },
    nextStep: {
      it: `Poleepo lo invia senza identificativo (${textIn(detail, 'problem')}). Esegui la verifica del contratto e invia il risultato all'assistenza.`,
      en: `Poleepo sends it without an id (${textIn(detail, 'problem')}). Run the contract check and send its result to support.`,
    },
  }),
  'unreadable-shipment': ({ detail }) => ({
    title: {
      it: "Una spedizione nell'elenco di Poleepo non si può leggere",
      en: "A shipment in Poleepo's list cannot be read",
    },
    nextStep: {
      it: `Poleepo la invia senza identificativo (${textIn(detail, 'problem')}). Esegui la verifica del contratto e invia il risultato all'assistenza.`,
      en: `Poleepo sends it without an id (${textIn(detail, 'problem')}). Run the contract check and send its result to support.`,
    },
  }),
  'tracking-differs': ({ detail }) => ({
    title: {
      it: `${textIn(detail, 'delivery')} ha in Odoo il tracking ${textIn(detail, 'odoo')}, in Poleepo ${textIn(detail, 'poleepo')}`,
      en: `${textIn(detail, 'delivery')} has the tracking code ${textIn(detail, 'odoo')} in Odoo, and ${textIn(detail, 'poleepo')} in Poleepo`,
    },
    nextStep: {
      it: 'Poleepo non accetta un altro codice per una spedizione che ha già. Se vale quello di Odoo, correggi la spedizione nelle pagine di Poleepo; altrimenti correggi il codice in Odoo.',
      en: "Poleepo takes no other code for a shipment that it has. If Odoo's is right, correct the shipment in Poleepo's own pages; otherwise correct the code in Odoo.",
    },
  }),
  'products-in-error': ({ detail }) => ({
    title: {
      it: `Prodotti in errore dal ${dayIn(detail, 'since')}`,
      en: `Products in error since ${dayIn(detail, 'since')}`,
    },
    nextStep: {
      it: 'Apri i prodotti con stato Errore: ognuno dice il motivo e che cosa correggere. Quello che si corregge in Odoo viene inviato da solo.',
      en: 'Open the products whose state is Error: each says why and what to correct. What is corrected in Odoo is sent by itself.',
    },
  }),
  'mass-withdrawal': ({ detail }) => ({
    title: {
      it: `Odoo non mostra più almeno ${textIn(detail, 'gone')} dei ${textIn(detail, 'inSale')} prodotti in vendita`,
      en: `Odoo does not show at least ${textIn(detail, 'gone')} of the ${textIn(detail, 'inSale')} products in sale any more`,
    },
    nextStep: {
      it: 'Nessuno è stato ritirato. Controlla in Odoo azienda, regole e diritti del nostro utente; se li hai eliminati davvero, apri il lavoro in attesa e conferma.',
      en: 'None was taken out of sale. See in Odoo our user’s company, record rules and rights; if you did delete them, open the job that is held and confirm.',
    },
  }),
  'products-differ': ({ detail }) => ({
    title: {
      it: `${textIn(detail, 'count')} differenze tra i prodotti di Odoo e di Poleepo`,
      en: `${textIn(detail, 'count')} differences between Odoo's and Poleepo's products`,
    },
    nextStep: {
      it: 'Apri il confronto dei prodotti: ogni differenza ha la sua causa e, dove si può, il pulsante che la corregge.',
      en: 'Open the comparison of products: each difference has its cause and, where possible, the button that mends it.',
    },
  }),
  'documents-not-readable': ({ detail }) => ({
    title: {
      it: 'I documenti degli ordini non si possono leggere da Poleepo',
      en: 'The documents of orders cannot be read from Poleepo',
    },
    nextStep: obstacles[textIn(detail, 'why')] ?? obstacle,
  }),
  'orders-differ': ({ detail }) => ({
    title: {
      it: `${textIn(detail, 'count')} differenze tra gli ordini di Poleepo e di Odoo`,
      en: `${textIn(detail, 'count')} differences between Poleepo's and Odoo's orders`,
    },
    nextStep: {
      it: 'Apri il confronto: ogni differenza ha la sua causa, se è nota, e il modo di correggerla.',
      en: 'Open the comparison: each difference has its cause, where it is known, and the way to mend it.',
    },
  }),
};

/** The words of an alert; plain ones for a kind that has none of its own. */
export function alertWords(alert: Alert): AlertWords {
  return (words[alert.kind] ?? unknownKind)(alert);
}

function unknownKind({ kind, subject }: Alert): AlertWords {
  return {
    title: { it: `${kind}: ${subject}`, en: `${kind}: ${subject}` },
    nextStep: {
      it: 'Leggi i dettagli, poi chiudi l’avviso.',
      en: 'Read the details, then close the alert.',
    },
  };
}

const bilingual = z.object({ it: z.string(), en: z.string() });

function hintIn(detail: Record<string, unknown>): Bilingual | null {
  const hint = bilingual.safeParse(detail.hint);
  return hint.success ? hint.data : null;
}

function textIn(detail: Record<string, unknown>, member: string): string {
  const value = detail[member];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
}

/** The day of a time in RFC 3339. */
function dayIn(detail: Record<string, unknown>, member: string): string {
  return textIn(detail, member).slice(0, 10);
}
