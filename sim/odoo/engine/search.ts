import { checkAccess, visible } from './access.ts';
import { type Node, parseDomain } from './domain.ts';
import type { Env } from './env.ts';
import { checkDomain, matches } from './match.ts';
import type { Model } from './model.ts';
import { sortRows } from './order.ts';
import type { Json, Row } from './value.ts';
import { valueOf } from './values.ts';

export interface Query {
  domain: Json;
  order?: string | undefined;
  offset?: number;
  limit?: number | undefined;
}

/** The rows that a domain finds, under the user's rights, in order. */
export function search(env: Env, model: Model, query: Query): Row[] {
  checkAccess(env, model, 'read');
  const node = withHidden(env, model, parseDomain(query.domain, env.db.version));
  checkDomain(env, model, node);
  const archivedToo =
    env.context['active_test'] === false || model.fields['active'] === undefined || mentions(node, 'active');
  const rows: Row[] = [];
  for (const row of candidates(env, model, node)) {
    const at = { model, row };
    if (!archivedToo && valueOf(env, at, 'active') !== true) continue;
    if (matches(env, at, node) && visible(env, model, row)) rows.push(row);
  }
  const sorted = sortRows(env, model, { rows, order: query.order });
  const offset = query.offset ?? 0;
  return query.limit === undefined ? sorted.slice(offset) : sorted.slice(offset, offset + query.limit);
}

/** The domain, without what the model hides from those who do not ask for it. */
function withHidden(env: Env, model: Model, node: Node): Node {
  const { hides } = model;
  if (hides === undefined || hides.unlessNamed.some((field) => mentions(node, field))) return node;
  return { kind: 'and', left: node, right: parseDomain(hides.domain, env.db.version) };
}

function mentions(node: Node, field: string): boolean {
  if (node.kind === 'leaf') return node.field === field;
  if (node.kind === 'not') return mentions(node.node, field);
  if (node.kind === 'and' || node.kind === 'or') {
    return mentions(node.left, field) || mentions(node.right, field);
  }
  return false;
}

function candidates(env: Env, model: Model, node: Node): Iterable<Row> {
  const { rows } = env.table(model.name);
  const ids = narrowed(env, model, node);
  if (ids === undefined) return rows.values();
  return [...ids].toSorted((a, b) => a - b).flatMap((id) => rows.get(id) ?? []);
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

function fromIndex(
  env: Env,
  model: Model,
  leaf: Extract<Node, { kind: 'leaf' }>,
): ReadonlySet<number> | undefined {
  if (leaf.operator !== '=' && leaf.operator !== 'in') return undefined;
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
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
