import type { Env } from './env.ts';
import { MissingRequired, userError } from './errors.ts';
import { listsOf } from './field-lists.ts';
import type { Model } from './model.ts';
import { idsOf, refOf, type Row, text } from './value.ts';
import { displayName, nameOf } from './values.ts';

/** Throws for the first required column that is empty. */
export function checkRequired(env: Env, model: Model, row: Row): void {
  for (const [name] of listsOf(model).required) {
    if ((row[name] ?? null) !== null) continue;
    throw missingRequired(env, model, name);
  }
}

function missingRequired(env: Env, model: Model, name: string): MissingRequired {
  const label = `'${model.fields[name]?.string ?? name}' (${name})`;
  if (env.db.version >= 19) {
    const message =
      `Missing required value for the field ${label}.\n` +
      `Model: '${model.description}' (${model.name})\n` +
      '- create/update: a mandatory field is not set\n' +
      '- delete: another model requires the record being deleted, you can archive it instead\n';
    const rpc = `The operation cannot be completed: ${message}`;
    return new MissingRequired(name, { rpc, load: message });
  }
  const rpc =
    'The operation cannot be completed:\n' +
    '- Create/update: a mandatory field is not set.\n' +
    '- Delete: another model requires the record being deleted. If possible, archive it instead.\n\n' +
    `Model: ${model.description} (${model.name})\nField: ${model.fields[name]?.string ?? name} (${name})\n`;
  return new MissingRequired(name, { rpc, load: `Missing required value for the field ${label}` });
}

/** Throws Odoo's UserError when a record points at one of another company. */
export function checkCompanies(env: Env, model: Model, ids: number[]): void {
  for (const [name, field] of listsOf(model).checked) {
    const relation = env.model(field.relation ?? '');
    for (const id of ids) checkOne(env, { model, relation, name }, env.get(model.name, id));
  }
}

function checkOne(env: Env, at: { model: Model; relation: Model; name: string }, row: Row): void {
  const company = refOf(row['company_id']);
  const one = refOf(row[at.name]);
  const targets = one === undefined ? idsOf(row[at.name]) : [one];
  for (const target of targets.flatMap((id) => env.row(at.relation.name, id) ?? [])) {
    const other = refOf(target['company_id']);
    if (company === undefined || other === undefined || other === company) continue;
    const record = displayName(env, at.model, row);
    const owner = nameOf(env, 'res.company', company);
    const label = text(at.model.fields[at.name]?.string ?? at.name);
    throw userError(
      'Incompatible companies on records:\n' +
        `- '${record}' belongs to company '${owner}' and '${label}' (${at.name}: '${displayName(env, at.relation, target)}') belongs to another company.`,
    );
  }
}
