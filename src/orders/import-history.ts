import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import type { TenantContext } from '../tenants/context.ts';
import { findNews } from './find-news.ts';
import { type HistoryJob, walkHistory } from './walk-history.ts';

/** What an import of the past has come to so far. */
export const importedHistory = z.object({
  listed: z.int().default(0),
  /** Orders that got work; their states tell how far it is. */
  asked: z.int().default(0),
  /** Orders that were known with all that they say. */
  known: z.int().default(0),
});

/** The past waits for everything else. */
const priority = 3;

/** Puts the imports of the orders of the past into the ledger, a page at a time, behind all other work. */
export async function importHistory(context: TenantContext, job: HistoryJob): Promise<Outcome> {
  return walkHistory(context, job, ({ id, result }) => {
    const tally = importedHistory.parse(result);
    return async (page) => {
      const { listed, news } = await findNews(context, page, { by: job.kind, priority, history: id });
      tally.listed += listed;
      tally.asked += news;
      tally.known += listed - news;
      return { ...tally };
    };
  });
}
