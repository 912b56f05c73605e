import { z } from 'zod';
import { Refusal } from './envelope.ts';

/** What a call without `max` gets: the first page only, and nothing says that there is more. Size assumed. */
export const defaultPageSize = 10;

const page = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  max: z.coerce.number().int().min(1).max(100).default(defaultPageSize),
});

export interface Page {
  offset: number;
  max: number;
}

/** The page that a query asks for; a Refusal (400) for a `max` outside 1 to 100 or a negative `offset`. */
export function pageOf(query: Record<string, string>): Page {
  const parsed = page.safeParse({ offset: query['offset'], max: query['max'] });
  if (parsed.success) return parsed.data;
  throw new Refusal({
    status: 400,
    code: 'INVALID_PAGE',
    message: 'offset must be 0 or more, max between 1 and 100',
    errors: parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      code: 'OUT_OF_RANGE',
      message: issue.message,
    })),
  });
}

/** The body of a list: one page, and how many there are in all. */
export function listBody<T>(items: readonly T[], { offset, max }: Page): { data: T[]; total: number } {
  return { data: items.slice(offset, offset + max), total: items.length };
}
