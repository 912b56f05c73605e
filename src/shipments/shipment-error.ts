import type { ErrorCode, SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';
import type { ShipmentRefusal } from '../trade/shipment-question.ts';

/** Why a shipment does not go on, as its row keeps it. A type, since a column of JSON takes no interface. */
export type ShipmentError = {
  /** One word for programs: ours, or that of the side that said it. */
  code: string;
  /** What kind of error it is, where it is one. */
  kind?: ErrorCode;
  side?: string | null;
  /** What it means and what to do about it; null where its kind says it all. */
  hint: Bilingual | null;
};

export function errorOfRefusal({ code, message, nextStep }: ShipmentRefusal): ShipmentError {
  const hint = { it: `${message.it} ${nextStep.it}`, en: `${message.en} ${nextStep.en}` };
  return { code, hint };
}

export function errorOf({ code, vendorCode, hint, side }: SyncError): ShipmentError {
  return { code: vendorCode ?? code, kind: code, side: side ?? null, hint: hint ?? null };
}
