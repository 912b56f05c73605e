import { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { create, write } from '../engine/orm.ts';
import { read } from '../engine/read.ts';
import { search } from '../engine/search.ts';
import type { Json, Row, Vals } from '../engine/value.ts';
import type { Server } from '../rpc/server.ts';

/** The database as a test sees it: everything, under no one's rights. */
export interface SimDatabase {
  search: (model: string, domain?: Json) => number[];
  read: (model: string, ids: number[], fields: string[]) => Vals[];
  count: (model: string, domain?: Json) => number;
  /** The rows as they are kept. */
  records: (model: string) => Row[];
  create: (model: string, vals: Vals) => number;
  write: (model: string, ids: number[], vals: Vals) => void;
  /** Takes a field away, as where the module that brings it is not installed. */
  dropField: (model: string, field: string) => void;
  /** The id behind an external id. */
  ref: (xmlId: string) => number | undefined;
}

export function simDatabase(server: Server): SimDatabase {
  const env = (): Env => {
    server.db.settle();
    const transaction = { snapshot: server.db.commits, keys: new Set<string>(), conflict: false };
    const context = { active_test: false, allowed_company_ids: [1, 2] };
    return new Env(server.db, transaction, { uid: 1, context, su: true });
  };
  const done = <T>(result: T): T => {
    server.db.journal.commit();
    return result;
  };
  return {
    search: (model, domain = []) => search(env(), server.db.model(model), { domain }).map((row) => row.id),
    read: (model, ids, fields) => read(env(), server.db.model(model), { ids, fields }),
    count: (model, domain = []) => search(env(), server.db.model(model), { domain }).length,
    records: (model) => {
      server.db.settle();
      return [...server.db.table(model).rows.values()];
    },
    create: (model, vals) => done(create(env(), server.db.model(model), [vals])[0] ?? 0),
    write: (model, ids, vals) => done(write(env(), server.db.model(model), { ids, vals })),
    dropField: (model, field) => {
      if (!Reflect.has(server.db.model(model).fields, field)) throw userError(`No field ${field}`);
      Reflect.deleteProperty(server.db.model(model).fields, field);
    },
    ref: (xmlId) => env().ref(xmlId),
  };
}
