import { isColumn } from './database.ts';
import type { Env } from './env.ts';
import type { Field, Model } from './model.ts';
import type { Json, Vals } from './value.ts';

/** What Odoo tells about fields; names that the model lacks are left out without a word. */
export function fieldsGet(env: Env, model: Model, what: { only: string[]; attributes: string[] }): Vals {
  const result: Vals = {};
  for (const [name, field] of Object.entries(model.fields)) {
    if (what.only.length > 0 && !what.only.includes(name)) continue;
    const all = describe(env, name, field);
    result[name] = Object.fromEntries(
      Object.entries(all).filter(([key]) => what.attributes.length === 0 || what.attributes.includes(key)),
    );
  }
  return result;
}

function describe(env: Env, name: string, field: Field): Vals {
  const stored = isColumn(field) || (field.type === 'one2many' && field.related === undefined);
  const all: Record<string, Json | undefined> = {
    change_default: false,
    company_dependent: false,
    depends: [],
    manual: name.startsWith('x_'),
    name,
    readonly: field.readonly === true,
    relation: field.relation,
    relation_field: field.inverse,
    required: field.required === true,
    searchable: stored || field.related !== undefined,
    selection: field.selection?.map(([key, label]) => [key, label]),
    sortable: isColumn(field),
    store: stored,
    string: field.string,
    type: field.type,
    domain: field.relation === undefined ? undefined : [],
    context: field.relation === undefined ? undefined : {},
    digits: field.digits === undefined ? undefined : [16, field.digits],
    size: field.size,
    trim: field.type === 'char' ? true : undefined,
    translate: field.type === 'char' || field.type === 'text' ? false : undefined,
    export_string_translation: env.db.version >= 18 ? true : undefined,
  };
  const known = Object.entries(all).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(known);
}
