import type { Context } from 'hono';
import type { z } from 'zod';
import type { Locale } from '../kit/text.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { Actor, CallerTenant } from '../tenants/authenticate.ts';
import type { Role } from '../tenants/roles.ts';
import { answerOf } from './answer.ts';
import type { House } from './house.ts';
import { type Inputs, readInputs } from './inputs.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What any route gets. */
export interface Entry {
  house: House;
  /** The language of this answer. */
  locale: Locale;
  requestId: string;
  /** The caller's network address; null where it tells nothing, as on a local machine. */
  address: string | null;
  context: Context;
}

/** What a route gets whose caller was let in. */
export interface MemberEntry extends Entry {
  tenant: CallerTenant;
  actor: Actor;
  /** The stores of the caller's own tenant. */
  stores: TenantStores;
}

/** Inputs that the document shows and that the tests of every route send. */
export interface Example {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

interface Declaration<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  method: Method;
  /** With parameters in braces: `/v1/webhooks/{id}`. */
  path: `/${string}`;
  /** One line for the document. */
  summary: string;
  tag: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Bytes; 64 KB where it is not given, never above 1 MB. */
  bodyLimit?: number;
  /** 200 where there is an answer, 204 where there is none. */
  status?: 200 | 201 | 202 | 204;
  /** Only its members leave the house. */
  answer?: A;
  example?: Example;
}

type Handle<E, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = (
  call: E & Inputs<P, Q, B>,
) => Promise<z.input<A> | Response>;

export interface MemberDeclaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Declaration<P, Q, B, A> {
  /** The smallest role that may. */
  role: Role;
  /** `people`: no API key may, whatever its role. */
  who?: 'people';
  handle: Handle<MemberEntry, P, Q, B, A>;
}

export interface PublicDeclaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> extends Declaration<P, Q, B, A> {
  /** Why it needs nobody to be signed in. */
  publicBecause: string;
  handle: Handle<Entry, P, Q, B, A>;
}

type Described = Omit<Declaration<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, 'status'> & {
  status: 200 | 201 | 202 | 204;
};

/** A route as the app registers it, the document shows it, and the tests of every route enumerate it. */
export type Route =
  | (Described & {
      role: 'public';
      publicBecause: string;
      run: (entry: Entry) => Promise<Response>;
    })
  | (Described & {
      role: Role;
      who: 'people' | 'people and keys';
      run: (entry: MemberEntry) => Promise<Response>;
    });

/** The routes of one file. */
export type RouteModule = readonly Route[];

/** Declares a route for members of a company: there is no way to leave its role out. */
export function route<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodVoid,
>(declaration: MemberDeclaration<P, Q, B, A>): Route {
  const status = statusOf(declaration);
  const { role, who = 'people and keys', handle, ...described } = declaration;
  return {
    ...described,
    status,
    role,
    who,
    run: async (entry) => {
      const inputs = await readInputs<P, Q, B>(declaration, entry);
      return answerOf(await handle({ ...entry, ...inputs }), status, declaration.answer);
    },
  };
}

/** Declares a route that needs nobody to be signed in, and says why. */
export function publicRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodVoid,
>(declaration: PublicDeclaration<P, Q, B, A>): Route {
  const status = statusOf(declaration);
  const { handle, ...described } = declaration;
  return {
    ...described,
    status,
    role: 'public',
    run: async (entry) => {
      const inputs = await readInputs<P, Q, B>(declaration, entry);
      return answerOf(await handle({ ...entry, ...inputs }), status, declaration.answer);
    },
  };
}

function statusOf(declaration: { status?: 200 | 201 | 202 | 204; answer?: z.ZodType }) {
  return declaration.status ?? (declaration.answer === undefined ? 204 : 200);
}
