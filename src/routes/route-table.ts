import { docsRoutes } from './docs.ts';
import type { House } from './house.ts';
import { documentOf } from './openapi.ts';
import { Refusals } from './refusals.ts';
import type { RouteModule } from './route.ts';
import { webhookDoor } from './webhook-door.ts';
import { healthRoutes } from './work/health-routes.ts';
import { jobRoutes } from './work/job-routes.ts';
import { messageRoutes } from './work/message-routes.ts';
import { orderRoutes } from './work/order-routes.ts';

/** Each file of routes. A path without parameters stands before the one that would swallow it. */
const modules: readonly RouteModule[] = [
  webhookDoor(new Refusals()),
  messageRoutes,
  jobRoutes,
  orderRoutes,
  healthRoutes,
];

/** Every route there is: method, path, role, schemas, example. */
export function routeTable(house: Pick<House, 'variables'>): RouteModule {
  const table: RouteModule = [
    ...docsRoutes(() => documentOf(table, house.variables.PUBLIC_URL)),
    ...modules.flat(),
  ];
  return table;
}
