import type { Hold } from '../jobs/outcome.ts';

export function otherCompanyProduct(detail: { row: number; sku: string; product: string }): Hold {
  return {
    reason: 'other-company-product',
    owner: 'merchant',
    title: {
      it: `Il prodotto «${detail.sku}» è di un'altra società`,
      en: `Product “${detail.sku}” belongs to another company`,
    },
    nextStep: {
      it: 'Togli la società dal prodotto in Odoo, oppure indica qui un prodotto di questa società, poi riprova.',
      en: "Clear the product's company in Odoo, or name a product of this company here, then retry.",
    },
    detail,
  };
}

export function quantityTooFine(detail: {
  row: number;
  sku: string | null;
  quantity: string;
  digits: number;
}): Hold {
  return {
    reason: 'quantity-too-fine',
    owner: 'merchant',
    title: {
      it: `Odoo arrotonda la quantità ${detail.quantity} della riga ${detail.row}`,
      en: `Odoo would round the quantity ${detail.quantity} of row ${detail.row}`,
    },
    nextStep: {
      it: "Aumenta in Odoo i decimali dell'unità di misura (Impostazioni tecniche, Precisione decimale), poi riprova.",
      en: 'Raise the digits of units of measure in Odoo (Technical settings, Decimal Accuracy), then retry.',
    },
    detail,
  };
}

export function noDiscountProduct(detail: { amount: string }): Hold {
  return {
    reason: 'no-discount-product',
    owner: 'merchant',
    title: {
      it: `Nessun prodotto per lo sconto di ${detail.amount} sull'ordine`,
      en: `No product for the order's discount of ${detail.amount}`,
    },
    nextStep: {
      it: 'Lo sconto non si divide esattamente sulle righe: indica nelle impostazioni un servizio di Odoo per gli sconti, poi riprova.',
      en: 'The discount cannot be spread exactly over the lines: name a service of Odoo for discounts in the settings, then retry.',
    },
    detail,
  };
}

export function otherCurrency(detail: { currency: string; company: string }): Hold {
  return {
    reason: 'other-currency',
    owner: 'merchant',
    title: {
      it: `L'ordine è in ${detail.currency}, la società in ${detail.company}`,
      en: `The order is in ${detail.currency}, the company in ${detail.company}`,
    },
    nextStep: {
      it: `Indica nelle impostazioni un listino di Odoo in ${detail.currency}, poi riprova.`,
      en: `Name a price list of Odoo in ${detail.currency} in the settings, then retry.`,
    },
    detail,
  };
}

/** Odoo wrote the quotation in a currency that is not the order's. */
export function wrongCurrency(detail: { currency: string; odoo: string; saleOrder: string }): Hold {
  return {
    reason: 'wrong-currency',
    owner: 'merchant',
    title: {
      it: `${detail.saleOrder} è in ${detail.odoo}, l'ordine in ${detail.currency}`,
      en: `${detail.saleOrder} is in ${detail.odoo}, the order in ${detail.currency}`,
    },
    nextStep: {
      it: `Il preventivo non è stato confermato. Indica nelle impostazioni un listino in ${detail.currency}, poi riprova.`,
      en: `The quotation was not confirmed. Name a price list in ${detail.currency} in the settings, then retry.`,
    },
    detail,
  };
}
