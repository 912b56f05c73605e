import type { ShipmentRefusal } from '../trade/shipment-question.ts';

export function notFromPoleepo(): ShipmentRefusal {
  return {
    code: 'not-a-poleepo-order',
    message: {
      it: 'Questo ordine non viene da Poleepo.',
      en: 'This order does not come from Poleepo.',
    },
    nextStep: {
      it: 'Spediscilo da Odoo, come gli altri ordini che non vengono da Poleepo.',
      en: 'Ship it from Odoo, as other orders that do not come from Poleepo.',
    },
  };
}

export function orderCancelled(): ShipmentRefusal {
  return {
    code: 'order-cancelled',
    message: { it: 'L’ordine è annullato in Odoo.', en: 'The order is cancelled in Odoo.' },
    nextStep: {
      it: 'Se va spedito comunque, riportalo in Odoo a preventivo, confermalo e prepara la consegna.',
      en: 'If it is to be shipped after all, set it to quotation in Odoo, confirm it and prepare its delivery.',
    },
  };
}

export function noSuchDelivery(pickingId: number): ShipmentRefusal {
  return {
    code: 'no-such-delivery',
    message: {
      it: `L’ordine non ha una consegna aperta o conclusa con numero ${pickingId}.`,
      en: `The order has no open or completed delivery of number ${pickingId}.`,
    },
    nextStep: {
      it: 'Controlla le consegne dell’ordine in Odoo e scegline una.',
      en: 'Look at the order’s deliveries in Odoo and choose one.',
    },
  };
}

export function nothingDelivered(): ShipmentRefusal {
  return {
    code: 'nothing-delivered',
    message: {
      it: 'In Odoo non è ancora stato consegnato niente.',
      en: 'Nothing has been delivered in Odoo yet.',
    },
    nextStep: {
      it: 'Prepara i colli e convalida la consegna in Odoo, poi riprova.',
      en: 'Pack the goods and validate the delivery in Odoo, then try again.',
    },
  };
}

export function notAllDelivered(): ShipmentRefusal {
  return {
    code: 'not-all-delivered',
    message: {
      it: 'Non tutti i prodotti dell’ordine sono stati consegnati per intero.',
      en: 'Not all products of the order have been delivered completely.',
    },
    nextStep: {
      it: 'Convalida in Odoo anche il resto, oppure permetti nelle impostazioni le consegne parziali.',
      en: 'Validate the rest in Odoo too, or allow partial deliveries in the settings.',
    },
  };
}

/** Names the shipment by the code that people know, as long as it has none by ours. */
export function alreadyShipped(
  shipment: { id: string; trackingCode: string | null } | null,
): ShipmentRefusal {
  const code = shipment === null ? '' : ` (${shipment.trackingCode ?? shipment.id})`;
  return {
    code: 'already-shipped',
    message: {
      it: `Per questa consegna c’è già una lettera di vettura${code}.`,
      en: `There is a waybill for this delivery already${code}.`,
    },
    nextStep: {
      it: 'Ristampa l’etichetta che c’è; se non va bene, annulla prima quella spedizione.',
      en: 'Print the label that there is; if it is not right, void that shipment first.',
    },
    ...(shipment !== null && { shipmentId: shipment.id }),
  };
}

export function whichDelivery(names: readonly string[]): ShipmentRefusal {
  const list = names.join(', ');
  return {
    code: 'several-deliveries',
    message: {
      it: `L’ordine ha più consegne da spedire: ${list}.`,
      en: `The order has several deliveries to be shipped: ${list}.`,
    },
    nextStep: {
      it: 'Scegli la consegna: ognuna ha la sua lettera di vettura.',
      en: 'Choose a delivery: each has a waybill of its own.',
    },
  };
}
