import type { Node } from './domain.ts';
import type { Env } from './env.ts';
import type { Model } from './model.ts';
import type { Json, Row } from './value.ts';

export type Leaf = Extract<Node, { kind: 'leaf' }>;

export interface Candidates {
  rows: Iterable<Row>;
  /** Whether they come in the order that was asked for. */
  sorted: boolean;
}

/** More ids than these are not worth a set: the rows are gone through in order instead. */
const worthASet = 5000;

/** The rows among which a search has to look, by the index that helps best. */
export function candidates(env: Env, model: Model, what: { node: Node; order: string }): Candidates {
  const table = env.table(model.name);
  const byId = /^\s*id(\s+asc)?\s*$/i.test(what.order);
  const ids = narrowed(env, model, what.node);
  if (ids !== undefined) {
    const rows = [...ids].toSorted((a, b) => a - b).flatMap((id) => table.rows.get(id) ?? []);
    return { rows, sorted: byId };
  }
  if (/^\s*write_date(\s+asc)?\s*(,\s*id(\s+asc)?\s*)?$/i.test(what.order)) {
    const from = lowest(what.node, 'write_date');
    return { rows: table.timeline.between(typeof from === 'string' ? from : ''), sorted: true };
  }
  const from = lowest(what.node, 'id');
  return { rows: table.from(typeof from === 'number' ? from : 0), sorted: byId };
}

/** The lowest value that a field of a match can have; undefined when any can be. */
function lowest(node: Node, field: string): string | number | undefined {
  if (node.kind === 'leaf') {
    const bounds = node.field === field && ['>', '>=', '='].includes(node.operator);
    return bounds && (typeof node.value === 'string' || typeof node.value === 'number')
      ? node.value
      : undefined;
  }
  if (node.kind !== 'and' && node.kind !== 'or') return undefined;
  const left = lowest(node.left, field);
  const right = lowest(node.right, field);
  if (node.kind === 'and' && (left === undefined || right === undefined)) return left ?? right;
  if (left === undefined || right === undefined) return undefined;
  return left < right === (node.kind === 'or') ? left : right;
}

/** Ids that an index yields for a node; undefined when no index helps. */
function narrowed(env: Env, model: Model, node: Node): ReadonlySet<number> | undefined {
  if (node.kind === 'and') {
    const left = narrowed(env, model, node.left);
    const right = narrowed(env, model, node.right);
    if (left === undefined || right === undefined) return left ?? right;
    return left.size <= right.size ? left : right;
  }
  if (node.kind === 'or') {
    const left = narrowed(env, model, node.left);
    const right = left === undefined ? undefined : narrowed(env, model, node.right);
    return left === undefined || right === undefined ? undefined : new Set([...left, ...right]);
  }
  return node.kind === 'leaf' ? fromIndex(env, model, node) : undefined;
}

function fromIndex(env: Env, model: Model, leaf: Leaf): ReadonlySet<number> | undefined {
  if (leaf.field.includes('.')) return throughRelation(env, model, leaf);
  if (leaf.field === 'write_date') return byDate(env, model, leaf);
  if (leaf.operator !== '=' && leaf.operator !== 'in') return undefined;
  const values = valuesOf(leaf.value);
  if (leaf.field === 'id') return new Set(values.filter((value) => typeof value === 'number'));
  const table = env.table(model.name);
  if (!table.hasIndex(leaf.field)) return undefined;
  const wantsId = model.fields[leaf.field]?.type === 'many2one';
  const found = new Set<number>();
  for (const value of values) {
    if (typeof value === 'object' || (wantsId && typeof value === 'string')) return undefined;
    for (const id of table.lookup(leaf.field, value === false ? null : value)) found.add(id);
  }
  return found;
}

const valuesOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

function byDate(env: Env, model: Model, leaf: Leaf): ReadonlySet<number> | undefined {
  const { operator, value } = leaf;
  if (typeof value !== 'string' || !['=', '>', '>='].includes(operator)) return undefined;
  const { timeline } = env.table(model.name);
  const to = operator === '=' ? value : undefined;
  if (timeline.countBetween(value, to) > worthASet) return undefined;
  return new Set(Array.from(timeline.between(value, to), (row) => row.id));
}

/** What a dotted path comes to, from the far end; not for what would match a record without any relation. */
function throughRelation(env: Env, model: Model, leaf: Leaf): ReadonlySet<number> | undefined {
  const dot = leaf.field.indexOf('.');
  const head = leaf.field.slice(0, dot);
  const field = model.fields[head];
  if (field?.relation === undefined || field.related !== undefined || field.compute !== undefined)
    return undefined;
  if (valuesOf(leaf.value).some((value) => value === false || value === null)) return undefined;
  const far = env.model(field.relation);
  const ids = narrowed(env, far, { ...leaf, field: leaf.field.slice(dot + 1) });
  if (ids === undefined || ids.size > worthASet) return undefined;
  const found = new Set<number>();
  for (const id of ids) {
    if (field.type === 'one2many') {
      const owner = env.row(far.name, id)?.[field.inverse ?? ''];
      if (typeof owner === 'number') found.add(owner);
    } else if (field.type === 'many2one') {
      for (const owner of env.table(model.name).lookup(head, id)) found.add(owner);
    } else return undefined;
  }
  return found;
}
