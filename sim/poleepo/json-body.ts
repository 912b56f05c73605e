import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal } from './envelope.ts';

/**
 * The JSON body of a write, checked. Strict: 415 for another content type, 400 for what is no JSON, 422 with an
 * error per member for what the schema refuses.
 */
export async function jsonBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Refusal({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The body must be JSON' });
  }
  const value = parseJson(await c.req.text());
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal({
    status: 422,
    code: 'VALIDATION_ERROR',
    message: 'The body is not valid',
    errors: parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      code: issue.code.toUpperCase(),
      message: issue.message,
    })),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal({ status: 400, code: 'INVALID_JSON', message: 'The body is not JSON' });
  }
}
