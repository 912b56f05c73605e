import type { Hold } from '../jobs/outcome.ts';

type Detail = Hold['detail'];

/** An order whose row names no SKU, or one that no product of this company has. */
export function unknownSku(detail: { row: number; sku: string | null; title: string | null }): Hold {
  return {
    reason: 'unknown-sku',
    owner: 'merchant',
    title: {
      it: `Nessun prodotto con SKU «${detail.sku ?? '–'}»`,
      en: `No product with SKU “${detail.sku ?? '–'}”`,
    },
    nextStep: {
      it: 'Assegna questo codice (Riferimento interno) al prodotto in Odoo, oppure indica qui quale prodotto è, poi riprova.',
      en: 'Give the product in Odoo this code (Internal Reference), or say here which product it is, then retry.',
    },
    detail,
  };
}

export function ambiguousSku(detail: { row: number; sku: string; products: string }): Hold {
  return {
    reason: 'ambiguous-sku',
    owner: 'merchant',
    title: { it: `Più prodotti con SKU «${detail.sku}»`, en: `Several products with SKU “${detail.sku}”` },
    nextStep: {
      it: 'Lascia il codice a un solo prodotto in Odoo, oppure indica qui quale prodotto è, poi riprova.',
      en: 'Leave the code to one product in Odoo, or say here which product it is, then retry.',
    },
    detail,
  };
}

export function archivedProduct(detail: { row: number; sku: string; product: string }): Hold {
  return {
    reason: 'archived-product',
    owner: 'merchant',
    title: { it: `Il prodotto «${detail.sku}» è archiviato`, en: `Product “${detail.sku}” is archived` },
    nextStep: {
      it: 'Ripristina il prodotto in Odoo, oppure indica qui un altro prodotto, poi riprova.',
      en: 'Restore the product in Odoo, or name another product here, then retry.',
    },
    detail,
  };
}

export function noPrice(detail: { row: number; sku: string | null }): Hold {
  return {
    reason: 'no-price',
    owner: 'poleepo',
    title: {
      it: `La riga «${detail.sku ?? '–'}» non ha prezzo`,
      en: `Row “${detail.sku ?? '–'}” has no price`,
    },
    nextStep: {
      it: "Controlla l'ordine in Poleepo: la riga arriva senza prezzo. Quando è corretta l'ordine riparte da solo.",
      en: 'Check the order in Poleepo: the row comes without a price. Once it is right the order goes on by itself.',
    },
    detail,
  };
}

export function noTax(detail: { row: number; rate: string | null; proposal: string | null }): Hold {
  return {
    reason: 'no-tax',
    owner: 'merchant',
    title: {
      it: `Nessuna imposta di vendita al ${detail.rate ?? '–'} % in Odoo`,
      en: `No sale tax of ${detail.rate ?? '–'} % in Odoo`,
    },
    nextStep: {
      it: "Attiva in Odoo un'imposta di vendita con questa aliquota per la società, oppure indica qui quale usare, poi riprova.",
      en: 'Activate a sale tax of that rate for the company in Odoo, or say here which one to use, then retry.',
    },
    detail,
  };
}

export function noShippingProduct(detail: { amount: string }): Hold {
  return {
    reason: 'no-shipping-product',
    owner: 'merchant',
    title: { it: 'Nessun prodotto per le spese di spedizione', en: 'No product for the shipping charge' },
    nextStep: {
      it: 'Crea in Odoo un metodo di consegna, o un servizio con codice Delivery_007, poi riprova.',
      en: 'Create a delivery method in Odoo, or a service with code Delivery_007, then retry.',
    },
    detail,
  };
}

export function noCustomer(detail: Detail): Hold {
  return {
    reason: 'no-customer',
    owner: 'poleepo',
    title: { it: "L'ordine non dice chi è il cliente", en: 'The order does not say who the customer is' },
    nextStep: {
      it: 'Controlla in Poleepo che la chiave API possa leggere i dati dei clienti, oppure indica qui il contatto di Odoo, poi riprova.',
      en: "Check in Poleepo that the API key may read customers' data, or name the contact in Odoo here, then retry.",
    },
    detail,
  };
}

export function noTotal(detail: Detail): Hold {
  return {
    reason: 'no-total',
    owner: 'poleepo',
    title: { it: "L'ordine non ha un totale o una data", en: 'The order has no total or no date' },
    nextStep: {
      it: "Controlla l'ordine in Poleepo. Quando è completo riparte da solo.",
      en: 'Check the order in Poleepo. Once it is complete it goes on by itself.',
    },
    detail,
  };
}

/** `suspect` says which line's own amounts do not agree, where one does not. */
export function totalDiffers(detail: {
  expected: string;
  odoo: string;
  saleOrder: string;
  row: number | null;
  suspect: string | null;
}): Hold {
  const { row, suspect } = detail;
  const line = suspect === null ? '' : `${row === null ? '' : `${row}: `}${suspect}`;
  return {
    reason: 'total-differs',
    owner: 'merchant',
    title: {
      it: `Il totale in Odoo è ${detail.odoo}, in Poleepo ${detail.expected}`,
      en: `The total is ${detail.odoo} in Odoo and ${detail.expected} in Poleepo`,
    },
    nextStep: {
      it: `Il preventivo ${detail.saleOrder} non è stato confermato. Controlla ${line === '' ? 'imposte e prezzi delle righe' : `la riga ${line}`}, oppure accetta qui la differenza.`,
      en: `Quotation ${detail.saleOrder} was not confirmed. Check ${line === '' ? 'the taxes and prices of its lines' : `line ${line}`}, or accept the difference here.`,
    },
    detail,
  };
}
