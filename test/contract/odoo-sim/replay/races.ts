import { z } from 'zod';
import type { Recorded } from '../../../support/recordings.ts';
import type { Scene } from './play-file.ts';
import type { Story } from './story.ts';

export const loadResult = z.object({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z.array(z.record(z.string(), z.json())),
  nextrow: z.int(),
});

export type LoadResult = z.infer<typeof loadResult>;

/** Several clients load the same thing at the same moment. */
export async function race(
  story: Story,
  clients: number,
  load: { model: string; args: Recorded[]; context: Record<string, Recorded> },
): Promise<LoadResult[]> {
  const call = { model: load.model, method: 'load', args: load.args, kwargs: { context: load.context } };
  const answers = await Promise.all(Array.from({ length: clients }, () => story.call(call)));
  return answers.map((answer) => loadResult.parse(answer.result));
}

const customer = (story: Story): number =>
  story.sim.db.search('res.partner', [['ref', '=', 'AMZ-12345']])[0] ?? 0;

/** Six clients reserve one order, and those that lost try again until they have it. */
export const raceWithRetries: Scene = async (story, entry) => {
  const rows = [['race.order', String(customer(story)), '2', 'RACE']];
  const fields = ['id', 'partner_id/.id', 'company_id/.id', 'client_order_ref'];
  const load = { model: 'sale.order', args: [fields, rows], context: { allowed_company_ids: [2] } };
  const seen: Recorded[] = [];
  for (let waiting = 6; waiting > 0;) {
    const results = await race(story, waiting, load);
    waiting = results.filter((result) => result.ids === false).length;
    seen.push(
      ...results.map((result) => (result.ids === false ? (result.messages[0]?.['message'] ?? '') : 'got')),
    );
  }
  const recorded = (entry.results ?? []).map((result) => (typeof result === 'number' ? 'got' : result));
  const losses = (list: Recorded[]) => new Set(list.filter((one) => one !== 'got'));
  const wins = (list: Recorded[]) => list.filter((one) => one === 'got').length;
  const count = story.sim.db.count('sale.order', [['client_order_ref', '=', 'RACE']]);
  return [
    ...(count === 1 ? [] : [`${count} orders of one key`]),
    ...(wins(seen) === wins(recorded) ? [] : [`${wins(seen)} of ${wins(recorded)} clients got it`]),
    ...(JSON.stringify([...losses(seen)]) === JSON.stringify([...losses(recorded)])
      ? []
      : [`lost with ${JSON.stringify([...losses(seen)])}`]),
  ];
};
