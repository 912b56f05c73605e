import type { ShipmentRefusal } from '../trade/shipment-question.ts';

export function cashInParts(): ShipmentRefusal {
  return {
    code: 'cash-on-delivery-in-parts',
    message: {
      it: 'L’ordine è in contrassegno e parte in più consegne: quanto deve incassare il corriere con questa non si può sapere.',
      en: 'The order is paid on delivery and leaves in several deliveries: what the courier must collect with this one cannot be known.',
    },
    nextStep: {
      it: 'Indica l’importo in contrassegno di questa consegna, anche 0: quello che manca si incassa con l’ultima. Oppure spedisci l’ordine tutto insieme.',
      en: 'Say how much is collected with this delivery, be it 0: what is left is collected with the last one. Or ship the order all at once.',
    },
  };
}

export function cashTooMuch(left: string, currency: string): ShipmentRefusal {
  return {
    code: 'cash-on-delivery-too-much',
    message: {
      it: `L’importo in contrassegno è più di quanto resta da incassare per l’ordine (${left} ${currency}).`,
      en: `The cash on delivery is more than what is left to be collected for the order (${left} ${currency}).`,
    },
    nextStep: {
      it: 'Crea di nuovo la spedizione con un importo minore, o senza indicarlo se è l’ultima consegna.',
      en: 'Make the shipment again with a smaller amount, or without one if it is the last delivery.',
    },
  };
}

export function notPaidOnDelivery(): ShipmentRefusal {
  return {
    code: 'not-cash-on-delivery',
    message: {
      it: 'Per Poleepo l’ordine non è in contrassegno: il corriere non deve incassare niente.',
      en: 'To Poleepo the order is not paid on delivery: the courier has nothing to collect.',
    },
    nextStep: {
      it: 'Crea di nuovo la spedizione senza importo in contrassegno.',
      en: 'Make the shipment again without an amount to be collected.',
    },
  };
}

export function cashNotKnown(): ShipmentRefusal {
  return {
    code: 'cash-on-delivery-unknown',
    message: {
      it: 'L’ordine è in contrassegno, ma Poleepo non ne dice l’importo.',
      en: 'The order is paid on delivery, but Poleepo does not tell its amount.',
    },
    nextStep: {
      it: 'Controlla che la chiave API di Poleepo possa vedere i prezzi, poi riprova.',
      en: 'Check that Poleepo’s API key may see prices, then try again.',
    },
  };
}
