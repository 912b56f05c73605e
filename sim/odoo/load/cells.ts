import type { Env } from '../engine/env.ts';
import { externalId } from '../engine/external-ids.ts';
import type { Field, Model } from '../engine/model.ts';
import { type Json, refOf, type Vals } from '../engine/value.ts';
import { byName, type Extracted } from './extract.ts';
import { ImportError } from './import-error.ts';
import { isReferencing, resolve, type Subfield, subfieldOf } from './reference.ts';
import { fromZone } from './zone.ts';

/** Takes what `convertRecord` cannot take; a nested one passes it up. */
export type Refuse = (field: string, error: ImportError) => void;

/** Turns the texts of a record into the values of `create` and `write`. Empty cells clear. */
export function convertRecord(env: Env, model: Model, what: { record: Extracted; refuse: Refuse }): Vals {
  const vals: Vals = {};
  for (const [name, cell] of Object.entries(what.record)) {
    const field = model.fields[name];
    if (field === undefined || isReferencing(name)) continue;
    if (cell.length === 0) {
      vals[name] = false;
      continue;
    }
    try {
      vals[name] = typeof cell === 'string' ? plain(env, field, cell) : relational(env, field, cell);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      what.refuse(name, error);
    }
  }
  return vals;
}

function plain(env: Env, field: Field, cell: string): Json {
  switch (field.type) {
    case 'boolean':
      return toBoolean(cell);
    case 'integer':
      return toNumber(cell, /^\s*[-+]?\d+\s*$/, 'an integer');
    case 'float':
    case 'monetary':
      return toNumber(cell, /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/, 'a number');
    case 'datetime':
      return toDatetime(env, cell);
    case 'date':
      if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return cell;
      throw new ImportError(
        `'${cell}' does not seem to be a valid date for field '%(field)s'`,
        "Use the format 'YYYY-MM-DD'",
      );
    case 'selection':
      return toChoice(field, cell);
    default:
      return cell;
  }
}

function toBoolean(cell: string): boolean {
  const low = cell.toLowerCase();
  if (['1', 'true', 'yes', 'y', 't'].includes(low)) return true;
  if (['', '0', 'false', 'no', 'n', 'f'].includes(low)) return false;
  throw new ImportError(
    `Unknown value '${cell}' for boolean field '%(field)s'`,
    "Use '1' for yes and '0' for no",
  );
}

function toNumber(cell: string, shape: RegExp, kind: string): number {
  if (shape.test(cell)) return Number(cell);
  throw new ImportError(`'${cell}' does not seem to be ${kind} for field '%(field)s'`);
}

/** A time without a zone is meant in the zone of the context, or of the user. */
function toDatetime(env: Env, cell: string): string {
  if (/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(cell)) {
    const tz = env.context['tz'] ?? env.row('res.partner', refOf(env.user['partner_id']))?.['tz'];
    const full = cell.length === 10 ? `${cell} 00:00:00` : cell;
    const utc = fromZone(full, typeof tz === 'string' ? tz : 'UTC');
    if (utc !== undefined) return utc;
  }
  throw new ImportError(
    `'${cell}' does not seem to be a valid datetime for field '%(field)s'`,
    "Use the format 'YYYY-MM-DD HH:MM:SS'",
  );
}

function toChoice(field: Field, cell: string): string {
  const found = field.selection?.find(([key, label]) => key === cell || label === cell);
  if (found !== undefined) return found[0];
  throw new ImportError(
    `Value '${cell}' not found in selection field '%(field)s'`,
    field.selection?.map(([, label]) => label),
  );
}

function relational(env: Env, field: Field, records: Extracted[]): Json {
  if (field.type === 'one2many') return oneToMany(env, field, records);
  const [record = {}] = records;
  const subfield = subfieldOf(record);
  const cell = cellOf(record, subfield);
  if (field.type === 'many2one') return resolve(env, field, { subfield, value: cell });
  const ids = cell.split(',').map((value) => resolve(env, field, { subfield, value }));
  return [[6, 0, ids.filter((id) => id !== false)]];
}

function cellOf(record: Extracted, subfield: Subfield): string {
  const cell = record[subfield];
  return typeof cell === 'string' ? cell : '';
}

/** Lines that are known are linked and updated; the others are made, with their key when they have one. */
function oneToMany(env: Env, field: Field, records: Extracted[]): Json {
  const model = env.model(field.relation ?? '');
  const commands: Json[] = [];
  for (const record of expanded(records)) {
    const vals = convertRecord(env, model, {
      record,
      refuse: (name, error) => {
        const label = model.fields[name]?.string ?? name;
        const message = error.message.replace('%(field)s', `%(field)s/${label}`);
        throw new ImportError(message, error.moreinfo);
      },
    });
    const refs = Object.fromEntries(Object.entries(record).filter(([name]) => isReferencing(name)));
    const id = Object.keys(refs).length > 0 ? known(env, field, refs) : undefined;
    if (typeof id === 'number') commands.push([4, id, false], [1, id, vals]);
    else commands.push([0, 0, typeof id === 'string' ? { ...vals, id } : vals]);
  }
  return commands;
}

/** A single record with nothing but a reference is a list of references. */
function expanded(records: Extracted[]): Extracted[] {
  const [only] = records;
  if (records.length !== 1 || only === undefined) return records;
  if (Object.keys(only).some((name) => !isReferencing(name))) return records;
  const subfield = subfieldOf(only);
  return cellOf(only, subfield)
    .split(',')
    .map((value) => ({ [subfield]: value }));
}

/** The line's id, or its key when nothing bears that key yet. */
function known(env: Env, field: Field, refs: Extracted): number | string | undefined {
  const subfield = subfieldOf(refs);
  const value = cellOf(refs, subfield);
  const key = value.includes('.') ? value : `__import__.${value}`;
  if (subfield === 'id' && value !== '' && externalId(env, key) === undefined) return key;
  if (subfield === byName && value === '') return undefined;
  const id = resolve(env, field, { subfield, value });
  return id === false ? undefined : id;
}
