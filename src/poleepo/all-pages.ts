import { excerpt } from '../kit/call-record.ts';
import type { Call } from './call.ts';
import { UnreadableAnswer } from './errors.ts';
import { largestPage, nextOffset } from './page.ts';

const mostPages = 20;

/** All records of a list that is short by nature. Throws UnreadableAnswer where it is no list, or does not end. */
export async function allPages(
  call: Call,
  { endpoint, query = {} }: { endpoint: string; query?: Readonly<Record<string, string>> },
): Promise<unknown[]> {
  const records: unknown[] = [];
  let first: string | null = null;
  for (let page = 0, offset = 0; page < mostPages; page += 1) {
    const asked = { ...query, offset: String(offset), max: String(largestPage) };
    const { data, total } = await call({ method: 'GET', path: endpoint, endpoint, query: asked });
    if (!Array.isArray(data)) throw odd(endpoint, 'is no list', data);
    const begin = excerpt(data[0] ?? null);
    // a list that knows no pages gives all of itself each time
    if (page > 0 && begin === first) return records;
    first = begin;
    records.push(...data);
    const next = nextOffset({ offset, max: largestPage, count: data.length, total });
    if (next === null) return records;
    offset = next;
  }
  throw odd(endpoint, `is a list that does not end after ${records.length} records`, null);
}

function odd(endpoint: string, problem: string, data: unknown): UnreadableAnswer {
  return new UnreadableAnswer({
    endpoint,
    member: 'data',
    problem: `data: ${problem}`,
    raw: excerpt(data ?? null),
  });
}
