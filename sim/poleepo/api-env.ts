import type { Context, MiddlewareHandler } from 'hono';
import type { Account, Area } from './account.ts';
import { Refusal } from './envelope.ts';
import type { SimState } from './state.ts';

/** What a resource of the API finds in its context. `ignoreWrites`: answer as if it had worked, and do nothing. */
export interface ApiEnv {
  Bindings: { ignoreWrites?: boolean };
  Variables: { account: Account };
}

export type ApiContext = Context<ApiEnv>;

const unauthorized = {
  status: 401,
  code: 'UNAUTHORIZED',
  message: 'Invalid or expired access token',
} as const;

function accountOfToken(state: SimState, header: string | undefined): Account {
  const value = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  const token = value === undefined ? undefined : state.tokens.get(value);
  if (token === undefined || state.options.now() >= token.expiresAt) throw new Refusal(unauthorized);
  const account = state.accounts.get(token.clientId);
  if (account === undefined || !account.enabled) throw new Refusal(unauthorized);
  return account;
}

/**
 * Lets a call in by its token (else 401) and its key's right in the area (else 403): reads and writes apart, unless
 * nothing behind it writes.
 */
export function guard(
  state: SimState,
  area: Area,
  { onlyReads = false }: { onlyReads?: boolean } = {},
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const account = accountOfToken(state, c.req.header('authorization'));
    const reads = onlyReads || c.req.method === 'GET' || c.req.method === 'HEAD';
    const access = account.rights[area];
    if (access === 'none' || (access === 'read' && !reads)) {
      throw new Refusal({
        status: 403,
        code: 'FORBIDDEN',
        message: `The key may not ${reads ? 'read' : 'write'} ${area}`,
      });
    }
    c.set('account', account);
    await next();
  };
}

/** The number in the path; null where it is none. */
export function idOf(c: ApiContext): number | null {
  const id = c.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}
