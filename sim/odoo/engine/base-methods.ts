import { load } from '../load/load.ts';
import { checkAccess, mayDo, visible } from './access.ts';

import { typeError, userError } from './errors.ts';
import { externalIdsOf } from './external-ids.ts';
import { fieldsGet } from './fields-get.ts';
import { groupMethods } from './read-group.ts';
import type { Call, Method, Model, Operation } from './model.ts';
import { create, unlink, withDefaults, write } from './orm.ts';
import { nestedRead } from './nested-read.ts';
import { read } from './read.ts';
import { type Query, search } from './search.ts';
import { isVals, type Json, type OdooVersion, refOf, text, type Vals, shown } from './value.ts';
import { displayName, nameOf } from './values.ts';

/** The methods that every model has. */
export function baseMethods(version: OdooVersion): Record<string, Method> {
  const values = version >= 19 ? 'vals' : 'values';
  const byName = version >= 19 ? 'domain' : 'args';
  return {
    create: { on: 'model', params: ['vals_list'], run: runCreate },
    write: {
      on: 'records',
      params: [values],
      run: ({ env, model, ids, args }) => {
        write(env, model, { ids, vals: valsOf(args[values]) });
        return true;
      },
    },
    unlink: {
      on: 'records',
      params: [],
      run: ({ env, model, ids }) => {
        unlink(env, model, ids);
        return true;
      },
    },
    read: {
      on: 'records',
      params: [
        ['fields', null],
        ['load', '_classic_read'],
      ],
      run: ({ env, model, ids, args }) => read(env, model, { ids, fields: names(args['fields']) }),
    },
    ...searching(version, byName),
    fields_get: {
      on: 'model',
      params: [
        ['allfields', null],
        ['attributes', null],
      ],
      run: ({ env, model, args }) =>
        fieldsGet(env, model, {
          only: names(args['allfields']),
          attributes: names(args['attributes']),
        }),
    },
    default_get: { on: 'model', params: ['fields_list'], run: defaultGet },
    load: { on: 'model', params: ['fields', 'data'], run: runLoad },
    ...groupMethods(version),
    ...rights(version),
    ...about(version),
  };
}

function searching(version: OdooVersion, byName: string): Record<string, Method> {
  const paging: Method['params'] = [
    ['offset', 0],
    ['limit', null],
    ['order', null],
  ];
  return {
    search: {
      on: 'model',
      params: ['domain', ...paging, ...(version <= 16 ? [['count', false] as const] : [])],
      run: ({ env, model, args }) => search(env, model, queryOf(args)).map((row) => row.id),
    },
    search_read: {
      on: 'model',
      params: [['domain', null], ['fields', null], ...paging],
      run: ({ env, model, args }) => {
        const ids = search(env, model, queryOf(args)).map((row) => row.id);
        return read(env, model, { ids, fields: names(args['fields']) });
      },
    },
    ...(version >= 17
      ? {
          web_search_read: {
            on: 'model' as const,
            params: ['domain', 'specification', ...paging, ['count_limit', null] as const],
            run: ({ env, model, args }: Call) => {
              const ids = search(env, model, queryOf(args)).map((row) => row.id);
              const all = search(env, model, { ...queryOf(args), offset: 0, limit: undefined }).length;
              const records = nestedRead(env, model, { ids, specification: valsOf(args['specification']) });
              return { length: all, records };
            },
          },
        }
      : {}),
    search_count: {
      on: 'model',
      params: ['domain', ['limit', null]],
      run: ({ env, model, args }) => search(env, model, { ...queryOf(args), order: 'id' }).length,
    },
    name_search: {
      on: 'model',
      params: [
        ['name', ''],
        [byName, null],
        ['operator', 'ilike'],
        ['limit', 100],
      ],
      run: ({ env, model, args }) => {
        const domain = Array.isArray(args[byName]) ? args[byName] : [];
        const term: Json = ['display_name', text2(args['operator']), args['name'] ?? ''];
        const all = args['name'] === '' ? domain : [...domain, term];
        return search(env, model, queryOf({ domain: all, limit: args['limit'] ?? null })).map((row) => [
          row.id,
          displayName(env, model, row),
        ]);
      },
    },
  };
}

const text2 = (value: Json | undefined) => (typeof value === 'string' ? value : 'ilike');

function rights(version: OdooVersion): Record<string, Method> {
  const operation = (args: Vals): Operation => {
    const given = args['operation'];
    if (given === 'read' || given === 'write' || given === 'create' || given === 'unlink') return given;
    throw typeError(`unknown operation: ${shown(given)}`);
  };
  const has: Method = {
    on: 'records',
    params: ['operation'],
    run: ({ env, model, ids, args }) =>
      mayDo(env, model, operation(args)) && ids.every((id) => visible(env, model, env.get(model.name, id))),
  };
  const check: Method = {
    on: 'model',
    params: ['operation', ['raise_exception', true]],
    run: ({ env, model, args }) => {
      if (args['raise_exception'] !== false) checkAccess(env, model, operation(args));
      return mayDo(env, model, operation(args));
    },
  };
  return {
    ...(version >= 18 ? { has_access: has } : {}),
    ...(version <= 18 ? { check_access_rights: check } : {}),
  };
}

function about(version: OdooVersion): Record<string, Method> {
  return {
    export_data: {
      on: 'records',
      params: ['fields_to_export'],
      run: () => {
        throw userError("You don't have the rights to export data. Please contact an Administrator.");
      },
    },
    get_external_id: {
      on: 'records',
      params: [],
      run: ({ env, model, ids }) =>
        Object.fromEntries(
          ids.map((id) => [String(id), text(externalIdsOf(env, model.name, id)[0]?.['complete_name'])]),
        ),
    },
    get_metadata: { on: 'records', params: [], run: getMetadata },
    ...(version <= 17
      ? {
          name_get: {
            on: 'records' as const,
            params: [],
            run: ({ env, model, ids }: Call) =>
              ids.map((id) => [id, displayName(env, model, env.get(model.name, id))]),
          },
        }
      : {}),
  };
}

function runCreate({ env, model, args }: Call): Json {
  const given = args['vals_list'] ?? null;
  if (Array.isArray(given)) return create(env, model, given.map(valsOf));
  return create(env, model, [valsOf(given)])[0] ?? false;
}

function runLoad({ env, model, args }: Call): Json {
  const fields = names(args['fields']);
  const data = Array.isArray(args['data']) ? args['data'] : [];
  return load(env, model, { fields, data: data.map(cells) });
}

/** `load` takes texts only; anything else breaks in Odoo's own code. */
function cells(row: Json): string[] {
  if (!Array.isArray(row)) throw typeError("'int' object is not iterable");
  return row.map((cell) => {
    if (typeof cell === 'string') return cell;
    if (cell === false || cell === null) return '';
    throw typeError(`expected string or bytes-like object, got '${typeof cell}'`);
  });
}

function defaultGet({ env, model, args }: Call): Json {
  const defaults = withDefaults(env, model, {});
  const wanted = names(args['fields_list']);
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => wanted.includes(name)));
}

function getMetadata({ env, model, ids }: Call): Json {
  return ids.map((id) => {
    const row = env.get(model.name, id);
    const xmlids = externalIdsOf(env, model.name, id).map((data) => ({
      xmlid: text(data['complete_name']),
      noupdate: data['noupdate'] === true,
    }));
    return {
      id,
      create_uid: userPair({ env, model }, row['create_uid']),
      create_date: text(row['create_date']),
      write_uid: userPair({ env, model }, row['write_uid']),
      write_date: text(row['write_date']),
      xmlid: xmlids[0]?.xmlid ?? false,
      noupdate: xmlids[0]?.noupdate ?? false,
      xmlids,
    };
  });
}

function userPair(at: Pick<Call, 'env'> & { model: Model }, value: Json | undefined): Json {
  const id = typeof value === 'number' ? refOf(value) : undefined;
  return id === undefined ? false : [id, nameOf(at.env, 'res.users', id)];
}

function queryOf(args: Vals): Query {
  const { domain = [], order, offset, limit } = args;
  return {
    domain,
    order: typeof order === 'string' && order !== '' ? order : undefined,
    offset: typeof offset === 'number' ? offset : 0,
    limit: typeof limit === 'number' && limit > 0 ? limit : undefined,
  };
}

export function valsOf(value: Json | undefined): Vals {
  if (isVals(value)) return value;
  throw typeError(`'${typeof value}' object is not a mapping`);
}

export function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
