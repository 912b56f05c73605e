import { OdooError, valueError } from './errors.ts';
import type { Json, OdooVersion } from './value.ts';

export type Node =
  | { kind: 'and' | 'or'; left: Node; right: Node }
  | { kind: 'not'; node: Node }
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'leaf'; field: string; operator: string; value: Json };

const operators = new Set([
  '=',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  'in',
  'not in',
  'like',
  'ilike',
  'not like',
  'not ilike',
  '=like',
  '=ilike',
  '=?',
  'child_of',
  'parent_of',
]);

/** Reads a domain in Polish notation; terms without an operator between them are all to hold. */
export function parseDomain(domain: Json, version: OdooVersion): Node {
  if (!Array.isArray(domain)) {
    if (domain === false || domain === null) return { kind: 'all' };
    throw valueError(`Domain should be a list or a tuple, got ${JSON.stringify(domain)}`);
  }
  const stack: Node[] = [];
  for (const item of domain.toReversed()) stack.push(node(item, stack, version));
  const first = stack.pop();
  if (first === undefined) return { kind: 'all' };
  return stack.reduceRight<Node>((left, right) => ({ kind: 'and', left, right }), first);
}

function node(item: Json, stack: Node[], version: OdooVersion): Node {
  if (item === '!') return { kind: 'not', node: pop(stack) };
  if (item === '&') return { kind: 'and', left: pop(stack), right: pop(stack) };
  if (item === '|') return { kind: 'or', left: pop(stack), right: pop(stack) };
  return leaf(item, version);
}

function pop(stack: Node[]): Node {
  const top = stack.pop();
  if (top === undefined) throw new OdooError('builtins.IndexError', 'pop from empty list');
  return top;
}

function leaf(item: Json, version: OdooVersion): Node {
  if (!Array.isArray(item) || item.length !== 3) throw badItem(item, version);
  const [field, operator, value = null] = item;
  if (field === 1 && operator === '=' && value === 1) return { kind: 'all' };
  if (field === 0 && operator === '=' && value === 1) return { kind: 'none' };
  if (typeof field !== 'string' || typeof operator !== 'string') throw badItem(item, version);
  const known = operators.has(operator) || (version >= 17 && /^(not )?any$/.test(operator));
  if (!known) {
    throw valueError(`Invalid operator '${operator}' in domain term ${python(item)}`);
  }
  return { kind: 'leaf', field, operator, value };
}

function badItem(item: Json, version: OdooVersion): OdooError {
  if (version >= 19) return valueError(`Domain() invalid item in domain: ${python(item)}`);
  if (typeof item === 'string' && item.length < 3) {
    return new OdooError('builtins.IndexError', 'string index out of range');
  }
  return valueError(`Invalid leaf ${python(item)}`);
}

/** A value as Python prints it inside a message. */
export function python(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `(${value.map(python).join(', ')})`;
  return JSON.stringify(value);
}
