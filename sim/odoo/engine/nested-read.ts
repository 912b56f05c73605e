import type { Env } from './env.ts';
import type { Model } from './model.ts';
import { read } from './read.ts';
import { isVals, type Json, type Vals } from './value.ts';

/**
 * Reads records as 17 and later do for their own pages: a many2one is an id, and with `fields` an object of them; the
 * records of a list are objects where their fields are asked for.
 */
export function nestedRead(
  env: Env,
  model: Model,
  { ids, specification }: { ids: number[]; specification: Vals },
): Vals[] {
  const names = Object.keys(specification);
  // Without a field to read, `read` would give them all.
  const rows = read(env, model, { ids, fields: names.length > 0 ? names : ['id'] });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, shown(env, model, { name, value, specification })]),
    ),
  );
}

function shown(
  env: Env,
  model: Model,
  { name, value, specification }: { name: string; value: Json; specification: Vals },
): Json {
  const field = model.fields[name];
  if (field?.relation === undefined || !Array.isArray(value)) return value;
  const asked = specification[name];
  const inner = isVals(asked) && isVals(asked['fields']) ? asked['fields'] : undefined;
  const many = field.type !== 'many2one';
  const ids = (many ? value : value.slice(0, 1)).filter((id) => typeof id === 'number');
  if (inner === undefined) return many ? ids : (ids[0] ?? false);
  const target = env.model(field.relation);
  const records = nestedRead(env, target, { ids, specification: inner });
  return many ? records : (records[0] ?? false);
}
