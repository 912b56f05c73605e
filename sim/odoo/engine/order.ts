import { isColumn } from './database.ts';
import type { Env } from './env.ts';
import { userError, valueError } from './errors.ts';
import type { Field, Model } from './model.ts';
import { refOf, type Row, type Stored } from './value.ts';
import { valueOf } from './values.ts';

interface Term {
  name: string;
  field: Field;
  descending: boolean;
}

/** Sorts rows by an `order` text, or by the model's own; NULLs sort as the highest value. */
export function sortRows(env: Env, model: Model, what: { rows: Row[]; order?: string | undefined }): Row[] {
  if (what.rows.length < 2 && what.order === undefined) return what.rows;
  const terms = parseOrder(env, model, what.order ?? model.order);
  const compare = comparator(env, model, terms);
  return what.rows.toSorted((a, b) => compare(a, b) || a.id - b.id);
}

function parseOrder(env: Env, model: Model, order: string): Term[] {
  return order.split(',').flatMap((part) => {
    const match = /^\s*([a-z0-9_.]+)(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*$/i.exec(part);
    if (match === null) {
      throw userError(
        `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names (optionally followed by asc/desc for the direction)`,
      );
    }
    const name = match[1] ?? '';
    const field = model.fields[name];
    if (field === undefined) throw valueError(`Invalid field '${name}' on model '${model.name}'`);
    const sortable = isColumn(field) || field.related !== undefined || name === 'display_name';
    if (!sortable && env.db.version < 18) return [];
    if (!sortable) {
      throw valueError(`Cannot convert ${model.name}.${name} to SQL because it is not stored`);
    }
    return [{ name, field, descending: match[2]?.toLowerCase() === 'desc' }];
  });
}

function comparator(env: Env, model: Model, terms: Term[]): (a: Row, b: Row) => number {
  const relations = terms.map((term) => relationOrder(env, term));
  return (a, b) => {
    for (const [index, term] of terms.entries()) {
      const left = valueOf(env, { model, row: a }, term.name);
      const right = valueOf(env, { model, row: b }, term.name);
      if (left === right) continue;
      const result = relations[index]?.(left, right) ?? compareValues(left, right);
      if (result !== 0) return term.descending ? -result : result;
    }
    return 0;
  };
}

function relationOrder(
  env: Env,
  term: Term,
): ((left: Stored, right: Stored) => number | undefined) | undefined {
  if (term.field.type !== 'many2one') return undefined;
  const model = env.model(term.field.relation ?? '');
  const own = parseOrder(env, model, model.order).filter((part) => part.field.type !== 'many2one');
  const compare = comparator(env, model, own);
  return (left, right) => {
    const a = env.row(model.name, refOf(left));
    const b = env.row(model.name, refOf(right));
    return a === undefined || b === undefined ? undefined : compare(a, b) || a.id - b.id;
  };
}

function compareValues(left: Stored, right: Stored): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : 1;
}
