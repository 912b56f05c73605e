import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Route, RouteModule } from './route.ts';

const failure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    requestId: z.string(),
    members: z.array(z.object({ member: z.string(), message: z.string() })).optional(),
  }),
});

const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
});

/** What bears this tag is for people and a browser, and stands in no document. */
export const pagesTag = 'Pages';

/** The OpenAPI 3.1 document of all routes but pages, each with the role that it needs as `x-role`. */
export function documentOf(routes: RouteModule, url: string): object {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of a session, or an API key.',
  });
  for (const route of routes.filter(({ tag }) => tag !== pagesTag)) registry.registerPath(described(route));
  return getOpenAPI31Document({ ...head, servers: [{ url }] });
}

const head = {
  openapi: '3.1.0',
  info: {
    title: 'Ponte',
    version: '1',
    description: 'The bridge between Odoo and Poleepo. Times are RFC 3339 in UTC, ids are opaque.',
  },
};

function described(route: Route): RouteConfig & { 'x-role': string } {
  const { method, path, summary, tag, params, query, body, answer, status, example } = route;
  return {
    method,
    path,
    summary,
    tags: [tag],
    'x-role': route.role,
    security: route.role === 'public' ? [] : [{ bearer: [] }],
    request: {
      ...(params instanceof z.ZodObject ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(body === undefined ? {} : { body: { required: true, content: json(body, example?.body) } }),
    },
    responses: {
      [status]:
        answer === undefined
          ? { description: 'Done.' }
          : { description: 'The answer.', content: json(answer) },
      default: { description: 'Refused or failed.', content: json(failure) },
    },
  };
}
