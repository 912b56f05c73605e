import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import { canonicalJson } from '../kit/fingerprint.ts';
import { withArchived } from './catalogue.ts';
import type { CatalogueFields } from './catalogue-fields.ts';
import type { VariantId } from './catalogue-product.ts';
import type { Loaded } from './load.ts';
import { loadOnce, pauses } from './load.ts';
import { standing } from './publish.ts';
import type { Session } from './session.ts';
import { odooInstant } from './values.ts';

/** How a variant stands at Poleepo; what is left out stays as it is in Odoo. */
export interface WriteBackRow {
  id: VariantId;
  /** Poleepo's id. */
  ref: number;
  sku?: string;
  status?: string;
  /** Null empties it. */
  error?: string | null;
  /** Milliseconds. */
  syncedAt?: number;
}

/** `not-allowed`: the user may not write products. `no-fields`: this Odoo has nowhere to write it. */
export type WrittenBack = 'written' | 'not-allowed' | 'no-fields';

/** Texts by field, '' for nothing. */
type Cells = Record<string, string>;

interface Told {
  id: VariantId;
  cells: Cells;
}

/**
 * Writes how variants stand at Poleepo into the fields that Odoo has for it. Safe to repeat; a variant that is gone is
 * passed over. One `load` for all rows that tell the same members. Throws SyncError `refused` where Odoo does not take
 * the values, `conflict` where others keep writing the same products.
 */
export async function writeBack(
  session: Session,
  rows: readonly WriteBackRow[],
  fields: CatalogueFields,
): Promise<WrittenBack> {
  const told = rows.map((row): Told => ({ id: row.id, cells: cellsOf(row, fields) }));
  const telling = told.filter(({ cells }) => Object.keys(cells).length > 0);
  if (telling.length === 0) return rows.length === 0 ? 'written' : 'no-fields';
  if (!fields.mayWrite) return 'not-allowed';
  try {
    for (const alike of groupedBy(telling, ({ cells }) => Object.keys(cells).join()))
      await tell(session, alike);
    return 'written';
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'forbidden') return 'not-allowed';
    throw thrown;
  }
}

function cellsOf({ ref, sku, status, error, syncedAt }: WriteBackRow, { names }: CatalogueFields): Cells {
  const cells: [string | undefined, string | undefined][] = [
    [names.ref[0], String(ref)],
    [names.sku[0], sku],
    [names.status[0], status],
    [names.error[0], error === null ? '' : error],
    [names.syncedAt[0], syncedAt === undefined ? undefined : odooInstant(syncedAt)],
  ];
  return Object.fromEntries(
    cells.filter((cell): cell is [string, string] => cell[0] !== undefined && cell[1] !== undefined),
  );
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** A `load` refuses all rows for one that is wrong: without those that are gone it may do, else each is written by itself. */
async function tell(session: Session, told: readonly Told[]): Promise<void> {
  const all = await loadPatiently(session, told);
  if (all.outcome === 'loaded') return;
  if (all.outcome === 'conflict') throw all.error;
  const left = await withoutGone(session, told);
  if (left.length === 0) return;
  if (left.length < told.length && (await loadPatiently(session, left)).outcome === 'loaded') return;
  await writeEach(session, left);
}

async function loadPatiently(session: Session, told: readonly Told[]): Promise<Loaded> {
  for (let tries = 0; ; tries += 1) {
    const loaded = await loadCells(session, told);
    const pause = pauses[tries];
    if (loaded.outcome !== 'conflict' || pause === undefined) return loaded;
    await session.clock.sleep(pause);
  }
}

/** `load` looks the ids up among what the context shows, so that archived variants need it. */
async function loadCells(session: Session, told: readonly Told[]): Promise<Loaded> {
  const columns = Object.keys(told[0]?.cells ?? {});
  const rows = told.map(({ id, cells }) => [String(id), ...columns.map((column) => cells[column] ?? '')]);
  const sheet = { model: 'product.product', columns: ['.id', ...columns], rows };
  return loadOnce(session, sheet, withArchived);
}

async function withoutGone(session: Session, told: readonly Told[]): Promise<Told[]> {
  const found = await standing(
    session,
    told.map(({ id }) => id),
  );
  const there = new Set(found);
  return told.filter(({ id }) => there.has(id));
}

async function writeEach(session: Session, told: readonly Told[]): Promise<void> {
  for (const alike of groupedBy(told, ({ cells }) => canonicalJson(cells))) {
    const vals = Object.fromEntries(
      Object.entries(alike[0]?.cells ?? {}).map(([field, cell]) => [field, cell === '' ? false : cell]),
    );
    const call = {
      model: 'product.product',
      method: 'write',
      ids: alike.map(({ id }) => id),
      args: { vals },
    };
    await session.ask({ ...call, write: true }, z.unknown());
  }
}
