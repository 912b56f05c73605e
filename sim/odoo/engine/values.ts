import { isColumn } from './database.ts';
import type { Env } from './env.ts';
import type { Field, Model } from './model.ts';
import { idsOf, refOf, type Row, type Stored, text } from './value.ts';

/** A field's value of a row, stored or worked out. One2manys come in the order of their ids. */
export function valueOf(env: Env, at: { model: Model; row: Row }, name: string): Stored {
  const field = at.model.fields[name];
  if (field === undefined) return null;
  if (name === 'display_name') return displayName(env, at.model, at.row);
  if (isColumn(field))
    return field.shows === undefined ? (at.row[name] ?? null) : shown(env, field, at.row[name]);
  if (field.compute !== undefined) return field.compute(env, at.row);
  if (field.related !== undefined) return relatedValue(env, at, field.related);
  if (field.type === 'one2many') return children(env, field, at.row.id);
  return at.row[name] ?? null;
}

function shown(env: Env, field: Field, value: Stored | undefined): number[] {
  return idsOf(value).filter((id) => {
    const target = env.row(field.relation ?? '', id);
    return target !== undefined && field.shows?.(env, target) === true;
  });
}

export function displayName(env: Env, model: Model, row: Row): string {
  if (model.display !== undefined) return model.display(env, row);
  const value = valueOf(env, { model, row }, model.recName);
  return typeof value === 'string' ? value : `${model.name},${row.id}`;
}

/** The rows behind ids that are not archived, unless the context says active_test: false. */
export function activeRows(env: Env, model: Model, ids: Iterable<number>): Row[] {
  const rows: Row[] = [];
  const all = env.context['active_test'] === false || model.fields['active'] === undefined;
  for (const id of ids) {
    const row = env.row(model.name, id);
    if (row !== undefined && (all || valueOf(env, { model, row }, 'active') === true)) rows.push(row);
  }
  return rows;
}

function children(env: Env, field: Field, id: number): number[] {
  const model = env.model(field.relation ?? '');
  const ids = env.table(model.name).lookup(field.inverse ?? '', id);
  return activeRows(env, model, ids)
    .map((row) => row.id)
    .toSorted((a, b) => a - b);
}

function relatedValue(env: Env, at: { model: Model; row: Row }, path: string): Stored {
  const dot = path.indexOf('.');
  if (dot < 0) return valueOf(env, at, path);
  const via = path.slice(0, dot);
  const model = env.model(at.model.fields[via]?.relation ?? '');
  const row = env.row(model.name, refOf(valueOf(env, at, via)));
  return row === undefined ? null : relatedValue(env, { model, row }, path.slice(dot + 1));
}

/** The display name behind a many2one, for messages and searches by name. */
export function nameOf(env: Env, model: string, id: number | undefined): string {
  const row = env.row(model, id);
  return row === undefined ? '' : text(displayName(env, env.model(model), row));
}
