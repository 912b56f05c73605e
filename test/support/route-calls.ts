import { z } from 'zod';
import { readVariables } from '../../src/env.ts';
import type { Route } from '../../src/routes/route.ts';
import { routeTable } from '../../src/routes/route-table.ts';
import type { Role } from '../../src/tenants/roles.ts';
import { ask, type Answered } from './api.ts';
import { createTestHouse, type TestHouse, testVariables } from './house.ts';

export type MemberRoute = Extract<Route, { role: Role }>;

/** Every route of the product, by name for the titles of tests. */
export const everyRoute = routeTable({ variables: readVariables(testVariables) }).map((route) => ({
  title: `${route.method.toUpperCase()} ${route.path}`,
  route,
}));

export const publicRoutes = everyRoute.filter(({ route }) => route.role === 'public');

export const memberRoutes = everyRoute.flatMap(({ title, route }) =>
  route.role === 'public' ? [] : [{ title, route }],
);

export const routesWithBody = everyRoute.filter(({ route }) => route.body !== undefined);

/** Ids as the examples of all routes have them, but of things that exist. */
export const idsOfExamples: string[] = [
  ...new Set(everyRoute.flatMap(({ route }) => Object.values(route.example?.params ?? {}).map(existing))),
];

export function existing(exampleId: string): string {
  return exampleId.replaceAll('0', 'a');
}

export interface RouteCall {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  params?: Record<string, string>;
}

/** Calls a route as its example says, save for what is given. */
export async function call({ app }: TestHouse, route: Route, given: RouteCall = {}): Promise<Answered> {
  const params = { ...route.example?.params, ...given.params };
  const query = new URLSearchParams(route.example?.query).toString();
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? 'missing');
  const body = 'body' in given ? given.body : route.example?.body;
  return ask(app, query === '' ? path : `${path}?${query}`, {
    method: route.method.toUpperCase(),
    ...(given.token === undefined ? {} : { token: given.token }),
    ...(body === undefined ? {} : { body }),
    ...(given.headers === undefined ? {} : { headers: given.headers }),
  });
}

/** A house in which every test of a connection goes well. */
export function createHouseForRoutes(): TestHouse {
  const world = createTestHouse();
  const facts = { version: '18.0', transport: 'json-rpc', company: 'Bottega', rights: [], latencyMs: 5 };
  world.tests.odoo = { ok: true, ...facts };
  world.tests.poleepo = { ok: true, areas: [], latencyMs: 5 };
  return world;
}

/** The names of the members of a body that is an object. */
export function membersOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
