import type { Bilingual } from '../kit/text.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';

const happened: Record<string, Bilingual> = {
  delivered: { it: 'Consegnato al destinatario', en: 'Delivered to the recipient' },
  exception: {
    it: 'Il corriere segnala un problema nella consegna: apri la spedizione in Poleepo per sbloccarla',
    en: 'The courier reports a problem with the delivery: open the shipment in Poleepo to resolve it',
  },
  returned: { it: 'La spedizione torna al mittente', en: 'The shipment returns to its sender' },
  void: {
    it: 'La lettera di vettura è stata annullata: l’etichetta non vale più',
    en: 'The waybill was voided: its label is no longer valid',
  },
};

/** What the chatter says of something that happened to a shipment: which courier, which code. */
export function noteOf(
  kind: string,
  { courier, trackingCode }: Pick<ShipmentRow, 'courier' | 'trackingCode'>,
): Bilingual {
  const what = happened[kind] ?? { it: kind, en: kind };
  const which = [courier, trackingCode].filter((part) => part !== null && part !== '').join(' ');
  const shown = which === '' ? '' : ` (${which})`;
  return { it: `${what.it}${shown}.`, en: `${what.en}${shown}.` };
}
