import { z } from 'zod';
import { comparisonIn, comparisonSettings } from '../../orders/comparison-settings.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';

const path = '/v1/settings/comparison';
const tag = 'Comparisons';

export const comparisonSettingsRoutes: RouteModule = [
  route({
    method: 'get',
    path,
    summary: 'How many days back both sides are compared',
    tag,
    role: 'read-only',
    answer: comparisonSettings,
    handle: async ({ stores }) => comparisonIn(await stores.policy.settings()),
  }),
  route({
    method: 'put',
    path,
    summary: 'Change how both sides are compared; what is left out goes back to its default',
    tag,
    role: 'administrator',
    body: z.strictObject(comparisonSettings.shape),
    example: { body: { days: 60 } },
    answer: comparisonSettings,
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      await stores.policy.saveSettingsOf('comparison', body, { by: actor.label, now: house.clock.now() });
      await audit(entry, { action: 'settings.comparison', target: 'comparison', detail: { ...body } });
      return body;
    },
  }),
];
