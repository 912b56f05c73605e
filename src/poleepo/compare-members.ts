import type { Assumption, Mark } from './contract-assumptions.ts';
import { fits, isRecord, shapeOf } from './contract-shape.ts';

/** Where Poleepo's answers are not what we assume. Tells of forms only, never what a member says. */
export interface ContractDifference {
  endpoint: string;
  member: string;
  assumed: string;
  found: string;
  /** How sure we were; `unknown` of what we had no idea. */
  mark: Mark | 'unknown';
  /** `breaks`: something of ours does not work with it. `note`: good to know. */
  weight: 'breaks' | 'note';
}

/** Compares records of one resource with what is assumed of it: members that are missing everywhere, of another form, or unknown. */
export function compareMembers(
  endpoint: string,
  records: readonly unknown[],
  { assumptions, open = new Set() }: { assumptions: readonly Assumption[]; open?: ReadonlySet<string> },
): ContractDifference[] {
  if (records.length === 0) return [];
  return [
    ...assumptions.flatMap((assumption) => assumed(endpoint, records, assumption)),
    ...unknownMembers(records, { assumptions, open }).map(({ member, value }) => ({
      endpoint,
      member,
      assumed: 'nothing',
      found: shapeOf(value),
      mark: 'unknown' as const,
      weight: 'note' as const,
    })),
  ];
}

function assumed(
  endpoint: string,
  records: readonly unknown[],
  { member, shape, mark, needed }: Assumption,
): ContractDifference[] {
  const values = records.flatMap((record) => valuesAt(record, member.split('.')));
  const difference = (found: string, weight: ContractDifference['weight']): ContractDifference => ({
    endpoint,
    member,
    assumed: shape,
    found,
    mark,
    weight,
  });
  // Of what no record has the parent, nothing can be said.
  if (values.length === 0) return [];
  const odd = values.find((value) => !fits(value, shape));
  if (odd !== undefined) return [difference(shapeOf(odd), 'breaks')];
  if (values.some((value) => value !== undefined)) return [];
  return [difference('missing', needed ? 'breaks' : 'note')];
}

/** The values behind a path; undefined where a record lacks the member, nothing where it lacks the parent. */
function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return [value];
  const list = name.endsWith('[]');
  const key = list ? name.slice(0, -2) : name;
  if (!isRecord(value)) return [];
  const found = value[key];
  if (rest.length === 0 && !list) return [found];
  if (found === undefined || found === null) return [];
  const parents = list ? (Array.isArray(found) ? found : []) : [found];
  return parents.filter(isRecord).flatMap((parent) => valuesAt(parent, rest));
}

function unknownMembers(
  records: readonly unknown[],
  { assumptions, open }: { assumptions: readonly Assumption[]; open: ReadonlySet<string> },
): { member: string; value: unknown }[] {
  const known = new Set(assumptions.flatMap(({ member }) => [member, ...parentsOf(member)]));
  const found = new Map<string, unknown>();
  const look = (value: unknown, prefix: string): void => {
    if (!isRecord(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      const member = prefix === '' ? name : `${prefix}.${name}`;
      const element = `${member}[]`;
      if (open.has(member) || open.has(element)) continue;
      if (!known.has(member) && !known.has(element)) {
        if (!isNamePart(name, prefix, assumptions) && !found.has(member)) found.set(member, inner);
      } else if (Array.isArray(inner)) for (const one of inner.slice(0, 5)) look(one, element);
      else look(inner, member);
    }
  };
  for (const record of records) look(record, '');
  return [...found].map(([member, value]) => ({ member, value }));
}

function parentsOf(member: string): string[] {
  const parts = member.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** A name may be an object of id and name. */
function isNamePart(name: string, prefix: string, assumptions: readonly Assumption[]): boolean {
  if (name !== 'id' && name !== 'name') return false;
  return assumptions.some(({ member, shape }) => member === prefix && shape === 'name');
}
