import { docsRoutes } from './docs.ts';
import type { House } from './house.ts';
import { documentOf } from './openapi.ts';
import type { RouteModule } from './route.ts';

/** Each file of routes. A path without parameters stands before the one that would swallow it. */
const modules: readonly RouteModule[] = [];

/** Every route there is: method, path, role, schemas, example. */
export function routeTable(house: Pick<House, 'variables'>): RouteModule {
  const table: RouteModule = [
    ...docsRoutes(() => documentOf(table, house.variables.PUBLIC_URL)),
    ...modules.flat(),
  ];
  return table;
}
