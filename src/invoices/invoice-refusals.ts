import type { InvoiceRefusal } from '../odoo/invoice.ts';
import type { InvoiceError } from './invoice-error.ts';

export function notDelivered(): InvoiceError {
  return {
    code: 'not-delivered',
    hint: {
      it: 'L’ordine non è ancora consegnato per intero. Convalidare le consegne in Odoo: poi prosegue da sola.',
      en: 'The order is not completely delivered yet. Validate its deliveries in Odoo: it goes on by itself then.',
    },
  };
}

export function nothingToInvoice(): InvoiceError {
  return {
    code: 'nothing-to-invoice',
    hint: {
      it: 'In Odoo non c’è nulla da fatturare in questo ordine. Controllare le fatture e le note di credito dell’ordine.',
      en: 'Odoo has nothing to invoice in this order. Look at the invoices and credit notes of the order.',
    },
  };
}

export function orderGone(): InvoiceError {
  return {
    code: 'order-gone',
    hint: {
      it: 'L’ordine non è più in Odoo: non si può fatturare.',
      en: 'The order is no longer in Odoo: it cannot be invoiced.',
    },
  };
}

export function deletedInvoice(): InvoiceError {
  return {
    code: 'invoice-deleted',
    hint: {
      it: 'Qualcuno ha eliminato la bozza in Odoo. Riprovare per crearne un’altra.',
      en: 'Somebody has deleted the draft in Odoo. Try again to make another.',
    },
  };
}

export function saidByOdoo({ code, hint, message }: InvoiceRefusal): InvoiceError {
  return { code, side: 'odoo', hint, said: message };
}

export function cancelledInvoice(): InvoiceError {
  return {
    code: 'invoice-cancelled',
    hint: {
      it: 'Qualcuno ha annullato la bozza in Odoo. Riprovare per crearne un’altra.',
      en: 'Somebody has cancelled the draft in Odoo. Try again to make another.',
    },
  };
}

export function waitsForPeople(): InvoiceError {
  return {
    code: 'waits-for-people',
    hint: {
      it: 'La fattura è una bozza in Odoo: confermarla lì. Poi prosegue da sola.',
      en: 'The invoice is a draft in Odoo: confirm it there. It goes on by itself then.',
    },
  };
}

export function leftToPeople(): InvoiceError {
  return {
    code: 'left-to-people',
    hint: {
      it: 'In Odoo qualcuno ha già fatturato o stornato una parte di questo ordine: la regola non ne crea altre. Se il resto va fatturato, riprovare.',
      en: 'Somebody has already invoiced or credited part of this order in Odoo: the rule makes no more. If the rest is to be invoiced, try again.',
    },
  };
}
