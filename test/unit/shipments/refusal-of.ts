import { RefusedShipment } from '../../../src/shipments/refused-shipment.ts';
import type { ShipmentRefusal } from '../../../src/trade/shipment-question.ts';

/** Why what is run is refused; an error where it is not. */
export function refusalOf(run: () => unknown): ShipmentRefusal {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof RefusedShipment) return thrown.refusal;
    throw thrown;
  }
  throw new Error('it was not refused');
}
