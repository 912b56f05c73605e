import { checkAccess, checkRules, visible } from './access.ts';
import { humanSize, sizeOf } from './base-64.ts';
import type { Env } from './env.ts';
import { valueError } from './errors.ts';
import type { Field, Model } from './model.ts';
import { sortRows } from './order.ts';
import { idsOf, type Json, type Row, toJson, type Vals } from './value.ts';
import { activeRows, displayName, valueOf } from './values.ts';

/** Reads records as Odoo answers them; ids that are not there are left out. */
export function read(env: Env, model: Model, what: { ids: number[]; fields: string[] }): Vals[] {
  checkAccess(env, model, 'read');
  const names = what.fields.length > 0 ? what.fields : Object.keys(model.fields);
  checkFieldNames(env, model, names);
  const rows = what.ids.flatMap((id) => env.row(model.name, id) ?? []);
  checkRules(env, model, { rows, operation: 'read' });
  model.hooks.beforeRead?.(env, rows);
  return rows.map((row) => readRow(env, { model, row }, names));
}

/** Throws Odoo's ValueError for the first field that the model lacks. */
export function checkFieldNames(env: Env, model: Model, names: readonly string[]): void {
  const unknown = names.find((name) => model.fields[name] === undefined);
  if (unknown === undefined) return;
  const where = env.db.version >= 19 ? `on '${model.name}'` : `on model '${model.name}'`;
  throw valueError(`Invalid field '${unknown}' ${where}`);
}

function readRow(env: Env, at: { model: Model; row: Row }, names: readonly string[]): Vals {
  const result: Vals = { id: at.row.id };
  for (const name of names) result[name] = readField(env, at, name);
  return result;
}

function readField(env: Env, at: { model: Model; row: Row }, name: string): Json {
  const field = at.model.fields[name];
  const value = valueOf(env, at, name);
  switch (field?.type) {
    case 'many2one':
      return pair(env, field.relation ?? '', value);
    case 'one2many':
    case 'many2many':
      return seen(env, field, idsOf(value));
    case 'float':
    case 'monetary':
    case 'integer':
      return value ?? 0;
    case 'binary':
      return typeof value === 'string' && isSized(env, field, name)
        ? humanSize(sizeOf(value))
        : toJson(value);
    default:
      return toJson(value);
  }
}

/** All binary fields by one word, or one that is worked out on reading by its name. */
function isSized(env: Env, field: Field, name: string): boolean {
  const alone = field.workedOut === true && env.context[`bin_size_${name}`] === true;
  return alone || env.context['bin_size'] === true;
}

function pair(env: Env, relation: string, value: Json): Json {
  const row = typeof value === 'number' ? env.row(relation, value) : undefined;
  return row === undefined ? false : [row.id, displayName(env, env.model(relation), row)];
}

function seen(env: Env, field: Field, ids: number[]): number[] {
  const model = env.model(field.relation ?? '');
  const rows = activeRows(env, model, ids).filter((row) => visible(env, model, row));
  const sorted = field.unsorted === true ? rows : sortRows(env, model, { rows });
  return sorted.map((row) => row.id);
}
