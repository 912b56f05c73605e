import type { Bilingual } from '../kit/text.ts';

/** What a person can do about a failure of Odoo. */
export const hints = {
  denied: {
    it: 'Odoo non accetta la chiave API: è scaduta, revocata o di un altro utente. Un amministratore ne crei una nuova in Odoo e la inserisca nella connessione. Su Odoo 18 e 19 una chiave dura al massimo 90 giorni.',
    en: "Odoo does not accept the API key: it has expired, was revoked, or is another user's. An administrator creates a new one in Odoo and enters it in the connection. On Odoo 18 and 19 a key lives 90 days at most.",
  },
  forbidden: {
    it: "All'utente di Odoo usato da Ponte manca un diritto o la società. Un amministratore di Odoo lo aggiunga; la pagina della connessione dice quale.",
    en: 'The Odoo user that Ponte uses lacks a right or the company. An administrator of Odoo adds it; the page of the connection says which.',
  },
  hidden: {
    it: 'Il documento esiste in Odoo ma l\'utente usato da Ponte non lo vede. Un amministratore di Odoo gli dia "Vendite / Utente: tutti i documenti" e la società giusta.',
    en: 'The record exists in Odoo but the user that Ponte uses cannot see it. An administrator of Odoo grants "Sales / User: All Documents" and the right company.',
  },
  refused: {
    it: 'Odoo rifiuta i dati e dice perché nel messaggio. Correggere in Odoo, nelle mappature o nell’ordine, poi riprovare.',
    en: 'Odoo refuses the data and says why in its message. Correct it in Odoo, in the maps or in the order, then try again.',
  },
  setUpFirst: {
    it: 'In Odoo manca una configurazione (per esempio il magazzino della società). Un amministratore di Odoo la completi, poi riprovare.',
    en: "Odoo lacks a piece of configuration (for example the company's warehouse). An administrator of Odoo completes it, then try again.",
  },
  missing: {
    it: 'Odoo non ha più questo record: è stato eliminato. Sincronizzare di nuovo o scegliere un altro record.',
    en: 'Odoo no longer has this record: it was deleted. Synchronise again or choose another record.',
  },
  database: {
    it: 'Il server di Odoo non raggiunge il database. O il database è fermo (di solito si riprende da solo), o il nome del database nella connessione è sbagliato.',
    en: "Odoo's server cannot reach the database. Either the database is down (it usually recovers by itself), or its name in the connection is wrong.",
  },
  struggling: {
    it: 'Odoo risponde con un errore suo. Di solito passa: si riprova da soli. Se continua, avvisare chi gestisce il server di Odoo.',
    en: "Odoo answers with an error of its own. It usually passes: we try again by ourselves. If it goes on, tell whoever runs Odoo's server.",
  },
  gatekeeper: {
    it: 'Davanti a Odoo qualcosa (firewall, proxy) rifiuta le richieste di Ponte. Chi gestisce il server le ammetta.',
    en: "Something in front of Odoo (firewall, proxy) refuses Ponte's requests. Whoever runs the server lets them in.",
  },
  unreachable: {
    it: "Odoo non risponde. Verificare che il server sia acceso e che l'indirizzo sia giusto; si riprova da soli.",
    en: 'Odoo does not answer. Check that the server is up and that the address is right; we try again by ourselves.',
  },
  rateLimited: {
    it: 'Odoo, o il suo proxy, chiede di rallentare: si riprova da soli più tardi.',
    en: 'Odoo, or its proxy, asks to slow down: we try again later by ourselves.',
  },
  notOdoo: {
    it: "A questo indirizzo non risponde l'API di Odoo. Verificare l'indirizzo della connessione (senza /web né /odoo) e il nome del database.",
    en: "Odoo's API does not answer at this address. Check the address of the connection (without /web or /odoo) and the name of the database.",
  },
  conflict: {
    it: 'Qualcun altro sta scrivendo lo stesso record in Odoo: si riprova da soli.',
    en: 'Somebody else is writing the same record in Odoo: we try again by ourselves.',
  },
  deliveryApp: {
    it: "In Odoo manca l'app dei metodi di consegna (modulo stock_delivery, su Odoo 16 delivery), che pesa i colli e tiene i codici di tracciamento. Un amministratore di Odoo la installi, poi riprovare.",
    en: 'Odoo lacks the app of delivery methods (module stock_delivery, on Odoo 16 delivery), which weighs packages and keeps tracking codes. An administrator of Odoo installs it, then try again.',
  },
  strangeAddress: {
    it: "Odoo indica un indirizzo che non è il suo: non viene aperto. Verificare in Odoo il parametro web.base.url e l'indirizzo della connessione.",
    en: 'Odoo names an address that is not its own: it is not opened. Check the parameter web.base.url in Odoo and the address of the connection.',
  },
  noPdf: {
    it: 'Odoo non stampa la fattura in PDF. Provare a stamparla in Odoo; se non riesce, chi gestisce il server verifichi wkhtmltopdf.',
    en: 'Odoo does not print the invoice as a PDF. Try to print it in Odoo; if that fails, whoever runs the server checks wkhtmltopdf.',
  },
  notPosted: {
    it: 'La fattura è ancora una bozza o è annullata. Confermarla in Odoo, poi riprovare.',
    en: 'The invoice is still a draft, or cancelled. Confirm it in Odoo, then try again.',
  },
  unknownAnswer: {
    it: 'Odoo risponde in un modo che Ponte non conosce, forse per un modulo aggiuntivo. Segnalarlo al supporto.',
    en: 'Odoo answers in a way that Ponte does not know, perhaps because of an extra module. Report it to support.',
  },
} satisfies Record<string, Bilingual>;

/** For a version of Odoo that we do not speak to. */
export function unsupportedVersion(found: string): Bilingual {
  return {
    it: `Questo server è Odoo ${found}. Ponte funziona con Odoo 16, 17, 18 e 19.`,
    en: `This server is Odoo ${found}. Ponte works with Odoo 16, 17, 18 and 19.`,
  };
}

/** For an area that the connection's user has no right in: what the area is called, and the group that opens it. */
export function missingRight(area: Bilingual, group: string): Bilingual {
  return {
    it: `All'utente di Odoo usato da Ponte manca il diritto su: ${area.it}. Un amministratore di Odoo gli dia il gruppo "${group}".`,
    en: `The Odoo user that Ponte uses lacks the right to: ${area.en}. An administrator of Odoo grants the group "${group}".`,
  };
}
