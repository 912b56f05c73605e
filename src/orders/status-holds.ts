import type { Hold } from '../jobs/outcome.ts';

export function paymentNotAccepted(detail: { status: string | null }): Hold {
  return {
    reason: 'payment-not-accepted',
    owner: 'customer',
    title: { it: 'Il pagamento non è ancora accettato', en: 'The payment is not accepted yet' },
    nextStep: {
      it: "Nessuna azione: l'ordine riparte da solo quando Poleepo comunica il pagamento.",
      en: 'Nothing to do: the order goes on by itself when Poleepo reports the payment.',
    },
    detail,
  };
}

export function unknownStatus(detail: { status: string | null; name: string | null }): Hold {
  return {
    reason: 'unknown-status',
    owner: 'merchant',
    title: {
      it: `Stato «${detail.name ?? detail.status ?? '–'}» non conosciuto`,
      en: `Status “${detail.name ?? detail.status ?? '–'}” is not known`,
    },
    nextStep: {
      it: "Decidi qui se l'ordine va importato, poi riprova.",
      en: 'Decide here whether the order is to be imported, then retry.',
    },
    detail,
  };
}

export function cancelledInPoleepo(detail: { saleOrder: string; status: string | null }): Hold {
  return {
    reason: 'cancelled-in-poleepo',
    owner: 'merchant',
    title: { it: "L'ordine è stato annullato in Poleepo", en: 'The order was cancelled in Poleepo' },
    nextStep: {
      it: `Annulla ${detail.saleOrder} in Odoo se la merce non è partita, poi salta questo avviso.`,
      en: `Cancel ${detail.saleOrder} in Odoo if the goods have not left, then skip this notice.`,
    },
    detail,
  };
}

export function cancelledInOdoo(detail: { saleOrder: string }): Hold {
  return {
    reason: 'cancelled-in-odoo',
    owner: 'merchant',
    title: {
      it: `${detail.saleOrder} è stato annullato in Odoo`,
      en: `${detail.saleOrder} was cancelled in Odoo`,
    },
    nextStep: {
      it: 'Riportalo a preventivo in Odoo e riprova, oppure salta questo ordine.',
      en: 'Set it back to quotation in Odoo and retry, or skip this order.',
    },
    detail,
  };
}

export function changedAfterConfirmation(detail: { saleOrder: string }): Hold {
  return {
    reason: 'changed-after-confirmation',
    owner: 'merchant',
    title: {
      it: "L'ordine è cambiato in Poleepo dopo la conferma in Odoo",
      en: 'The order changed in Poleepo after it was confirmed in Odoo',
    },
    nextStep: {
      it: `Riporta a mano la modifica su ${detail.saleOrder}, poi salta questo avviso.`,
      en: `Make the change on ${detail.saleOrder} by hand, then skip this notice.`,
    },
    detail,
  };
}

export function otherCurrency(detail: { currency: string }): Hold {
  return {
    reason: 'other-currency',
    owner: 'merchant',
    title: { it: `L'ordine è in ${detail.currency}`, en: `The order is in ${detail.currency}` },
    nextStep: {
      it: 'Solo ordini in euro vengono importati per ora: inserisci questo ordine a mano in Odoo e saltalo qui.',
      en: 'Only orders in euro are imported so far: enter this one in Odoo by hand and skip it here.',
    },
    detail,
  };
}
