import { checkAccess, visible } from './access.ts';
import { candidates } from './candidates.ts';
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
  const offset = query.offset ?? 0;
  const end = query.limit === undefined ? Infinity : offset + query.limit;
  const found = candidates(env, model, { node, order: query.order ?? model.order });
  for (const row of found.rows) {
    const at = { model, row };
    if (!archivedToo && valueOf(env, at, 'active') !== true) continue;
    if (matches(env, at, node) && visible(env, model, row)) rows.push(row);
    if (found.sorted && rows.length >= end) break;
  }
  const sorted = found.sorted ? rows : sortRows(env, model, { rows, order: query.order });
  return sorted.slice(offset, end);
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
