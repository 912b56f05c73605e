import type { Env } from './env.ts';
import { DatabaseCheck, SerializationFailure } from './errors.ts';
import { refOf, type Row, text } from './value.ts';

const table = 'ir.model.data';

/** The row of an external id, if there is one. */
export function externalId(env: Env, xmlId: string): Row | undefined {
  for (const id of env.table(table).lookup('complete_name', xmlId)) return env.row(table, id);
  return undefined;
}

/** The external ids of a record, oldest first. */
export function externalIdsOf(env: Env, model: string, id: number): Row[] {
  return [...env.table(table).lookup('res_id', id)]
    .flatMap((row) => env.row(table, row) ?? [])
    .filter((row) => row['model'] === model)
    .toSorted((a, b) => a.id - b.id);
}

/**
 * Marks a key as written by this transaction.
 * Throws a SerializationFailure when another one committed it since this one began.
 */
export function touchKey(env: Env, xmlId: string): void {
  const committed = env.db.keyCommits.get(xmlId) ?? 0;
  if (env.transaction.conflict || committed > env.transaction.snapshot) throw new SerializationFailure();
  env.transaction.keys.add(xmlId);
}

/** Gives a record an external id; a blank in the name breaks the table's check. */
export function nameRecord(env: Env, xmlId: string, record: { model: string; id: number }): void {
  touchKey(env, xmlId);
  const before = externalId(env, xmlId);
  if (before !== undefined && refOf(before['res_id']) === record.id) return;
  const dot = xmlId.indexOf('.');
  const module = xmlId.slice(0, dot);
  const name = xmlId.slice(dot + 1);
  const rows = env.table(table);
  const id = rows.nextId();
  if (name.includes(' ')) {
    const now = `${env.db.timestamp()}.000000`;
    throw new DatabaseCheck(
      'new row for relation "ir_model_data" violates check constraint "ir_model_data_name_nospaces"\n' +
        `DETAIL:  Failing row contains (${id}, null, ${now}, ${now}, null, ${record.id}, f, ${name}, ${module}, ${record.model}).\n`,
    );
  }
  const now = env.db.timestamp();
  rows.insert({
    id,
    module,
    name,
    complete_name: xmlId,
    model: record.model,
    res_id: record.id,
    noupdate: false,
    create_uid: env.uid,
    create_date: now,
    write_uid: env.uid,
    write_date: now,
  });
}

/** Removes the external ids of records that are going. */
export function forgetRecords(env: Env, model: string, ids: number[]): void {
  for (const id of ids) {
    for (const row of externalIdsOf(env, model, id)) {
      env.transaction.keys.add(text(row['complete_name']));
      env.table(table).delete(row.id);
    }
  }
}
