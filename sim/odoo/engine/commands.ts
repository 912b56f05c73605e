import { checkTargets, type Target } from './convert.ts';
import type { Env } from './env.ts';
import { valueError } from './errors.ts';
import type { Field, Model } from './model.ts';
import { isVals, type Json, type Vals } from './value.ts';

/** What commands are carried out with; handed in, since those carry out commands themselves. */
export interface Operations {
  create: (env: Env, model: Model, list: Vals[]) => number[];
  write: (env: Env, model: Model, what: { ids: number[]; vals: Vals }) => void;
  unlink: (env: Env, model: Model, ids: number[]) => void;
}

export interface Owner extends Target {
  id: number;
}

type Command = readonly [code: number, id: number, value: Json];

/** Reads `[[0, 0, {…}], [6, 0, […]], …]`, a list of ids, or False. */
function parse(value: Json): Command[] {
  if (value === false || value === null || value === '') return [[5, 0, false]];
  if (!Array.isArray(value)) throw valueError(`Wrong value for a x2many field: ${JSON.stringify(value)}`);
  if (value.length > 0 && value.every((item) => typeof item === 'number')) return [[6, 0, value]];
  return value.map((item): Command => {
    if (!Array.isArray(item) || typeof item[0] !== 'number') {
      throw valueError(`Wrong value for a x2many field: ${JSON.stringify(item)}`);
    }
    return [item[0], typeof item[1] === 'number' ? item[1] : 0, item[2] ?? false];
  });
}

const idList = (value: Json): number[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];

/** Carries out the commands of a many2many; answers the ids that it then holds. */
export function manyToMany(
  env: Env,
  to: Target,
  what: { before: number[]; value: Json; operations: Operations },
): number[] {
  const model = env.model(to.field.relation ?? '');
  let ids = what.before;
  for (const [code, id, value] of parse(what.value)) {
    if (code === 0) ids = [...ids, ...what.operations.create(env, model, [vals(value)])];
    if (code === 1) what.operations.write(env, model, { ids: [id], vals: vals(value) });
    if (code === 2) what.operations.unlink(env, model, [id]);
    if (code === 2 || code === 3) ids = ids.filter((one) => one !== id);
    if (code === 4 && !ids.includes(id)) ids = [...ids, id];
    if (code === 5) ids = [];
    if (code === 6) ids = [...new Set(idList(value))];
  }
  checkTargets(env, to, ids);
  return ids;
}

/** Carries out the commands of a one2many on the record that owns it. */
export function oneToMany(env: Env, owner: Owner, what: { value: Json; operations: Operations }): void {
  const { operations } = what;
  const model = env.model(owner.field.relation ?? '');
  const inverse = owner.field.inverse ?? '';
  const link = { [inverse]: owner.id };
  const commands = parse(what.value);
  const made = commands.filter(([code]) => code === 0).map(([, , value]) => vals(value));
  for (const [code, id, value] of commands) {
    if (code === 1) operations.write(env, model, { ids: [id], vals: vals(value) });
    if (code === 2) operations.unlink(env, model, [id]);
    if (code === 3) drop(env, { model, inverse: model.fields[inverse], ids: [id] }, operations);
    if (code === 4) relink(env, { model, link, id }, operations);
    if (code === 5 || code === 6) {
      const keep = code === 6 ? idList(value) : [];
      const now = [...env.table(model.name).lookup(inverse, owner.id)];
      const gone = now.filter((one) => !keep.includes(one));
      drop(env, { model, inverse: model.fields[inverse], ids: gone }, operations);
      for (const one of keep) relink(env, { model, link, id: one }, operations);
    }
  }
  if (made.length > 0) {
    operations.create(
      env,
      model,
      made.map((one) => ({ ...one, ...link })),
    );
  }
}

function relink(env: Env, at: { model: Model; link: Vals; id: number }, operations: Operations): void {
  const row = env.get(at.model.name, at.id);
  const [field = '', owner] = Object.entries(at.link)[0] ?? [];
  if (row[field] !== owner) operations.write(env, at.model, { ids: [at.id], vals: at.link });
}

function drop(
  env: Env,
  at: { model: Model; inverse: Field | undefined; ids: number[] },
  operations: Operations,
): void {
  if (at.ids.length === 0) return;
  const name = Object.keys(at.model.fields).find((key) => at.model.fields[key] === at.inverse) ?? '';
  if (at.inverse?.ondelete === 'cascade') operations.unlink(env, at.model, at.ids);
  else operations.write(env, at.model, { ids: at.ids, vals: { [name]: false } });
}

function vals(value: Json): Vals {
  if (!isVals(value)) throw valueError(`Wrong value for a x2many command: ${JSON.stringify(value)}`);
  return value;
}
