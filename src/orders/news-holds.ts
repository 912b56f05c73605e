import type { Hold } from '../jobs/outcome.ts';
import { amountText, decimal } from '../trade/money.ts';

/** Holds about news of an order that Odoo has already. */

export function paymentWithdrawn(detail: { saleOrder: string; status: string | null }): Hold {
  return {
    reason: 'payment-withdrawn',
    owner: 'merchant',
    title: { it: 'Il pagamento non è più accettato', en: 'The payment is no longer accepted' },
    nextStep: {
      it: `${detail.saleOrder} è già in Odoo: ferma la spedizione finché il pagamento non è chiaro. Quando Poleepo comunica il pagamento l'avviso si chiude da solo.`,
      en: `${detail.saleOrder} is in Odoo already: stop its delivery until the payment is clear. Once Poleepo reports the payment this notice closes by itself.`,
    },
    detail,
  };
}

export function payableAgain(detail: { saleOrder: string; status: string | null }): Hold {
  return {
    reason: 'payable-again',
    owner: 'merchant',
    title: {
      it: "L'ordine era annullato e ora è di nuovo valido in Poleepo",
      en: 'The order was cancelled and is valid again in Poleepo',
    },
    nextStep: {
      it: `Se va evaso, riporta ${detail.saleOrder} a preventivo in Odoo e riprova: verrà confermato. Altrimenti salta questo ordine.`,
      en: `If it is to be fulfilled, set ${detail.saleOrder} back to quotation in Odoo and retry: it will be confirmed. Otherwise skip this order.`,
    },
    detail,
  };
}

export function deletedInOdoo(detail: { saleOrder: string }): Hold {
  return {
    reason: 'deleted-in-odoo',
    owner: 'merchant',
    title: {
      it: `${detail.saleOrder} è stato eliminato in Odoo`,
      en: `${detail.saleOrder} was deleted in Odoo`,
    },
    nextStep: {
      it: "Se l'ordine va evaso, scegli «Importa comunque» e riprova: ne nasce uno nuovo. Altrimenti salta questo ordine.",
      en: 'If the order is to be fulfilled, choose “Import anyway” and retry: a new one is made. Otherwise skip this order.',
    },
    detail,
    proposal: { importAnyway: true },
  };
}

export function quotationEdited(detail: { saleOrder: string; expected: string; odoo: string }): Hold {
  const { saleOrder, expected, odoo } = detail;
  return {
    reason: 'quotation-edited',
    owner: 'merchant',
    title: {
      it: `Il preventivo ${saleOrder} è stato modificato in Odoo: il totale è ${odoo}, in Poleepo ${expected}`,
      en: `Quotation ${saleOrder} was edited in Odoo: its total is ${odoo}, and ${expected} in Poleepo`,
    },
    nextStep: {
      it: `Le modifiche fatte in Odoo non vengono sovrascritte. Correggilo finché il totale è ${expected} e riprova: verrà confermato così com'è. Oppure accetta qui la differenza, confermalo tu in Odoo e riprova, o scegli «Riscrivi» per perdere le modifiche.`,
      en: `What was changed in Odoo is not overwritten. Correct it until its total is ${expected} and retry: it will be confirmed as it stands. Or accept the difference here, confirm it in Odoo yourself and retry, or choose “Write anew” to lose the changes.`,
    },
    detail,
    proposal: { acceptDifference: differenceOf(expected, odoo) },
  };
}

export function totalDiffersAfterChange(detail: { expected: string; odoo: string; saleOrder: string }): Hold {
  return {
    reason: 'total-differs-after-change',
    owner: 'merchant',
    title: {
      it: `Dopo la modifica il totale in Odoo è ${detail.odoo}, in Poleepo ${detail.expected}`,
      en: `After the change the total is ${detail.odoo} in Odoo and ${detail.expected} in Poleepo`,
    },
    nextStep: {
      it: `Controlla imposte e prezzi delle righe di ${detail.saleOrder} in Odoo e riprova, oppure accetta qui la differenza.`,
      en: `Check the taxes and prices of the lines of ${detail.saleOrder} in Odoo and retry, or accept the difference here.`,
    },
    detail,
    proposal: { acceptDifference: differenceOf(detail.expected, detail.odoo) },
  };
}

function differenceOf(expected: string, odoo: string): string {
  return amountText(decimal(expected).minus(odoo).abs());
}

/** Odoo refuses what a person, or a rule that a person made, has decided about an order. */
export function decisionRefused(detail: { words: string; decided: string }): Hold {
  return {
    reason: 'decision-refused',
    owner: 'merchant',
    title: {
      it: 'Odoo non accetta quanto deciso per questo ordine',
      en: 'Odoo does not take what was decided about this order',
    },
    nextStep: {
      it: `Odoo dice: «${detail.words}». Deciso: ${detail.decided}. Forse il prodotto, il cliente o l'imposta scelti non esistono in Odoo, sono archiviati o sono di un'altra società. Scegline altri qui, o cambia la regola.`,
      en: `Odoo says: “${detail.words}”. Decided: ${detail.decided}. Perhaps the chosen product, customer or tax does not exist in Odoo, is archived, or is another company's. Choose others here, or change the rule.`,
    },
    detail,
  };
}

export function notUnderstood(detail: { member: string; problem: string }, raw: string): Hold {
  return {
    reason: 'not-understood',
    owner: 'poleepo',
    title: {
      it: `Poleepo descrive l'ordine in un modo che Ponte non conosce: «${detail.member}»`,
      en: `Poleepo tells the order in a way that Ponte does not know: “${detail.member}”`,
    },
    nextStep: {
      it: "Controlla in Poleepo il dato indicato. Se lì è giusto, segnalalo all'assistenza: quanto ricevuto è conservato qui.",
      en: 'Check the value in Poleepo. If it is right there, report it to support: what came is kept here.',
    },
    detail,
    raw,
  };
}
