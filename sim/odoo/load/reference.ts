import type { Env } from '../engine/env.ts';
import { externalId } from '../engine/external-ids.ts';
import type { Field } from '../engine/model.ts';
import { search } from '../engine/search.ts';
import { type Json, refOf } from '../engine/value.ts';
import { displayName } from '../engine/values.ts';
import { byName, type Extracted } from './extract.ts';
import { ImportError } from './import-error.ts';

export type Subfield = typeof byName | 'id' | '.id';

const referencing: readonly string[] = [byName, 'id', '.id'];

export const isReferencing = (name: string): boolean => referencing.includes(name);

/** By which of its names a nested record is referred to: exactly one is allowed. */
export function subfieldOf(record: Extracted): Subfield {
  const names = Object.keys(record);
  if (names.some((name) => !isReferencing(name))) {
    throw new ImportError('Can not create Many-To-One records indirectly, import the field separately');
  }
  const [name] = names;
  if (names.length > 1 || (name !== byName && name !== 'id' && name !== '.id')) {
    throw new ImportError(
      "Ambiguous specification for field '%(field)s', only provide one of name, external id or database id",
    );
  }
  return name;
}

/** The id that a cell refers to; false for "nothing"; an ImportError when there is no such record. */
export function resolve(env: Env, field: Field, what: { subfield: Subfield; value: string }): number | false {
  if (what.subfield !== byName && isNo(what.value)) return false;
  const found = lookUp(env, field, what);
  if (found !== undefined) return found;
  const kind = { [byName]: 'name', id: 'external id', '.id': 'database id' }[what.subfield];
  throw new ImportError(
    `No matching record found for ${kind} '${what.value}' in field '%(field)s'`,
    possibleValues(env, field, what.subfield),
  );
}

const isNo = (value: string) => ['', '0', 'false', 'no', 'n', 'f'].includes(value.toLowerCase());

function lookUp(env: Env, field: Field, what: { subfield: Subfield; value: string }): number | undefined {
  const relation = env.model(field.relation ?? '');
  if (what.subfield === '.id') {
    if (!/^\s*\d+\s*$/.test(what.value)) {
      throw new ImportError(
        `Invalid database id '${what.value}' for the field '%(field)s'`,
        possibleValues(env, field, '.id'),
      );
    }
    // 16 looks among active records only.
    const seeing = env.db.version >= 17 ? env.with({ active_test: false }) : env;
    const domain = [['id', '=', Number(what.value)]];
    return search(seeing, relation, { domain, limit: 1 })[0]?.id;
  }
  if (what.subfield === 'id') {
    const key = what.value.includes('.') ? what.value : `__import__.${what.value}`;
    const row = externalId(env, key);
    return row?.['model'] === relation.name ? refOf(row['res_id']) : undefined;
  }
  return search(env, relation, { domain: [] }).find((row) => displayName(env, relation, row) === what.value)
    ?.id;
}

function possibleValues(env: Env, field: Field, subfield: Subfield): Json {
  const relation = field.relation ?? '';
  const action = {
    name: 'Possible Values',
    type: 'ir.actions.act_window',
    target: 'new',
    view_mode: env.db.dialect.listView,
    views: [
      [false, 'list'],
      [false, 'form'],
    ],
    context: { create: false },
    help: 'See all possible values',
  };
  if (subfield === byName) return { ...action, res_model: relation };
  return { ...action, res_model: 'ir.model.data', domain: [['model', '=', relation]] };
}
