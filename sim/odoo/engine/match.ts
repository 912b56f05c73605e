import { visible } from './access.ts';
import { type Node, parseDomain, python } from './domain.ts';
import type { Env } from './env.ts';
import { notSimulated, valueError } from './errors.ts';
import { compare } from './compare.ts';
import type { Field, Model } from './model.ts';
import { idsOf, type Json, refOf, type Row, type Stored } from './value.ts';
import { valueOf } from './values.ts';

/** Throws Odoo's ValueError for a field that is not there, and for operators that are not played. */
export function checkDomain(env: Env, model: Model, node: Node): void {
  if (node.kind === 'not') return checkDomain(env, model, node.node);
  if (node.kind === 'and' || node.kind === 'or') {
    checkDomain(env, model, node.left);
    checkDomain(env, model, node.right);
    return;
  }
  if (node.kind !== 'leaf') return;
  if (node.operator === 'parent_of') throw notSimulated(`The domain operator ${node.operator}`);
  let current = model;
  for (const name of node.field.split('.')) {
    const field = current.fields[name];
    if (field === undefined) throw invalidLeaf(env, current, { node, name });
    if (field.relation !== undefined) current = env.model(field.relation);
  }
  if (node.operator === 'child_of' && current.parent === undefined) {
    throw notSimulated(`The domain operator child_of on ${current.name}`);
  }
}

function invalidLeaf(env: Env, model: Model, at: { node: Extract<Node, { kind: 'leaf' }>; name: string }) {
  const where = env.db.version >= 19 ? 'condition' : 'leaf';
  const term = python([at.node.field, at.node.operator, at.node.value]);
  return valueError(`Invalid field ${model.name}.${at.name} in ${where} ${term}`);
}

export function matches(env: Env, at: { model: Model; row: Row }, node: Node): boolean {
  switch (node.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'not':
      return !matches(env, at, node.node);
    case 'and':
      return matches(env, at, node.left) && matches(env, at, node.right);
    case 'or':
      return matches(env, at, node.left) || matches(env, at, node.right);
    case 'leaf':
      return leafMatches(env, at, node);
  }
}

type Leaf = Extract<Node, { kind: 'leaf' }>;

function leafMatches(env: Env, at: { model: Model; row: Row }, leaf: Leaf): boolean {
  const dot = leaf.field.indexOf('.');
  const name = dot < 0 ? leaf.field : leaf.field.slice(0, dot);
  const field = at.model.fields[name];
  if (field === undefined) return false;
  const value = valueOf(env, at, name);
  if (leaf.operator === 'child_of' && dot < 0) return below(env, { ...at, field, value }, leaf.value);
  if (field.relation === undefined) return compare(value, leaf.operator, leaf.value);
  const model = env.model(field.relation);
  const one = refOf(value);
  const ids = one === undefined ? idsOf(value) : [one];
  if (dot >= 0) {
    const rest = { ...leaf, field: leaf.field.slice(dot + 1) };
    return throughRecords(env, { model, ids }, rest);
  }
  if (leaf.operator === 'any' || leaf.operator === 'not any') {
    const inner = parseDomain(leaf.value, env.db.version);
    checkDomain(env, model, inner);
    const found = rowsOf(env, model, ids).some((row) => matches(env, { model, row }, inner));
    return found === (leaf.operator === 'any');
  }
  return relationMatches(env, { model, ids }, leaf);
}

/** Whether a record, or one that a field names, is one of those wanted or lies under one of them. */
function below(env: Env, at: { model: Model; field: Field; value: Stored }, wanted: Json): boolean {
  const model = at.field.relation === undefined ? at.model : env.model(at.field.relation);
  const tops = Array.isArray(wanted) ? wanted : [wanted];
  const start = refOf(at.value);
  const seen = new Set<number>();
  const open = start === undefined ? idsOf(at.value) : [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (tops.includes(id)) return true;
    seen.add(id);
    const up = refOf(env.row(model.name, id)?.[model.parent ?? '']);
    if (up !== undefined && !seen.has(up)) open.push(up);
  }
  return false;
}

function throughRecords(env: Env, at: { model: Model; ids: number[] }, leaf: Leaf): boolean {
  const rows = rowsOf(env, at.model, at.ids).filter((row) => visible(env, at.model, row));
  if (rows.length === 0) return empty(leaf.value) && leaf.operator === '=';
  return rows.some((row) => leafMatches(env, { model: at.model, row }, leaf));
}

function relationMatches(env: Env, at: { model: Model; ids: number[] }, leaf: Leaf): boolean {
  const wanted: Json[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const negative = leaf.operator === '!=' || leaf.operator.startsWith('not ');
  const like = leaf.operator.includes('like');
  const rows = rowsOf(env, at.model, at.ids);
  const operator = like ? leaf.operator.replace('not ', '') : '=';
  const hit = wanted.some((value) => {
    if (empty(value)) return at.ids.length === 0;
    if (typeof value === 'number') return at.ids.includes(value);
    return rows.some((row) =>
      compare(valueOf(env, { model: at.model, row }, 'display_name'), operator, value),
    );
  });
  return hit !== negative;
}

function rowsOf(env: Env, model: Model, ids: number[]): Row[] {
  return ids.flatMap((id) => env.row(model.name, id) ?? []);
}

const empty = (value: Json) => value === false || value === null;
