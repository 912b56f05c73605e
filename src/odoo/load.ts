import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { Named } from './call.ts';
import { words } from './errors.ts';
import { hints } from './hints.ts';
import { tellsOfConflict } from './message-table.ts';
import type { Session } from './session.ts';
import { recordId } from './values.ts';

/** Rows for Odoo's `load`, as its import of spreadsheets knows them: texts only, '' for nothing. */
export interface Sheet {
  model: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/**
 * What one `load` of one record came to; nothing is written unless it was loaded.
 *
 * - `conflict`: another writer was there first; the same again may succeed
 * - `refused`: Odoo does not take the values; `certain` where it names the field. Where it names none it may be
 *   a conflict in words that we do not know, so that it is worth a second call.
 */
export type Loaded =
  | { outcome: 'loaded'; id: number }
  | { outcome: 'conflict'; error: SyncError }
  | { outcome: 'refused'; certain: boolean; error: SyncError };

const answer = z.object({
  ids: z.union([z.array(recordId), z.literal(false)]),
  messages: z.array(z.object({ type: z.string(), message: z.string(), field: z.unknown().optional() })),
});

/** Milliseconds to wait before each further `load` of a record that somebody else is writing. */
export const pauses = [100, 300, 900] as const;

/** Calls `load` once. Throws SyncError as any call does. */
export async function loadOnce(
  session: Session,
  { model, columns, rows }: Sheet,
  context: Named = {},
): Promise<Loaded> {
  const args = { fields: columns, data: rows };
  const { ids, messages } = await session.ask({ model, method: 'load', args, context, write: true }, answer);
  const [id] = ids === false ? [] : ids;
  if (id !== undefined) return { outcome: 'loaded', id };
  const errors = messages.filter(({ type }) => type === 'error');
  const said = words(errors.map(({ message }) => message.trim()).join(' '));
  if (errors.some(({ message }) => tellsOfConflict(message))) {
    const facts = { code: 'conflict', side: 'odoo', hint: hints.conflict } as const;
    return { outcome: 'conflict', error: new SyncError(`${model}.load: ${said}`, facts) };
  }
  const named = errors.flatMap(({ field }) => (field === undefined || field === false ? [] : [field]));
  const certain = named.length > 0;
  const vendorCode = named.find((field) => typeof field === 'string');
  const facts = { code: 'refused', side: 'odoo', hint: hints.refused, vendorCode } as const;
  return { outcome: 'refused', certain, error: new SyncError(`${model}.load: ${said}`, facts) };
}

/** Calls `load` until nobody else is writing the record, a few times. Throws SyncError as any call does. */
export async function loadPatiently(session: Session, sheet: Sheet): Promise<Loaded> {
  for (let tries = 0; ; tries += 1) {
    const loaded = await loadOnce(session, sheet);
    const pause = pauses[tries];
    if (loaded.outcome !== 'conflict' || pause === undefined) return loaded;
    await session.clock.sleep(pause);
  }
}
