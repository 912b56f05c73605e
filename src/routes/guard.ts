import type { Context } from 'hono';
import { isFatal } from '../kit/errors.ts';
import { newId } from '../kit/ids.ts';
import { type Locale, localeOf } from '../kit/text.ts';
import { authenticate, type Caller } from '../tenants/authenticate.ts';
import { atLeast } from '../tenants/roles.ts';
import { addressOf } from './caller-address.ts';
import { failureResponse, problemOf } from './failure.ts';
import type { House } from './house.ts';
import { problem } from './problem.ts';
import type { Entry, MemberEntry, Route } from './route.ts';

/**
 * The one way into a route: who calls, whether their company is active, whether their role is enough, and only then what
 * they sent. Whatever is thrown becomes an answer here, in the caller's language.
 */
export function guarded(house: House, route: Route) {
  return async (context: Context): Promise<Response> => {
    const startedAt = house.clock.now();
    const entry: Entry = {
      house,
      locale: localeOf(context.req.header('accept-language')),
      requestId: newId('req', startedAt, house.chance),
      address: addressOf(context.req.raw, house.variables),
      context,
    };
    const answer = await enter(route, entry);
    const response = new Response(answer.response.body, answer.response);
    response.headers.set('x-request-id', entry.requestId);
    house.log.info('request', {
      method: context.req.method,
      route: route.path,
      status: response.status,
      ms: house.clock.now() - startedAt,
      requestId: entry.requestId,
      tenantId: answer.tenantId,
    });
    return response;
  };
}

interface Answer {
  response: Response;
  tenantId?: string;
}

async function enter(route: Route, entry: Entry): Promise<Answer> {
  let caller: Caller | null = null;
  try {
    if (route.role === 'public') return { response: await route.run(entry) };
    caller = await authenticate(entry.house, bearerOf(entry.context));
    if (caller === null) throw problem('not-signed-in');
    if (caller.tenant.suspended) throw problem('suspended');
    if (route.who === 'people' && caller.actor.kind !== 'person') throw problem('people-only');
    if (!atLeast(caller.actor.role, route.role)) throw problem('too-small-role');
    const member = memberEntry(entry, caller);
    return { response: await route.run(member), tenantId: caller.tenant.id };
  } catch (thrown) {
    if (isFatal(thrown)) throw thrown;
    return { response: refusal(thrown, entry, caller), ...(caller && { tenantId: caller.tenant.id }) };
  }
}

function memberEntry(entry: Entry, caller: Caller): MemberEntry {
  const { tenant, actor } = caller;
  return {
    ...entry,
    locale: localeFor(entry.context, caller),
    tenant,
    actor,
    stores: entry.house.storesOf(tenant),
  };
}

function refusal(thrown: unknown, entry: Entry, caller: Caller | null): Response {
  const { facts } = problemOf(thrown);
  if (facts.status === 500) {
    entry.house.log.error('request-failed', { requestId: entry.requestId, error: causeOf(thrown) });
  }
  return failureResponse(facts, localeFor(entry.context, caller), entry.requestId);
}

/** The innermost error: what wraps one of the database carries the statement's values. */
function causeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return typeof thrown;
  if ('cause' in thrown && thrown.cause !== undefined) return causeOf(thrown.cause);
  const name = thrown instanceof Error ? thrown.name : 'object';
  return 'message' in thrown ? `${name}: ${String(thrown.message)}` : name;
}

/** What the caller asks for, else what they chose for themselves, else Italian. */
function localeFor(context: Context, caller: Caller | null): Locale {
  const asked = context.req.header('accept-language');
  if (asked !== undefined && /\b(it|en)\b/i.test(asked)) return localeOf(asked);
  return caller?.actor.locale ?? 'it';
}

function bearerOf(context: Context): string | null {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null;
}
