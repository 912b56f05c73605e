import type { Env } from '../engine/env.ts';
import { OdooError, userError } from '../engine/errors.ts';
import { create, unlink, write } from '../engine/orm.ts';
import { sortRows } from '../engine/order.ts';
import { idsOf, refOf, type Row } from '../engine/value.ts';

const product = 'product.product';
const lineModel = 'product.template.attribute.line';
const valueModel = 'product.template.attribute.value';
const combination = 'product_template_attribute_value_ids';
const mostVariants = 1000;

/** All variants of a template, archived ones too; those in use first. */
export function variantsOf(env: Env, template: number): Row[] {
  return [...env.table(product).lookup('product_tmpl_id', template)]
    .flatMap((id) => env.row(product, id) ?? [])
    .toSorted((a, b) => Number(b['active'] === true) - Number(a['active'] === true) || a.id - b.id);
}

/** The variants that are not archived. */
export const activeVariants = (env: Env, template: number): Row[] =>
  variantsOf(env, template).filter((row) => row['active'] === true);

/**
 * Makes the variants of all combinations of a template's values, takes those out of the archive that were there before,
 * and deletes the ones that no combination asks for; what is in use is archived.
 */
export function makeVariants(env: Env, template: number): void {
  const lines = variantLines(env, template);
  addSingleValues(env, template, lines);
  const known = new Map(
    variantsOf(env, template)
      .toReversed()
      .map((row) => [keyOf(row), row]),
  );
  const dynamic = lines.some((line) => line.mode === 'dynamic');
  const wanted = combinations(lines.map((line) => line.values));
  const missing = wanted.filter((ids) => !known.has(ids.toSorted(byNumber).join()));
  if (!dynamic && missing.length > mostVariants) {
    throw userError(
      `The number of variants to generate is above allowed limit. You should either not generate variants for each combination or generate them on demand from the sales order. To do so, open the form view of attributes and change the mode of *Create Variants*.`,
    );
  }
  const active = env.row('product.template', template)?.['active'] === true;
  const valid = new Set<number>();
  for (const ids of wanted) {
    const row = known.get(ids.toSorted(byNumber).join());
    if (row === undefined) continue;
    valid.add(row.id);
    if (row['active'] !== true && active) {
      write(env, env.model(product), { ids: [row.id], vals: { active: true } });
    }
  }
  if (!dynamic) {
    const made = missing.map((ids) => ({ product_tmpl_id: template, active, [combination]: [[6, 0, ids]] }));
    for (const id of create(env, env.model(product), made)) valid.add(id);
  }
  dropOrArchive(
    env,
    variantsOf(env, template)
      .map((row) => row.id)
      .filter((id) => !valid.has(id)),
  );
}

interface VariantLine {
  id: number;
  mode: string;
  /** Ids of the template's own values. */
  values: number[];
}

function variantLines(env: Env, template: number): VariantLine[] {
  const model = env.model(lineModel);
  const rows = [...env.table(lineModel).lookup('product_tmpl_id', template)]
    .flatMap((id) => env.row(lineModel, id) ?? [])
    .filter((row) => row['active'] === true);
  return sortRows(env, model, { rows })
    .map((row) => ({
      id: row.id,
      mode: String(env.follow(lineModel, row, 'attribute_id')?.['create_variant']),
      values: activeValues(env, row.id),
    }))
    .filter((line) => line.mode !== 'no_variant' && line.values.length > 0);
}

function activeValues(env: Env, line: number): number[] {
  const rows = [...env.table(valueModel).lookup('attribute_line_id', line)]
    .flatMap((id) => env.row(valueModel, id) ?? [])
    .filter((row) => row['ptav_active'] === true);
  return sortRows(env, env.model(valueModel), { rows }).map((row) => row.id);
}

/** A value without an alternative joins the variants that are there; it is no reason for another one. */
function addSingleValues(env: Env, template: number, lines: readonly VariantLine[]): void {
  const single = lines.filter((line) => line.values.length === 1);
  if (single.length === 0) return;
  for (const row of variantsOf(env, template)) {
    const before = idsOf(row[combination]);
    const ids = [...new Set([...before, ...single.flatMap((line) => line.values)])];
    const covered = new Set(ids.map((id) => refOf(env.row(valueModel, id)?.['attribute_line_id'])));
    const whole = ids.length === lines.length && lines.every((line) => covered.has(line.id));
    if (!whole) continue;
    write(env, env.model(product), { ids: [row.id], vals: { [combination]: [[6, 0, ids]] } });
  }
}

function combinations(lines: readonly number[][]): number[][] {
  return lines.reduce<number[][]>(
    (found, values) => found.flatMap((ids) => values.map((id) => [...ids, id])),
    [[]],
  );
}

const byNumber = (a: number, b: number): number => a - b;

const keyOf = (variant: Row): string => idsOf(variant[combination]).toSorted(byNumber).join();

/** Deletes variants, archives the ones that something points at; whether any stayed. */
export function dropOrArchive(env: Env, ids: readonly number[]): boolean {
  let stayed = false;
  for (const id of ids) {
    const mark = env.db.journal.mark();
    try {
      unlink(env.with({ keep_template: true }), env.model(product), [id]);
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      env.db.journal.rollback(mark);
      stayed = true;
      if (env.get(product, id)['active'] === true) {
        write(env, env.model(product), { ids: [id], vals: { active: false } });
      }
    }
  }
  return stayed;
}

/** Takes a value that is going out of the combinations that hold it. */
export function withoutValues(env: Env, value: Row): void {
  for (const row of variantsOf(env, refOf(value['product_tmpl_id']) ?? 0)) {
    const ids = idsOf(row[combination]);
    if (!ids.includes(value.id)) continue;
    write(env, env.model(product), { ids: [row.id], vals: { [combination]: [[3, value.id]] } });
  }
}
