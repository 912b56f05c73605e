import type { Env } from '../engine/env.ts';
import { keyError, valueError } from '../engine/errors.ts';
import type { Model } from '../engine/model.ts';

/** A column's path: `order_line/product_id/.id` in parts; null names the record itself. */
export type Path = readonly (string | null)[];

/** A row put together: plain cells by field, nested records by relational field. */
export interface Extracted {
  [field: string]: string | Extracted[];
}

export interface Rows {
  from: number;
  to: number;
}

export interface Table {
  paths: Path[];
  data: string[][];
}

/** The name of the cell that holds the display name of a record. */
export const byName = '\0name';

/** Groups rows into records: a row with only one2many cells continues the one above it. */
export function extract(env: Env, model: Model, table: Table): { record: Extracted; rows: Rows }[] {
  const kinds = table.paths.map((path) => kindOf(env, model, path[0] ?? null));
  const continues = (row: string[]): boolean =>
    row.some((cell, at) => kinds[at] === 'one2many' && cell !== '') &&
    row.every((cell, at) => kinds[at] === 'one2many' || cell === '');
  const result: { record: Extracted; rows: Rows }[] = [];
  let index = 0;
  while (index < table.data.length) {
    let end = index + 1;
    while (end < table.data.length && continues(table.data[end] ?? [])) end += 1;
    const span = table.data.slice(index, end);
    const record = {
      ...plainCells(table.paths, kinds, span[0] ?? []),
      ...nested(env, model, { ...table, data: span }),
    };
    result.push({ record, rows: { from: index, to: end - 1 } });
    index = end;
  }
  return result;
}

type Kind = 'plain' | 'many2one' | 'one2many' | 'many2many';

function kindOf(env: Env, model: Model, name: string | null): Kind {
  if (name === null || name === 'id' || name === '.id') return 'plain';
  const field = model.fields[name];
  if (field === undefined) {
    throw env.db.version >= 18 ? valueError(`Invalid field name '${name}'`) : keyError(name);
  }
  const { type } = field;
  return type === 'many2one' || type === 'one2many' || type === 'many2many' ? type : 'plain';
}

function plainCells(paths: readonly Path[], kinds: readonly Kind[], row: string[]): Extracted {
  const record: Extracted = {};
  for (const [at, path] of paths.entries()) {
    if (kinds[at] === 'plain') record[path[0] ?? byName] = row[at] ?? '';
  }
  return record;
}

function nested(env: Env, model: Model, span: Table): Extracted {
  const record: Extracted = {};
  const names = new Set(span.paths.map((path) => path[0] ?? null));
  for (const name of names) {
    if (name === null || kindOf(env, model, name) === 'plain') continue;
    const at = span.paths.flatMap((path, index) => (path[0] === name ? [index] : []));
    const paths = at.map((index) => {
      const rest = span.paths[index]?.slice(1) ?? [];
      return rest.length > 0 ? rest : [null];
    });
    const data = span.data
      .map((row) => at.map((index) => row[index] ?? ''))
      .filter((row) => row.some((cell) => cell !== ''));
    const related = env.model(model.fields[name]?.relation ?? '');
    record[name] = extract(env, related, { paths, data }).map((part) => part.record);
  }
  return record;
}
