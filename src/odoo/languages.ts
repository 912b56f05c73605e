import { z } from 'zod';
import type { Session } from './session.ts';
import { requiredText } from './values.ts';

const rows = z.array(z.object({ code: requiredText }));

/** Codes of the installed languages: `it_IT`. One call; meant to be kept. */
export async function installedLanguages(session: Session): Promise<string[]> {
  const call = {
    model: 'res.lang',
    method: 'search_read',
    args: { domain: [] },
    kwargs: { fields: ['code'] },
  };
  return (await session.ask(call, rows)).map(({ code }) => code);
}
