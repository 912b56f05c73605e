import type { ShipmentRow } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { ShipmentQuestion } from '../trade/shipment-question.ts';
import { bindDelivery } from './bind-delivery.ts';
import { labelOnShelf } from './label-on-shelf.ts';
import { choosePackageType, createPackageTypeInOdoo, packageTypesOf } from './package-types.ts';
import { quotesOf } from './quotes.ts';
import { requestShipment } from './request-shipment.ts';
import { retryShipment } from './retry-shipment.ts';

const ofOdoo: ReadonlySet<ShipmentQuestion['ask']> = new Set([
  'ship',
  'ship-again',
  'bind-delivery',
  'deliveries-by-tracking',
]);

/** The sides that a question goes to. */
export function sidesOf({ ask }: ShipmentQuestion): ('odoo' | 'poleepo')[] {
  if (ofOdoo.has(ask)) return ['odoo'];
  return ask === 'pickup-addresses' || ask === 'label' ? ['poleepo'] : ['poleepo', 'odoo'];
}

/** Which shipment it is, and the work that does it. */
const asked = ({ id, jobId }: ShipmentRow) => ({ id, jobId });

/** Answers what a person asks and waits for. Throws RefusedShipment, and SyncError of either side. */
export async function answerQuestion(context: TenantContext, question: ShipmentQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'package-types':
      return packageTypesOf(context, question.refresh);
    case 'choose-package-type':
      return choosePackageType(context, question);
    case 'create-package-type':
      return createPackageTypeInOdoo(context, question.poleepoId);
    case 'pickup-addresses':
      return { items: await context.poleepo.pickupAddresses() };
    case 'quotes':
      return quotesOf(context, question);
    case 'ship':
      return asked(await requestShipment(context, question));
    case 'ship-again':
      return retryShipment(context, question);
    case 'bind-delivery':
      return bindDelivery(context, question);
    case 'deliveries-by-tracking': {
      const found = await context.odoo.deliveries.byTracking(question.code);
      return { pickingIds: found.map(({ pickingId }) => pickingId) };
    }
    case 'label':
      return labelOnShelf(context, question);
  }
}
