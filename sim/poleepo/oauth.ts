import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from './api-env.ts';
import { Refusal } from './envelope.ts';
import { jsonBody } from './json-body.ts';
import type { SimState } from './state.ts';

/** How long a token lives, in seconds. */
export const tokenDuration = 3600;

const tokenRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant: z.literal('client_credentials'),
});

/** `POST /oauth/access_token`: JSON, and the member is `grant`. */
export function oauthRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.post('/access_token', async (c) => {
    const asked = await jsonBody(c, tokenRequest);
    const account = state.accounts.get(asked.client_id);
    if (account === undefined || !account.enabled || account.clientSecret !== asked.client_secret) {
      throw new Refusal({ status: 401, code: 'INVALID_CLIENT', message: 'Invalid client credentials' });
    }
    const value = state.random.text(40, '0123456789abcdef');
    const expiresAt = state.options.now() + tokenDuration * 1000;
    state.tokens.set(value, { clientId: account.clientId, expiresAt });
    return c.json({ data: { access_token: value, duration: tokenDuration } });
  });
  return routes;
}
