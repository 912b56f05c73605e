import type { ShipmentRefusal } from '../trade/shipment-question.ts';

/** Thrown where a person must do something first; whoever asked is told what. */
export class RefusedShipment extends Error {
  override readonly name = 'RefusedShipment';
  readonly refusal: ShipmentRefusal;

  constructor(refusal: ShipmentRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
