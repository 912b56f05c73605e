import { z } from 'zod';
import { rowsAtOnce } from '../../jobs/clean-up.ts';
import { retention, retentionIn } from '../../jobs/retention.ts';
import { fromIso } from '../../kit/clock.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';

const tag = 'Retention';

/** One request deletes no more than this; whoever wants more asks again. */
const mostAtOnce = 20_000;

const instant = z.iso.datetime({ offset: true }).transform((text) => fromIso(text) ?? 0);

export const retentionRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/settings/retention',
    summary: 'How many days what is done with is kept',
    tag,
    role: 'read-only',
    answer: retention,
    handle: async ({ stores }) => retentionIn(await stores.policy.settings()),
  }),
  route({
    method: 'put',
    path: '/v1/settings/retention',
    summary: 'Change how long what is done with is kept; what is left out goes back to its default',
    tag,
    role: 'administrator',
    body: z.strictObject(retention.shape),
    example: { body: { apiLogDays: 14 } },
    answer: retention,
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      await stores.policy.saveSettingsOf('retention', body, { by: actor.label, now: house.clock.now() });
      await audit(entry, { action: 'settings.retention', target: 'retention', detail: { ...body } });
      return body;
    },
  }),
  route({
    method: 'delete',
    path: '/v1/api-logs',
    summary: 'Remove calls from the API log that are older than a moment',
    tag: 'API log',
    role: 'administrator',
    query: z.object({ before: instant }),
    example: { query: { before: '2026-06-01T00:00:00Z' } },
    answer: z.object({
      removed: z.int(),
      /** Whether some are left: ask again. */
      more: z.boolean(),
    }),
    handle: async (entry) => {
      const { stores, query, house } = entry;
      const before = Math.min(query.before, house.clock.now());
      let removed = 0;
      let count: number;
      do {
        count = await stores.retention.remove('apiLog', before, rowsAtOnce);
        removed += count;
      } while (count === rowsAtOnce && removed < mostAtOnce);
      await audit(entry, { action: 'api-log.remove', target: 'API log', detail: { before, removed } });
      return { removed, more: count === rowsAtOnce };
    },
  }),
];
