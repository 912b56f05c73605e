import { minute } from '../kit/clock.ts';
import { isFatal } from '../kit/errors.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PickupAddressId } from '../trade/ids.ts';
import { amountText } from '../trade/money.ts';
import type { WantedShipment } from '../trade/shipment-question.ts';
import { noCourier } from './parcel-refusals.ts';
import { parcelRecords } from './parcel-record.ts';
import { prepareShipment } from './prepare-shipment.ts';
import { RefusedShipment } from './refused-shipment.ts';

const quarter = 15 * minute;

/**
 * What couriers would carry a delivery for. Writes nothing. Throws RefusedShipment before Poleepo is asked where it cannot
 * be shipped as it is, and where nobody would carry it.
 */
export async function quotesOf(context: TenantContext, wanted: WantedShipment) {
  const { orderId, delivery, parcels } = await prepareShipment(context, wanted);
  const pickupAddressId = wanted.pickupAddressId as PickupAddressId;
  const [quotes] = await Promise.all([
    context.poleepo.quotes({ orderId, pickupAddressId, parcels }),
    readAhead(context),
  ]);
  if (quotes.length === 0) throw new RefusedShipment(noCourier());
  return {
    poleepoOrderId: orderId,
    pickingId: delivery.id,
    picking: delivery.name,
    parcels: parcelRecords(parcels),
    quotes: quotes.map((quote) => ({ ...quote, price: amountText(quote.price) })),
  };
}

/** Whoever sees prices presses the button next: what it needs of Odoo is read by then. Its failure is not theirs. */
async function readAhead({ reference }: TenantContext): Promise<void> {
  await reference.deliveryMethods({ maxAge: quarter }).catch((thrown: unknown) => {
    if (isFatal(thrown)) throw thrown;
  });
}
