import type { ShipmentRefusal } from '../trade/shipment-question.ts';

export function hasDelivery(name: string): ShipmentRefusal {
  return {
    code: 'shipment-has-delivery',
    message: {
      it: `Questa spedizione è già della consegna ${name}.`,
      en: `This shipment is of the delivery ${name} already.`,
    },
    nextStep: {
      it: 'Se è quella sbagliata, correggi il tracking sulle due consegne in Odoo.',
      en: 'If that is the wrong one, correct the tracking codes of the two deliveries in Odoo.',
    },
  };
}

export function notInOdooYet(): ShipmentRefusal {
  return {
    code: 'order-not-in-odoo',
    message: {
      it: 'L’ordine di questa spedizione non è ancora in Odoo.',
      en: 'The order of this shipment is not in Odoo yet.',
    },
    nextStep: {
      it: 'Aspetta che l’ordine sia importato, o risolvi ciò che lo trattiene, poi riprova.',
      en: 'Wait until the order is imported, or resolve what holds it, then try again.',
    },
  };
}
