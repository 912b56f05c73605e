import type { Env } from '../engine/env.ts';
import { MissingRequired, OdooError } from '../engine/errors.ts';
import { externalId, nameRecord, touchKey } from '../engine/external-ids.ts';
import type { Model } from '../engine/model.ts';
import { create, write } from '../engine/orm.ts';
import { search } from '../engine/search.ts';
import { type Json, refOf, type Vals } from '../engine/value.ts';
import { convertRecord } from './cells.ts';
import { extract, type Rows } from './extract.ts';
import type { ImportError } from './import-error.ts';

interface Batch {
  key: string | undefined;
  id: number | undefined;
  vals: Vals;
  info: { rows: { from: number; to: number }; record: number };
}

/**
 * Makes or updates records from a table of texts, by external ids.
 * Refusals come as messages beside `ids: false`, and then nothing is left behind;
 * an unknown column throws.
 */
export function load(env: Env, model: Model, table: { fields: string[]; data: string[][] }): Json {
  const importing = env.with({ _import_current_module: '__import__' });
  const messages: Vals[] = [];
  const paths = table.fields.map(pathOf);
  const start = env.db.journal.mark();
  const batches = extract(importing, model, { paths, data: table.data }).map(
    ({ record, rows }, index): Batch => {
      const info = { rows: asJson(rows), record: index };
      const refuse = (field: string, error: ImportError): number =>
        messages.push(refusal(model, info, { field, error }));
      const vals = convertRecord(importing, model, { record, refuse });
      const key = typeof record['id'] === 'string' && record['id'] !== '' ? record['id'] : undefined;
      const id = databaseId(importing, model, { cell: record['.id'], info, messages });
      return { key: key === undefined || key.includes('.') ? key : `__import__.${key}`, id, vals, info };
    },
  );
  const ids = batches.flatMap((batch) => attempt(importing, model, { batch, messages }) ?? []);
  const failed = messages.some((message) => message['type'] === 'error');
  if (failed) env.db.journal.rollback(start);
  return { ids: failed ? false : ids, messages, nextrow: 0 };
}

/** `partner_id.id` and `partner_id:id` are other spellings of `partner_id/.id` and `partner_id/id`. */
const pathOf = (column: string): string[] =>
  column
    .replaceAll(/([^/])\.id/g, '$1/.id')
    .replaceAll(/([^/]):id/g, '$1/id')
    .split('/');

const asJson = (rows: Rows) => ({ from: rows.from, to: rows.to });

function refusal(model: Model, info: Batch['info'], what: { field: string; error: ImportError }): Vals {
  const label = model.fields[what.field]?.string ?? what.field;
  return {
    rows: info.rows,
    type: 'error',
    record: info.record,
    field: what.field,
    message: what.error.labelled(label),
    ...(what.error.moreinfo === undefined ? {} : { moreinfo: what.error.moreinfo }),
    field_name: label,
  };
}

function databaseId(
  env: Env,
  model: Model,
  what: { cell: Json | undefined; info: Batch['info']; messages: Vals[] },
): number | undefined {
  if (typeof what.cell !== 'string' || what.cell === '') return undefined;
  const id = Number(what.cell);
  if (search(env, model, { domain: [['id', '=', id]], limit: 1 }).length > 0) return id;
  what.messages.push({
    ...what.info,
    type: 'error',
    field: '.id',
    message: `Unknown database identifier '${what.cell}'`,
  });
  return undefined;
}

/** Writes one record in a savepoint of its own; a failure becomes a message. */
function attempt(env: Env, model: Model, what: { batch: Batch; messages: Vals[] }): number | undefined {
  const savepoint = env.db.journal.mark();
  try {
    return upsert(env, model, what.batch);
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    env.db.journal.rollback(savepoint);
    what.messages.push({ ...what.batch.info, type: 'error', ...worded(error) });
    return undefined;
  }
}

function worded(error: OdooError): Vals {
  if (error instanceof MissingRequired) return { message: error.loadMessage, field: error.field };
  if (/^(odoo\.exceptions|psycopg2)/.test(error.pythonName)) return { message: error.message };
  const type = error.pythonName.replace('builtins.', '');
  return {
    message: `Unknown error during import: <class '${type}'>: ${error.message}`,
    moreinfo: 'Resolve other errors first',
  };
}

function upsert(env: Env, model: Model, batch: Batch): number {
  if (batch.key === undefined) {
    if (batch.id === undefined) return create(env, model, [batch.vals])[0] ?? 0;
    write(env, model, { ids: [batch.id], vals: batch.vals });
    return batch.id;
  }
  touchKey(env, batch.key);
  const row = externalId(env, batch.key);
  const known = refOf(row?.['res_id']);
  if (row !== undefined && row['model'] !== model.name) {
    throw new OdooError(
      'odoo.exceptions.ValidationError',
      `For external id ${batch.key} when trying to create/update a record of model ${model.name} found record of different model ${String(row['model'])} (${row.id})`,
    );
  }
  if (known !== undefined && env.row(model.name, known) !== undefined) {
    write(env, model, { ids: [known], vals: batch.vals });
    return known;
  }
  const [id = 0] = create(env, model, [batch.vals]);
  nameRecord(env, batch.key, { model: model.name, id });
  return id;
}
