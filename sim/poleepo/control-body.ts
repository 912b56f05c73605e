import type { Context } from 'hono';
import type { z } from 'zod';
import { jsonBody } from './json-body.ts';

/** The body of a control call; none at all counts as an empty object. */
export async function controlBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  if ((c.req.header('content-length') ?? '0') === '0' && (await c.req.text()) === '') return schema.parse({});
  return jsonBody(c, schema);
}
