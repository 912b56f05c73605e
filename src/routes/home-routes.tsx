import { z } from 'zod';
import { Home } from '../console/home.tsx';
import { localeOf } from '../kit/text.ts';
import { publicRoute, type RouteModule } from './route.ts';

/** The page behind the bare address. */
export const homeRoutes: RouteModule = [
  publicRoute({
    method: 'get',
    path: '/',
    summary: 'The first page',
    tag: 'Pages',
    publicBecause: 'It says what Ponte is and holds no data.',
    query: z.object({ lang: z.string().max(20).optional() }),
    handle: async ({ context, query, locale }) =>
      context.html(<Home locale={query.lang === undefined ? locale : localeOf(query.lang)} />),
  }),
];
