import { z } from 'zod';
import { canonicalJson } from '../../kit/fingerprint.ts';
import {
  type ProductSettings,
  productSettings,
  productSettingsChange,
} from '../../products/product-settings.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { collect } from './product-change-routes.ts';

const path = '/v1/settings/products';
const tag = 'Settings';

/** What is told of a product depends on these; the others only on how it is told. */
const inEntries: readonly (keyof ProductSettings)[] = [
  'quantityRule',
  'warehouseIds',
  'buffer',
  'uncountedQuantity',
  'language',
  'fallbackCategory',
  'images',
];

export const productSettingsRoutes: RouteModule = [
  route({
    method: 'get',
    path,
    summary: 'How products are told to Poleepo: every setting with its value or its default',
    tag,
    role: 'read-only',
    answer: productSettings,
    handle: async ({ stores }) => productsIn(await stores.policy.settings()),
  }),
  route({
    method: 'put',
    path,
    summary: 'Change some settings; where they change what is told, everything published is read again',
    tag,
    role: 'administrator',
    body: productSettingsChange,
    example: { body: { quantityRule: 'free', buffer: 2 } },
    answer: productSettings.extend({
      /** How many products are read again. */
      marked: z.int(),
    }),
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      const now = house.clock.now();
      const before = productsIn(await stores.policy.settings());
      const added = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      await stores.policy.changeSettingsOf('products', added, { by: actor.label, now });
      const after = productsIn(await stores.policy.settings());
      const names = Object.keys(after) as (keyof ProductSettings)[];
      const changed = names.filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name]));
      const detail = Object.fromEntries(changed.map((name) => [name, after[name]]));
      await audit(entry, { action: 'settings.products', target: 'products', detail });
      const marked = changed.some((name) => inEntries.includes(name))
        ? await stores.productLinks.readAnew('published', now)
        : 0;
      if (marked > 0) await collect(entry);
      return { ...after, marked };
    },
  }),
];

function productsIn(settings: Record<string, unknown> | null): ProductSettings {
  return productSettings.parse(settings?.['products'] ?? {});
}
