import { SyncError } from '../kit/errors.ts';

/** Whether Poleepo has it is not known: it is waited for, then looked for again. */
export function offerUnknown(): SyncError {
  return new SyncError('whether poleepo has the invoice is not known yet', {
    code: 'struggling',
    side: 'poleepo',
    advice: 'retry',
    vendorCode: 'DOCUMENT_UNKNOWN',
    hint: {
      it: 'Poleepo non ha risposto quando ha ricevuto la fattura. La cerchiamo lì: solo se non c’è viene inviata di nuovo, così non ce ne sono due. Non serve fare nulla.',
      en: 'Poleepo did not answer when it was given the invoice. It is looked for there, and sent again only if it is not: so that there are never two. Nothing needs to be done.',
    },
  });
}

export function goneInOdoo(): SyncError {
  return new SyncError('the invoice is no longer in odoo', {
    code: 'not-found',
    side: 'odoo',
    vendorCode: 'invoice-gone',
    hint: {
      it: 'La fattura non è più in Odoo: qualcuno l’ha eliminata, quindi non va a Poleepo.',
      en: 'The invoice is no longer in Odoo: somebody has deleted it, so it does not go to Poleepo.',
    },
  });
}

export function notPostedInOdoo(): SyncError {
  return new SyncError('the invoice is not posted in odoo any more', {
    code: 'refused',
    side: 'odoo',
    vendorCode: 'invoice-not-posted',
    hint: {
      it: 'In Odoo la fattura è tornata bozza o è stata annullata. Confermarla in Odoo, poi riprovare.',
      en: 'In Odoo the invoice is a draft again, or cancelled. Post it in Odoo, then try again.',
    },
  });
}

/** For a catch: that Poleepo does not find the order, with what to do about it; everything else as it is. */
export function inOfferWords(thrown: unknown): never {
  if (!(thrown instanceof SyncError) || thrown.side !== 'poleepo' || thrown.code !== 'not-found')
    throw thrown;
  throw new SyncError(thrown.message, {
    code: 'not-found',
    side: 'poleepo',
    vendorCode: 'order-gone-at-poleepo',
    cause: thrown,
    hint: {
      it: 'Poleepo non trova l’ordine, o non prende documenti per esso. Controllare in Poleepo se l’ordine c’è ancora; se c’è, riprovare, altrimenti consegnare la fattura al cliente in altro modo.',
      en: 'Poleepo does not find the order, or takes no documents for it. Check in Poleepo whether the order is still there; if it is, try again, otherwise get the invoice to the customer in another way.',
    },
  });
}
