import type { Hold } from '../jobs/outcome.ts';

export function paymentNotAccepted(detail: { status: string | null }): Hold {
  return {
    reason: 'payment-not-accepted',
    owner: 'customer',
    title: { it: 'Il pagamento non è ancora accettato', en: 'The payment is not accepted yet' },
    nextStep: {
      it: "Nessuna azione: l'ordine riparte da solo quando Poleepo comunica il pagamento. Se hai già incassato, puoi importarlo comunque.",
      en: 'Nothing to do: the order goes on by itself when Poleepo reports the payment. If you have been paid already, you can import it anyway.',
    },
    detail,
    proposal: { importAnyway: true },
  };
}

export function unknownStatus(detail: { status: string | null; name: string | null }): Hold {
  const word = detail.status ?? detail.name;
  return {
    reason: 'unknown-status',
    owner: 'merchant',
    title: {
      it: `Stato «${detail.name ?? detail.status ?? '–'}» non conosciuto`,
      en: `Status “${detail.name ?? detail.status ?? '–'}” is not known`,
    },
    nextStep: {
      it: "Decidi qui che cosa significa (da importare, in attesa di pagamento, annullato, rimborsato) e, se vuoi, ricordalo come regola; poi l'ordine riparte.",
      en: 'Decide here what it means (to be imported, waiting for payment, cancelled, refunded) and, if you want, keep it as a rule; then the order goes on.',
    },
    detail,
    ...(word === null ? {} : { proposal: { statuses: { [word]: 'payable' } } }),
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
