import { z } from 'zod';
import { asSyncError } from '../../kit/errors.ts';
import { problemOf } from '../failure.ts';
import type { MemberEntry } from '../route.ts';

const mostAtOnce = 50;

const refused = z.object({ code: z.string(), message: z.string(), hint: z.string() });

/** A body that names one thing, or several as `items`. */
export function oneOrSeveral<One extends z.ZodType>(one: One) {
  return z.union([one, z.strictObject({ items: z.array(one).min(1).max(mostAtOnce) })]);
}

/** One result for each item, in their order. */
export function severalResults<Result extends z.ZodRawShape>(result: Result) {
  return z.object({ results: z.array(z.object({ ...result, error: refused.nullable() })) });
}

export interface OneResult<Result> {
  result: Result | null;
  error: z.output<typeof refused> | null;
}

/** Does each of several things; one that is refused spoils no other. */
export function resultsOf<Item, Result>(
  entry: MemberEntry,
  items: readonly Item[],
  each: (item: Item) => Promise<Result>,
): Promise<OneResult<Result>[]> {
  return Promise.all(items.map((item) => resultOf(entry, item, each)));
}

async function resultOf<Item, Result>(
  { house, locale }: MemberEntry,
  item: Item,
  each: (item: Item) => Promise<Result>,
): Promise<OneResult<Result>> {
  try {
    return { result: await each(item), error: null };
  } catch (thrown) {
    const { code, message, hint } = problemOf(thrown).facts;
    if (code === 'internal') house.log.error('one of several failed', { error: asSyncError(thrown).message });
    return { result: null, error: { code, message: message[locale], hint: hint[locale] } };
  }
}
