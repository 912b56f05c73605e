import { csrf } from 'hono/csrf';
import type { MiddlewareHandler } from 'hono';

/**
 * For pages that a cookie opens: lets a form in only from our own pages, by `Sec-Fetch-Site` or `Origin`. The API needs
 * it not, since a bearer token is never sent by a browser on its own.
 */
export function sameOriginOnly(publicUrl: string): MiddlewareHandler {
  return csrf({ origin: new URL(publicUrl).origin, secFetchSite: 'same-origin' });
}
