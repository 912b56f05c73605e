import type { ShipmentRefusal } from '../trade/shipment-question.ts';

export function orderGone(): ShipmentRefusal {
  return {
    code: 'order-not-in-poleepo',
    message: {
      it: 'Poleepo non ha più questo ordine, o la chiave API non può vederlo.',
      en: 'Poleepo no longer has this order, or the API key may not see it.',
    },
    nextStep: {
      it: 'Cerca l’ordine in Poleepo: se è stato eliminato, spediscilo da Odoo.',
      en: 'Look for the order in Poleepo: if it was deleted, ship it from Odoo.',
    },
  };
}

export function noLabelYet(): ShipmentRefusal {
  return {
    code: 'no-label-yet',
    message: {
      it: 'La lettera di vettura non c’è ancora, quindi nemmeno l’etichetta.',
      en: 'There is no waybill yet, and so no label either.',
    },
    nextStep: {
      it: 'Aspetta che la spedizione sia emessa, poi scarica l’etichetta.',
      en: 'Wait until the shipment is issued, then download the label.',
    },
  };
}

export function noLabelAtAll(): ShipmentRefusal {
  return {
    code: 'no-label',
    message: {
      it: 'Questo pacco è stato spedito senza Poleepo: non ha un’etichetta qui.',
      en: 'This parcel was sent without Poleepo: it has no label here.',
    },
    nextStep: {
      it: 'Stampa l’etichetta con lo strumento del corriere.',
      en: 'Print the label with the courier’s own tool.',
    },
  };
}

export function voided(): ShipmentRefusal {
  return {
    code: 'shipment-void',
    message: {
      it: 'La spedizione è annullata: la sua etichetta non vale più.',
      en: 'The shipment is void: its label is no longer valid.',
    },
    nextStep: {
      it: 'Togli l’etichetta dal pacco e crea una nuova spedizione.',
      en: 'Take the label off the parcel and make a new shipment.',
    },
  };
}

export function nothingToRetry(): ShipmentRefusal {
  return {
    code: 'nothing-to-retry',
    message: {
      it: 'Per questa spedizione non c’è niente da riprovare.',
      en: 'There is nothing to be tried again for this shipment.',
    },
    nextStep: {
      it: 'Ricarica per vedere a che punto è; se è annullata, creane una nuova.',
      en: 'Reload to see how it stands; if it is void, make a new one.',
    },
  };
}
