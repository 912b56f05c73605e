import { day, fromIso } from '../kit/clock.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { OrderSettings } from './order-settings.ts';

/** Why an order was left that was placed before this tenant's orders begin. */
export const tooOld = 'too-old';

/** So long before the connection an order may have been placed and yet be imported when news of it come. */
const grace = day;

/**
 * From which moment on (ms) orders must have been placed to be imported when news of them come: that of the setting, or
 * where a history import was asked for that goes back further, its. Orders that Odoo has, and those that a person wants,
 * are imported whenever they were placed.
 */
export async function importedSince(
  { stores }: Pick<TenantContext, 'stores'>,
  { importSince }: Pick<OrderSettings, 'importSince'>,
): Promise<number> {
  if (importSince === 'ever') return 0;
  const [connection, asked] = await Promise.all([
    stores.connections.get('poleepo'),
    stores.history.earliest(),
  ]);
  const connectedAt = connection?.connectedAt ?? 0;
  const begin = importSince === 'connection' ? connectedAt - grace : (fromIso(importSince) ?? 0);
  return Math.min(begin, asked ?? begin);
}
