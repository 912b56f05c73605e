import type { Env } from '../engine/env.ts';
import { write } from '../engine/orm.ts';
import { type Json, refOf, type Row, type Stored, type Vals } from '../engine/value.ts';
import { activeVariants } from './variants.ts';

const template = 'product.template';
const product = 'product.product';

/** What a template shows of its only variant; it is empty where there are several. */
export const mirrored = ['default_code', 'barcode', 'weight', 'volume', 'standard_price'] as const;

/** Kept in columns of the template, so that a change of the variant's changes the template too. */
const kept: readonly string[] = ['default_code', 'weight', 'volume'];

/** Hands what was written on a template to its only variant. */
export function setOnVariant(name: string): (env: Env, row: Row, value: Json) => void {
  return (env, row, value) => {
    const [only, ...others] = activeVariants(env, row.id);
    if (only === undefined || others.length > 0) return;
    write(env.sudo(), env.model(product), { ids: [only.id], vals: { [name]: value } });
  };
}

/** What was written on a new template for its variant to be. */
export function forVariant(env: Env, id: number): Vals {
  const row = env.get(template, id);
  return Object.fromEntries(
    mirrored.flatMap((name): [string, Json][] => (empty(row[name]) ? [] : [[name, row[name] ?? false]])),
  );
}

/** Gives it to the first variant, where there is only one. */
export function handDown(env: Env, id: number, vals: Vals): void {
  const [only, ...others] = activeVariants(env, id);
  if (only === undefined || others.length > 0 || Object.keys(vals).length === 0) return;
  write(env.sudo(), env.model(product), { ids: [only.id], vals });
}

const empty = (value: Stored | undefined): boolean =>
  value === undefined || value === null || value === '' || value === 0;

/** Brings templates up to date with their variants; one that changes is touched with all its variants. */
export function reflect(env: Env, templates: Iterable<number>): void {
  for (const id of templates) {
    const row = env.row(template, id);
    if (row === undefined) continue;
    const variants = activeVariants(env, id);
    const [only] = variants;
    const seen = (name: string): Stored =>
      variants.length === 1 ? (only?.[name] ?? null) : typeof row[name] === 'number' ? 0 : null;
    const patch = Object.fromEntries(
      mirrored.flatMap((name) => (same(row[name], seen(name)) ? [] : [[name, seen(name)]])),
    );
    const names = Object.keys(patch);
    if (names.length === 0) continue;
    const touched = names.some((name) => kept.includes(name));
    env.table(template).update(id, touched ? { ...patch, write_date: env.db.timestamp() } : patch);
    if (touched) touchVariants(env, [id]);
  }
}

const same = (a: Stored | undefined, b: Stored): boolean => a === b || (empty(a) && empty(b));

/** From 17 on a variant's write_date follows its template's. */
export function touchVariants(env: Env, templates: readonly number[]): void {
  if (env.db.version <= 16) return;
  const now = env.db.timestamp();
  for (const id of templates) {
    for (const one of env.table(product).lookup('product_tmpl_id', id)) {
      const before = env.row(product, one)?.['write_date'];
      if (typeof before === 'string' && before >= now) continue;
      env.table(product).update(one, { write_date: now });
    }
  }
}

/** The templates of variants. */
export const templatesOf = (rows: readonly (Row | undefined)[]): Set<number> =>
  new Set(rows.flatMap((row) => refOf(row?.['product_tmpl_id']) ?? []));
