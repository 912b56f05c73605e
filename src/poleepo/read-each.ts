import type { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import { UnreadableAnswer } from './errors.ts';

/** Each record of a list; throws UnreadableAnswer, naming the member (`0.price`), where one is not understood. */
export function readEach<Schema extends z.ZodType>(
  endpoint: string,
  records: readonly unknown[],
  schema: Schema,
): z.output<Schema>[] {
  return records.map((record, index) => {
    const read = schema.safeParse(record);
    if (read.success) return read.data;
    const issue = read.error.issues[0];
    const member = [index, ...(issue?.path ?? [])].join('.');
    throw new UnreadableAnswer({
      endpoint,
      member,
      problem: `${member}: ${issue?.message ?? 'is not understood'}`,
      raw: excerpt(record ?? null),
    });
  });
}
