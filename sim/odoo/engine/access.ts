import type { Env } from './env.ts';
import { accessError } from './errors.ts';
import type { Model, Operation } from './model.ts';
import { idsOf, refOf, type Row, text } from './value.ts';
import { valueOf } from './values.ts';

const verbs: Record<Operation, string> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
};
const letters: Record<Operation, string> = { read: 'r', write: 'w', create: 'c', unlink: 'u' };

export function mayDo(env: Env, model: Model, operation: Operation): boolean {
  if (env.su || env.uid === 1) return true;
  return granted(model, operation).some((group) => env.hasGroup(group));
}

/** Throws Odoo's AccessError with the groups that could. */
export function checkAccess(env: Env, model: Model, operation: Operation): void {
  if (mayDo(env, model, operation)) return;
  const head = `You are not allowed to ${verbs[operation]} '${model.description}' (${model.name}) records.`;
  const names = granted(model, operation)
    .map((group) => groupName(env, group))
    .toSorted();
  const who =
    names.length === 0
      ? 'No group currently allows this operation.'
      : `This operation is allowed for the following groups:\n${names.map((name) => `\t- ${name}`).join('\n')}`;
  throw accessError(`${head}\n\n${who}\n\nContact your administrator to request access if necessary.`);
}

function granted(model: Model, operation: Operation): string[] {
  return Object.entries(model.acl)
    .filter(([, rights]) => rights.includes(letters[operation]))
    .map(([group]) => group);
}

function groupName(env: Env, xmlId: string): string {
  const id = env.ref(xmlId);
  return text(env.row('res.groups', id)?.['full_name']).replace(' / ', '/');
}

/** Whether the record rules let the user see a row. */
export function visible(env: Env, model: Model, row: Row): boolean {
  if (env.su || env.uid === 1) return true;
  if (model.companyRule === true && !inCompanies(env, model, row)) return false;
  const rules = (model.rules ?? []).filter((rule) => env.hasGroup(rule.group));
  return rules.length === 0 || rules.some((rule) => rule.allows(env, row));
}

function inCompanies(env: Env, model: Model, row: Row): boolean {
  const company = refOf(valueOf(env, { model, row }, 'company_id'));
  return company === undefined || env.companies.includes(company);
}

/** Throws Odoo's AccessError when a record rule hides one of the rows. */
export function checkRules(env: Env, model: Model, at: { rows: Row[]; operation: Operation }): void {
  const hidden = at.rows.filter((row) => !visible(env, model, row));
  const first = hidden[0];
  if (first === undefined) return;
  const user = text(env.row('res.partner', refOf(env.user['partner_id']))?.['name']);
  const company = env.row('res.company', refOf(valueOf(env, { model, row: first }, 'company_id')));
  const multi = model.companyRule === true && !inCompanies(env, model, first);
  const hint = !multi
    ? ''
    : idsOf(env.user['company_ids']).includes(company?.id ?? 0)
      ? `\n\nThis seems to be a multi-company issue, you might be able to access the record by switching to the company: ${text(company?.['name'])}.`
      : '\n\nThis seems to be a multi-company issue, but you do not have access to the proper company to access the record anyhow.';
  throw accessError(
    'Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n' +
      `Sorry, ${user} (id=${env.uid}) doesn't have '${at.operation}' access to:\n` +
      `- ${model.description} (${model.name})\n\n` +
      'If you really, really need access, perhaps you can win over your friendly administrator with a batch of freshly baked cookies.' +
      hint,
  );
}
