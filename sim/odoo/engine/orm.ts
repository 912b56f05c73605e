import { checkAccess, checkRules } from './access.ts';
import { manyToMany, oneToMany, type Operations } from './commands.ts';
import { checkCompanies, checkRequired } from './constraints.ts';
import { convert } from './convert.ts';
import { isColumn } from './database.ts';
import type { Env } from './env.ts';
import { keyError, missing, validationError, valueError } from './errors.ts';
import { forgetRecords, nameRecord } from './external-ids.ts';
import { listsOf } from './field-lists.ts';
import { magicFields } from './fields.ts';
import type { Model } from './model.ts';
import { idsOf, refOf, type Row, type Stored, type Vals } from './value.ts';

const operations: Operations = { create, write, unlink };

/** Makes records, with defaults, nested records and checks; answers their ids. */
export function create(env: Env, model: Model, list: Vals[]): number[] {
  checkAccess(env, model, 'create');
  for (const vals of list) checkKnown(env, model, { vals, writing: false });
  const ids = list.map((vals) => createOne(env, model, vals));
  model.hooks.changed?.(env, ids);
  checkCompanies(env, model, ids);
  // 16 and 17 let a record be born in a company outside the context.
  if (env.db.version >= 18) {
    checkRules(env, model, { rows: rowsOf(env, model, ids), operation: 'create' });
  }
  return ids;
}

function createOne(env: Env, model: Model, given: Vals): number {
  const key = typeof given['id'] === 'string' ? given['id'] : undefined;
  const own = { ...given };
  delete own['id'];
  const completed = withDefaults(env, model, model.hooks.prepare?.(env, own) ?? own);
  const vals = withParent(env, model, completed);
  const now = env.db.timestamp();
  const id = env.table(model.name).nextId();
  const row: Row = { id, create_uid: env.uid, create_date: now, write_uid: env.uid, write_date: now };
  for (const [name, field] of listsOf(model).columns) {
    const value = vals[name] ?? (field.type === 'many2many' ? [] : false);
    const to = { model, name, field };
    row[name] =
      field.type === 'many2many'
        ? manyToMany(env, to, { before: [], value, operations })
        : convert(env, to, value);
  }
  checkRequired(env, model, row);
  env.table(model.name).insert(row);
  if (key !== undefined && env.context['_import_current_module'] !== undefined) {
    nameRecord(env, key.includes('.') ? key : `__import__.${key}`, { model: model.name, id });
  }
  applyOneToMany(env, { model, id }, vals);
  applySetters(env, { model, id }, vals);
  return id;
}

/** Changes records; missing ones throw a MissingError, an empty list changes nothing. */
export function write(env: Env, model: Model, what: { ids: number[]; vals: Vals }): void {
  if (what.ids.length === 0) return;
  checkAccess(env, model, 'write');
  checkKnown(env, model, { vals: what.vals, writing: true });
  const before = what.ids.map((id) => {
    const row = env.row(model.name, id);
    if (row === undefined) throw missing(model.name, id, env.uid);
    return row;
  });
  checkRules(env, model, { rows: before, operation: 'write' });
  const vals = model.hooks.beforeWrite?.(env, before, what.vals) ?? what.vals;
  for (const row of before) writeOne(env, { model, id: row.id }, vals);
  model.hooks.changed?.(env, what.ids, new Set(Object.keys(vals)));
  checkCompanies(env, model, what.ids);
}

function writeOne(env: Env, at: { model: Model; id: number }, vals: Vals): void {
  const { model, id } = at;
  const row = env.get(model.name, id);
  const patch: Record<string, Stored> = { write_uid: env.uid, write_date: env.db.timestamp() };
  for (const [name, value] of Object.entries(vals)) {
    const field = model.fields[name];
    if (field === undefined || !isColumn(field) || name in magicFields) continue;
    const to = { model, name, field };
    patch[name] =
      field.type === 'many2many'
        ? manyToMany(env, to, { before: idsOf(row[name]), value, operations })
        : convert(env, to, value);
  }
  checkRequired(env, model, { ...row, ...patch, id });
  env.table(model.name).update(id, patch);
  writeParent(env, at, vals);
  applyOneToMany(env, at, vals);
  applySetters(env, at, vals);
}

/** Deletes records with what belongs to them, and frees their external ids. */
export function unlink(env: Env, model: Model, ids: number[]): void {
  if (ids.length === 0) return;
  checkAccess(env, model, 'unlink');
  const rows = rowsOf(env, model, ids);
  checkRules(env, model, { rows, operation: 'unlink' });
  model.hooks.beforeUnlink?.(env, rows);
  for (const row of rows) {
    releaseReferrers(env, model, row.id);
    env.table(model.name).delete(row.id);
  }
  forgetRecords(env, model.name, ids);
  forgetFiles(env, model.name, ids);
  model.hooks.afterUnlink?.(env, rows);
}

/** The files of records go with them. */
function forgetFiles(env: Env, model: string, ids: number[]): void {
  const files = env.table('ir.attachment');
  for (const id of ids.flatMap((one) => [...files.lookup('res_id', one)])) {
    if (files.rows.get(id)?.['res_model'] === model) files.delete(id);
  }
}

function releaseReferrers(env: Env, model: Model, id: number): void {
  for (const referrer of env.db.referrers(model.name)) {
    const ids = [...env.table(referrer.model.name).lookup(referrer.field, id)];
    if (ids.length === 0) continue;
    const { ondelete } = referrer.model.fields[referrer.field] ?? {};
    if (ondelete === 'cascade') unlink(env.sudo(), referrer.model, ids);
    else if (ondelete === 'restrict') {
      throw validationError(
        `The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: ${referrer.model.description} (${referrer.model.name})`,
      );
    } else for (const one of ids) env.table(referrer.model.name).update(one, { [referrer.field]: null });
  }
}

function checkKnown(env: Env, model: Model, what: { vals: Vals; writing: boolean }): void {
  const unknown = Object.keys(what.vals).find((name) => model.fields[name] === undefined);
  if (unknown === undefined) return;
  if (env.db.version < 19) throw valueError(`Invalid field '${unknown}' on model '${model.name}'`);
  if (what.writing) throw keyError(unknown);
  throw valueError(`Invalid field '${unknown}' in '${model.name}'`);
}

/** The values with the defaults of the context and of the fields. */
export function withDefaults(env: Env, model: Model, vals: Vals): Vals {
  const all = { ...vals };
  for (const [key, value] of Object.entries(env.context)) {
    const name = key.startsWith('default_') ? key.slice('default_'.length) : '';
    const field = model.fields[name];
    if (field === undefined || name in all || field.related !== undefined || value === undefined) continue;
    all[name] = value;
  }
  for (const [name, field] of listsOf(model).defaulted) {
    if (name in all) continue;
    const value = typeof field.default === 'function' ? field.default(env) : field.default;
    if (value !== undefined && value !== null) all[name] = value;
  }
  return all;
}

/** Makes the parent of a record that inherits, from the values that are the parent's. */
function withParent(env: Env, model: Model, vals: Vals): Vals {
  if (model.inherits === undefined) return vals;
  const { via, model: parentName } = model.inherits;
  const parts = parentVals(model, vals);
  const parent = env.model(parentName);
  const existing = vals[via];
  if (typeof existing === 'number') {
    if (Object.keys(parts).length > 0) write(env.sudo(), parent, { ids: [existing], vals: parts });
    return vals;
  }
  const [id = 0] = create(env.sudo().with({ create_product_product: false }), parent, [parts]);
  return { ...vals, [via]: id };
}

function writeParent(env: Env, at: { model: Model; id: number }, vals: Vals): void {
  const { inherits } = at.model;
  const parts = parentVals(at.model, vals);
  if (inherits === undefined || Object.keys(parts).length === 0) return;
  const parent = refOf(env.get(at.model.name, at.id)[inherits.via]);
  if (parent !== undefined) write(env.sudo(), env.model(inherits.model), { ids: [parent], vals: parts });
}

function parentVals(model: Model, vals: Vals): Vals {
  const prefix = `${model.inherits?.via ?? ''}.`;
  return Object.fromEntries(
    Object.entries(vals).filter(
      ([name]) => model.inherits !== undefined && model.fields[name]?.related === `${prefix}${name}`,
    ),
  );
}

function applyOneToMany(env: Env, at: { model: Model; id: number }, vals: Vals): void {
  for (const [name, value] of Object.entries(vals)) {
    const field = at.model.fields[name];
    if (field?.type !== 'one2many' || field.related !== undefined) continue;
    oneToMany(env, { ...at, name, field }, { value, operations });
  }
}

function applySetters(env: Env, at: { model: Model; id: number }, vals: Vals): void {
  for (const [name, value] of Object.entries(vals)) {
    at.model.fields[name]?.set?.(env, env.get(at.model.name, at.id), value);
  }
}

function rowsOf(env: Env, model: Model, ids: number[]): Row[] {
  return ids.map((id) => env.get(model.name, id));
}
