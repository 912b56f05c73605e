import Big from 'big.js';
import type { Env } from './env.ts';
import { notSimulated, valueError } from './errors.ts';
import { parseDomain } from './domain.ts';
import type { Call, Method, Model } from './model.ts';
import { sortRows } from './order.ts';
import { checkFieldNames } from './read.ts';
import { search } from './search.ts';
import { type Json, type OdooVersion, type Row, type Stored, toJson, type Vals } from './value.ts';
import { nameOf, valueOf } from './values.ts';

interface Aggregate {
  /** The key of the answer. */
  name: string;
  field: string;
  by: string;
}

interface Group {
  rows: Row[];
  values: Stored[];
}

/** Sums by fields, as `read_group` and (from 19 on) `formatted_read_group` answer them. */
export function groupMethods(version: OdooVersion): Record<string, Method> {
  const paging: Method['params'] = [
    ['offset', 0],
    ['limit', null],
  ];
  const old: Method = {
    on: 'model',
    params: ['domain', 'fields', 'groupby', ...paging, ['orderby', false], ['lazy', true]],
    run: readGroup,
  };
  const formatted: Method = {
    on: 'model',
    params: ['domain', ['groupby', []], ['aggregates', []], ['having', []], ...paging, ['order', null]],
    run: formattedReadGroup,
  };
  return { read_group: old, ...(version >= 19 ? { formatted_read_group: formatted } : {}) };
}

function readGroup(call: Call): Json {
  const { env, args, model } = call;
  const groupby = texts(args['groupby']);
  if (args['lazy'] !== false && groupby.length > 1) throw notSimulated('read_group, lazy, by several fields');
  const aggregates = texts(args['fields']).flatMap((spec) => aggregateOf(env, model, spec) ?? []);
  const counter = args['lazy'] !== false && groupby.length === 1 ? `${groupby[0] ?? ''}_count` : '__count';
  return groups(call, groupby, args['orderby']).map((group): Vals => {
    const keys = Object.fromEntries(
      groupby.map((name, at) => [name, shownKey(env, { model, name }, group.values[at])]),
    );
    const sums = Object.fromEntries(
      aggregates.map((one) => [one.name, total(env, { model, one }, group.rows)]),
    );
    const count = { [counter]: group.rows.length };
    const terms = groupby.map((name, at): Json => [name, '=', toJson(group.values[at])]);
    const parts = env.db.version === 16 ? { ...count, ...sums, ...keys } : { ...keys, ...count, ...sums };
    return { ...parts, __domain: bothDomains(env.db.version, args['domain'] ?? [], terms) };
  });
}

function formattedReadGroup(call: Call): Json {
  const { env, args, model } = call;
  const groupby = texts(args['groupby']);
  const aggregates = texts(args['aggregates']);
  if (Array.isArray(args['having']) && args['having'].length > 0)
    throw notSimulated('formatted_read_group with having');
  return groups(call, groupby, args['order']).map((group): Vals => {
    const keys = Object.fromEntries(
      groupby.map((name, at) => [name, shownKey(env, { model, name }, group.values[at])]),
    );
    const terms = groupby.map((name, at): Json => [name, '=', toJson(group.values[at])]);
    const sums = aggregates.map((spec): [string, Json] => {
      if (spec === '__count') return [spec, group.rows.length];
      const [field = '', by = ''] = spec.split(':');
      checkFieldNames(env, model, [field]);
      return [spec, total(env, { model, one: { name: spec, field, by } }, group.rows)];
    });
    return { ...keys, __extra_domain: joined(terms), ...Object.fromEntries(sums) };
  });
}

/** The groups in the order of what they are grouped by, or of an order among those. */
function groups({ env, model, args }: Call, groupby: string[], order: Json | undefined): Group[] {
  checkFieldNames(env, model, groupby);
  const odd = groupby.find((name) => /many2many|one2many|date/.test(model.fields[name]?.type ?? ''));
  if (odd !== undefined) throw notSimulated(`read_group by ${odd}`);
  const found = new Map<string, Group>();
  for (const row of search(env, model, { domain: args['domain'] ?? [], order: 'id' })) {
    const values = groupby.map((name) => valueOf(env, { model, row }, name));
    const key = JSON.stringify(values);
    const group = found.get(key);
    if (group === undefined) found.set(key, { rows: [row], values });
    else group.rows.push(row);
  }
  const byFirst = new Map([...found.values()].map((group) => [group.rows[0]?.id, group]));
  const firsts = [...found.values()].flatMap((group) => group.rows[0] ?? []);
  const asked = typeof order === 'string' && order !== '' ? order : groupby.join(', ');
  const sorted = asked === '' ? firsts : sortRows(env, model, { rows: firsts, order: asked });
  const offset = Number(args['offset'] ?? 0);
  const limit = typeof args['limit'] === 'number' ? args['limit'] : sorted.length;
  return sorted.slice(offset, offset + limit).flatMap((row) => byFirst.get(row.id) ?? []);
}

/** Numbers are summed unless the call says otherwise; what cannot be summed is left out. */
function aggregateOf(env: Env, model: Model, spec: string): Aggregate | undefined {
  const [field = '', by] = spec.split(':');
  checkFieldNames(env, model, [field]);
  const type = model.fields[field]?.type ?? '';
  const adds = type === 'float' || type === 'monetary' || type === 'integer';
  if (by === undefined) return adds && field !== 'id' ? { name: field, field, by: 'sum' } : undefined;
  return { name: field, field, by };
}

function total(env: Env, at: { model: Model; one: Aggregate }, rows: Row[]): Json {
  const values = rows.map((row) => valueOf(env, { model: at.model, row }, at.one.field));
  const numbers = values.filter((value) => typeof value === 'number');
  switch (at.one.by) {
    case 'sum':
      return numbers.reduce((sum, value) => sum.plus(value), new Big(0)).toNumber();
    case 'min':
      return numbers.length === 0 ? false : Math.min(...numbers);
    case 'max':
      return extreme(values);
    case 'count':
      return values.filter((value) => value !== null).length;
    default:
      throw valueError(`Invalid aggregate '${at.one.by}' for field '${at.one.field}'`);
  }
}

/** The highest number or the last text. */
function extreme(values: Stored[]): Json {
  const [first = null, ...others] = values.filter((value) => value !== null);
  return toJson(others.reduce((a, b) => (Number(b) > Number(a) || String(b) > String(a) ? b : a), first));
}

function shownKey(env: Env, at: { model: Model; name: string }, value: Stored | undefined): Json {
  const relation = at.model.fields[at.name]?.relation;
  if (relation === undefined || typeof value !== 'number') return toJson(value);
  return [value, nameOf(env, relation, value)];
}

const joined = (terms: Json[]): Json[] => [...terms.slice(1).map(() => '&'), ...terms];

/** 16 puts the group's terms first, the later ones the domain that was asked for. */
function bothDomains(version: OdooVersion, domain: Json, terms: Json[]): Json[] {
  parseDomain(domain, version);
  const asked = Array.isArray(domain) ? normal(domain) : [];
  if (asked.length === 0) return joined(terms);
  const ands = terms.map(() => '&');
  return version === 16 ? [...ands, ...terms, ...asked] : [...ands, ...asked, ...terms];
}

/** A domain with every "and" written out. */
function normal(domain: Json[]): Json[] {
  let open = 1;
  const result: Json[] = [];
  for (const item of domain) {
    if (open === 0) {
      result.unshift('&');
      open = 1;
    }
    result.push(item);
    if (item === '&' || item === '|') open += 1;
    else if (item !== '!') open -= 1;
  }
  return result;
}

const texts = (value: Json | undefined): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((one) => typeof one === 'string')
      : [];
