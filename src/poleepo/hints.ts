import type { ErrorCode } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';

/** Who must do what, for each way in which a call to Poleepo can fail. */
const byCode: Partial<Record<ErrorCode, Bilingual>> = {
  unreachable: {
    it: 'Poleepo non risponde. Non serve fare nulla: riproviamo da soli appena torna raggiungibile.',
    en: 'Poleepo does not answer. Nothing to do: we try again as soon as it can be reached.',
  },
  'timed-out': {
    it: 'Poleepo ha impiegato troppo tempo. Non serve fare nulla: riproviamo da soli.',
    en: 'Poleepo took too long. Nothing to do: we try again.',
  },
  struggling: {
    it: 'Poleepo ha un problema interno. Riproviamo da soli; se dura ore, scrivi all’assistenza di Poleepo.',
    en: 'Poleepo has a problem of its own. We try again; if it lasts for hours, write to Poleepo’s support.',
  },
  denied: {
    it: 'Poleepo non accetta le credenziali. Un amministratore controlli in Poleepo (API) che la chiave sia attiva e inserisca di nuovo Client ID e Client Secret.',
    en: 'Poleepo does not accept the credentials. An administrator should check in Poleepo (API) that the key is active and enter Client ID and Client Secret again.',
  },
  forbidden: {
    it: 'La chiave di Poleepo non ha questo permesso. Un amministratore lo conceda in Poleepo (API) e poi riprovi.',
    en: 'The Poleepo key lacks this right. An administrator should grant it in Poleepo (API), then retry.',
  },
  'rate-limited': {
    it: 'Poleepo ha ricevuto troppe richieste. Non serve fare nulla: riprendiamo da soli più tardi.',
    en: 'Poleepo has had too many requests. Nothing to do: we go on later by ourselves.',
  },
  conflict: {
    it: 'In Poleepo qualcun altro stava modificando lo stesso dato. Riproviamo da soli.',
    en: 'Somebody else was changing the same record in Poleepo. We try again.',
  },
  'not-found': {
    it: 'In Poleepo questo dato non esiste, o la chiave non può vederlo. Controlla in Poleepo se è stato eliminato.',
    en: 'This record does not exist in Poleepo, or the key may not see it. Check in Poleepo whether it was deleted.',
  },
  refused: {
    it: 'Poleepo ha rifiutato la richiesta. Leggi il motivo, correggi il dato e riprova.',
    en: 'Poleepo refused the request. Read the reason, correct the record and retry.',
  },
  unreadable: {
    it: 'La risposta di Poleepo è incompleta o illeggibile. Riproviamo da soli.',
    en: 'Poleepo’s answer is incomplete or not readable. We try again.',
  },
};

/** The hint for an error of Poleepo's. */
export function hintFor(code: ErrorCode): Bilingual | undefined {
  return byCode[code];
}

/** For an answer whose form is not the one that we know: a person must look at it. */
export const notUnderstood: Bilingual = {
  it: 'Poleepo ha inviato un dato in una forma che non conosciamo. Guarda il testo originale; se in Poleepo è tutto corretto, segnalalo alla nostra assistenza.',
  en: 'Poleepo sent something in a form that we do not know. Look at the original text; if all is right in Poleepo, report it to our support.',
};

/** For a write that Poleepo accepted and did not carry out. */
export const silentlyIgnored: Bilingual = {
  it: 'Poleepo ha accettato la modifica ma non l’ha applicata. Riproviamo; se non basta, modifica l’ordine a mano in Poleepo.',
  en: 'Poleepo accepted the change but did not apply it. We try again; if that does not help, change the order by hand in Poleepo.',
};

/** For a value of ours that Poleepo's numbers cannot hold. */
export const notWritable: Bilingual = {
  it: 'Un numero di questo articolo è negativo o ha troppe cifre, quindi non è stato inviato a Poleepo. Correggilo in Odoo.',
  en: 'A number of this product is negative or has too many digits, so it was not sent to Poleepo. Correct it in Odoo.',
};

/** For a parcel that no courier could be asked to carry. */
export const parcelNotWritable: Bilingual = {
  it: 'Un collo non ha peso o misure validi, quindi non è stato inviato a Poleepo. Indica in Odoo il peso del collo e le misure del suo tipo, poi riprova.',
  en: 'A parcel has no valid weight or sizes, so it was not sent to Poleepo. Give the package’s weight and the sizes of its type in Odoo, then retry.',
};

/** For a shipment that Poleepo said yes to and left as it was. */
export const shippingIgnored: Bilingual = {
  it: 'Poleepo ha accettato la modifica della spedizione ma non l’ha applicata. Controlla la spedizione in Poleepo e riprova.',
  en: 'Poleepo accepted the change of the shipment but did not apply it. Check the shipment in Poleepo and retry.',
};

/** For a document that is no PDF or too large. */
export const documentNotWritable: Bilingual = {
  it: 'Il documento non è un PDF valido o supera i 10 MB, quindi non è stato inviato a Poleepo. Rigenera il PDF in Odoo e riprova.',
  en: 'The document is no valid PDF or is over 10 MB, so it was not sent to Poleepo. Make the PDF in Odoo again, then retry.',
};

/** For a label or a document that is larger than any should be. */
export const fileTooLarge: Bilingual = {
  it: 'Il file che Poleepo ha inviato supera i 10 MB. Scaricalo da Poleepo e segnalalo alla loro assistenza.',
  en: 'The file that Poleepo sent is over 10 MB. Download it from Poleepo and report it to their support.',
};
