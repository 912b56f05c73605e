import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { newId } from '../kit/ids.ts';
import { isFatal } from '../kit/errors.ts';
import { localeOf } from '../kit/text.ts';
import { failureResponse, problemOf } from './failure.ts';
import { guarded } from './guard.ts';
import type { House } from './house.ts';
import { problem } from './problem.ts';
import { routeTable } from './route-table.ts';

const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Other sites show images, and nothing that an image holds may run. */
const imageSecurity = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [] },
  crossOriginResourcePolicy: 'cross-origin',
  referrerPolicy: 'no-referrer',
};

/** The whole HTTP side of the product. Every route is in the table, so every route is guarded. */
export function createApp(house: House): Hono {
  const app = new Hono();
  const ofPages = secureHeaders({ contentSecurityPolicy: contentSecurity, referrerPolicy: 'no-referrer' });
  const ofImages = secureHeaders(imageSecurity);
  app.use((context, next) => (isImage(context) ? ofImages(context, next) : ofPages(context, next)));
  for (const path of ['/v1/*', '/i/*'])
    app.use(path, async (context, next) => {
      await next();
      if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
    });
  const failed = (thrown: unknown, request: Request) => {
    if (isFatal(thrown)) throw thrown;
    const locale = localeOf(request.headers.get('accept-language'));
    return failureResponse(problemOf(thrown).facts, locale, newId('req', house.clock.now(), house.chance));
  };
  app.onError((thrown, context) => failed(thrown, context.req.raw));
  app.notFound((context) => failed(problem('not-found'), context.req.raw));
  for (const route of routeTable(house))
    app.on(route.method.toUpperCase(), honoPath(route.path), guarded(house, route));
  return app;
}

function isImage({ req }: Context): boolean {
  return req.path.startsWith('/i/');
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
