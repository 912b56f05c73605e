import { z } from 'zod';
import { canonicalJson, type Json } from '../../kit/fingerprint.ts';
import { type OrderSettings, orderSettings, orderSettingsChange } from '../../orders/order-settings.ts';
import { reasonsForSettings } from '../../orders/rules.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { confirmQuotations, release } from './release.ts';

const tag = 'Settings';
const view = z.object({ orders: orderSettings });

export const settingsRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/settings',
    summary: 'How orders are imported: every setting with its value or its default',
    tag,
    role: 'read-only',
    answer: view,
    handle: async ({ stores }) => ({ orders: ordersIn(await stores.policy.settings()) }),
  }),
  route({
    method: 'put',
    path: '/v1/settings',
    summary: 'Change some settings; orders that waited for one of them are tried again',
    tag,
    role: 'administrator',
    body: z.strictObject({ orders: orderSettingsChange }),
    example: { body: { orders: { confirm: true, shippingProductId: 42 } } },
    answer: view.extend({ released: z.int() }),
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      const before = ordersIn(await stores.policy.settings());
      const added = given(body.orders);
      const changed = changedMembers(before, { ...before, ...added });
      await stores.policy.changeSettingsOf('orders', added, { by: actor.label, now: house.clock.now() });
      const after = ordersIn(await stores.policy.settings());
      const detail = Object.fromEntries(changed.map((name) => [name, after[name]]));
      await audit(entry, { action: 'settings.orders', target: 'orders', detail });
      return { orders: after, released: await releaseAfter(entry, changed, after) };
    },
  }),
];

function ordersIn(settings: Record<string, unknown> | null): OrderSettings {
  return orderSettings.parse(settings?.['orders'] ?? {});
}

function given(change: z.output<typeof orderSettingsChange>): Partial<OrderSettings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function changedMembers(before: OrderSettings, after: OrderSettings): (keyof OrderSettings)[] {
  const names = Object.keys(after) as (keyof OrderSettings)[];
  const text = (value: Json) => canonicalJson(value);
  return names.filter((name) => text(before[name]) !== text(after[name]));
}

async function releaseAfter(
  entry: MemberEntry,
  changed: readonly (keyof OrderSettings)[],
  after: OrderSettings,
): Promise<number> {
  const confirming = changed.includes('confirm') && after.confirm;
  const quotations = confirming ? await confirmQuotations(entry) : 0;
  return quotations + (await release(entry, reasonsForSettings(changed)));
}
