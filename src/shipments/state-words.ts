import type { Bilingual } from '../kit/text.ts';
import type { ShipmentState } from '../store/shipment-store.ts';

/** How a shipment stands, as people say it. */
export const shipmentStateWords: Readonly<Record<ShipmentState, Bilingual>> = {
  requested: { it: 'Richiesta', en: 'Requested' },
  submitting: { it: 'In invio a Poleepo', en: 'Being sent to Poleepo' },
  unknown: { it: 'Da accertare in Poleepo', en: 'Being looked for at Poleepo' },
  issued: { it: 'Emessa, etichetta in arrivo', en: 'Issued, its label is on the way' },
  attached: { it: 'Etichetta nell’ordine', en: 'Label in the order' },
  'handed-over': { it: 'Consegnata al corriere', en: 'Handed to the courier' },
  void: { it: 'Annullata', en: 'Void' },
  failed: { it: 'Non riuscita', en: 'Failed' },
};
