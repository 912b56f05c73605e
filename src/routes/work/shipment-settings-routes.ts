import {
  type ShipmentSettings,
  shipmentSettings,
  shipmentSettingsChange,
} from '../../shipments/shipment-settings.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';

const path = '/v1/settings/shipments';
const tag = 'Settings';

export const shipmentSettingsRoutes: RouteModule = [
  route({
    method: 'get',
    path,
    summary: 'How orders are shipped: every setting with its value or its default',
    tag,
    role: 'read-only',
    answer: shipmentSettings,
    handle: async ({ stores }) => settingsIn(await stores.policy.settings()),
  }),
  route({
    method: 'put',
    path,
    summary: 'Change some settings of shipments',
    tag,
    role: 'administrator',
    body: shipmentSettingsChange,
    example: { body: { partialDeliveries: true } },
    answer: shipmentSettings,
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      const added = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      await stores.policy.changeSettingsOf('shipments', added, { by: actor.label, now: house.clock.now() });
      await audit(entry, { action: 'settings.shipments', target: 'shipments', detail: added });
      return settingsIn(await stores.policy.settings());
    },
  }),
];

function settingsIn(settings: Record<string, unknown> | null): ShipmentSettings {
  return shipmentSettings.parse(settings?.['shipments'] ?? {});
}
