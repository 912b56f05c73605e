import type { ShipmentRow } from '../store/shipment-store.ts';
import type { ShipmentRefusal } from '../trade/shipment-question.ts';

/** Why a shipment cannot be handed over as it stands; null where it can. */
export function refusesHandOver({ state, poleepoId, origin }: ShipmentRow): ShipmentRefusal | null {
  if (state === 'void') return isVoid();
  if (origin === 'external') return sentOtherwise();
  return state === 'failed' || poleepoId === null ? notIssued() : null;
}

/** Why a shipment cannot be voided as it stands; null where it can, or is. */
export function refusesVoid({ state, status, handedOverAt, origin }: ShipmentRow): ShipmentRefusal | null {
  if (state === 'void' || state === 'requested') return null;
  if (origin === 'external') return sentOtherwise();
  if (state === 'submitting' || state === 'unknown') return underWay();
  if (state === 'failed') return notIssued();
  return handedOverAt === null && state !== 'handed-over' ? null : tooLate(status);
}

function isVoid(): ShipmentRefusal {
  return {
    code: 'shipment-void',
    message: { it: 'Questa spedizione è annullata.', en: 'This shipment is void.' },
    nextStep: {
      it: 'Togli dal collo l’etichetta annullata e crea una nuova lettera di vettura per la consegna.',
      en: 'Take the void label off the parcel and ask for a new waybill of the delivery.',
    },
  };
}

function notIssued(): ShipmentRefusal {
  return {
    code: 'shipment-not-issued',
    message: {
      it: 'Poleepo non ha ancora emesso la lettera di vettura di questa spedizione.',
      en: 'Poleepo has not issued the waybill of this shipment yet.',
    },
    nextStep: {
      it: 'Attendi che sia emessa; se non è riuscita, leggi il motivo nella spedizione e riprova.',
      en: 'Wait until it is issued; if it has failed, read why in the shipment and retry.',
    },
  };
}

function underWay(): ShipmentRefusal {
  return {
    code: 'shipment-under-way',
    message: {
      it: 'La richiesta è in viaggio verso Poleepo: se la lettera di vettura c’è già non si sa ancora.',
      en: 'The request is on its way to Poleepo: whether the waybill is there already is not known yet.',
    },
    nextStep: {
      it: 'Attendi qualche minuto che sia accertato, poi annullala.',
      en: 'Wait a few minutes until that is clear, then void it.',
    },
  };
}

export function tooLate(status: string | null): ShipmentRefusal {
  const [it, en] = status === null ? ['', ''] : [` (in Poleepo: ${status})`, ` (at Poleepo: ${status})`];
  return {
    code: 'too-late-to-void',
    message: {
      it: `Il corriere ha già la spedizione${it}: non si può più annullare.`,
      en: `The courier has the shipment already${en}: it cannot be voided any more.`,
    },
    nextStep: {
      it: 'Chiedi al corriere di fermarla o di riportarla, dalle pagine di Poleepo.',
      en: 'Ask the courier to stop it or to bring it back, from Poleepo’s pages.',
    },
  };
}

function sentOtherwise(): ShipmentRefusal {
  return {
    code: 'sent-without-poleepo',
    message: {
      it: 'Questo collo è partito con un corriere scelto in Odoo, senza una lettera di vettura di Poleepo.',
      en: 'This parcel left with a courier chosen in Odoo, without a waybill of Poleepo’s.',
    },
    nextStep: {
      it: 'Non serve fare nulla: Poleepo viene informato da solo. Per fermarlo, chiama il corriere.',
      en: 'Nothing needs to be done: Poleepo is told by itself. To stop it, call the courier.',
    },
  };
}

export function noSuchCode(code: string): ShipmentRefusal {
  return {
    code: 'unknown-tracking-code',
    message: {
      it: `Nessuna spedizione ha il codice ${code}.`,
      en: `No shipment has the code ${code}.`,
    },
    nextStep: {
      it: 'Controlla il codice sull’etichetta; se la spedizione è appena stata creata in Poleepo, riprova tra qualche minuto.',
      en: 'Check the code on the label; if the shipment was made in Poleepo just now, try again in a few minutes.',
    },
  };
}
