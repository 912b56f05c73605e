import type { z } from 'zod';

/** A handler's result as the HTTP answer: only the members that `schema` declares. A Response goes out as it is. */
export function answerOf(result: unknown, status: number, schema: z.ZodType | undefined): Response {
  if (result instanceof Response) return result;
  if (schema === undefined) return new Response(null, { status });
  return Response.json(schema.parse(result), { status });
}
