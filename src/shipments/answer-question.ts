import type { TenantContext } from '../tenants/context.ts';
import type { ShipmentQuestion } from '../trade/shipment-question.ts';
import { choosePackageType, createPackageTypeInOdoo, packageTypesOf } from './package-types.ts';
import { quotesOf } from './quotes.ts';

/** The sides that a question goes to. */
export function sidesOf({ ask }: ShipmentQuestion): ('odoo' | 'poleepo')[] {
  return ask === 'pickup-addresses' ? ['poleepo'] : ['poleepo', 'odoo'];
}

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
  }
}
