import type { Env } from '../engine/env.ts';
import { accessError, userError } from '../engine/errors.ts';
import type { Call, Method } from '../engine/model.ts';
import { type Json, type OdooVersion, refOf, type Row, text } from '../engine/value.ts';

const name = 'account.move';

/** What can be done with an invoice. */
export const invoiceActions = (version: OdooVersion): Record<string, Method> => ({
  action_post: { on: 'records', params: [], run: (call) => post(call, version) },
  get_portal_url: {
    on: 'records',
    params: [
      ['suffix', null],
      ['report_type', null],
      ['download', null],
    ],
    open: true,
    run: portalUrl,
  },
});

function post({ env, ids }: Call, version: OdooVersion): Json {
  if (!env.su && !env.hasGroup('account.group_account_invoice')) {
    throw accessError("You don't have the access rights to post an invoice.");
  }
  for (const id of ids) {
    const row = env.get(name, id);
    if (row['state'] !== 'draft') {
      throw userError(`The entry ${text(row['name'])} (id ${id}) must be in draft.`);
    }
    if (version === 16) checkFiscalData(env, row);
    const day = env.db.timestamp().slice(0, 10);
    const number = numberedAs(row) ?? nextNumber(env, row);
    env.table(name).update(id, {
      state: 'posted',
      name: number,
      invoice_date: day,
      invoice_date_due: day,
      payment_reference: number,
      write_date: env.db.timestamp(),
    });
  }
  return false;
}

const numberedAs = (row: Row): string | undefined =>
  text(row['name']).startsWith('INV/') ? text(row['name']) : undefined;

export function nextNumber(env: Env, row: Row): string {
  const year = env.db.timestamp().slice(0, 4);
  const place = env.db.next(`invoice/${refOf(row['company_id']) ?? 0}/${year}`);
  return `INV/${year}/${String(place).padStart(5, '0')}`;
}

/** The first of a year has its number as a draft until 17; the others have a stroke, and from 18 on nothing. */
export function draftName(env: Env, company: number): string | false {
  if (env.db.version >= 18) return false;
  const others = [...env.table(name).lookup('company_id', company)].some(
    (id) => text(env.row(name, id)?.['name']) !== '',
  );
  return others ? '/' : nextNumber(env, { id: 0, company_id: company });
}

/** 16 asks for what the electronic invoice needs before it posts. */
function checkFiscalData(env: Env, row: Row): void {
  const company = env.row('res.company', refOf(row['company_id']));
  if (env.follow('res.company', company, 'country_id')?.['code'] !== 'IT') return;
  const buyer = env.row('res.partner', refOf(row['partner_id']));
  const parent = env.follow('res.partner', buyer, 'parent_id');
  const known = [buyer, parent].some(
    (partner) => text(partner?.['vat']) !== '' || text(partner?.['l10n_it_codice_fiscale']) !== '',
  );
  if (known) return;
  throw userError(
    `Invalid invoice configuration:\n\nThe buyer, ${text(buyer?.['name'])}, or his company must have a VAT number and/or a tax code (Codice Fiscale).`,
  );
}

function portalUrl({ env, ids, args }: Call): Json {
  const [id = 0] = ids;
  const row = env.get(name, id);
  const token = text(row['access_token']) || tokenOf(env.db.next('portal'));
  if (row['access_token'] !== token) env.table(name).update(id, { access_token: token });
  const type = typeof args['report_type'] === 'string' ? `&report_type=${args['report_type']}` : '';
  const download = args['download'] === true ? '&download=true' : '';
  return `/my/invoices/${id}?access_token=${token}${type}${download}`;
}

const tokenOf = (nth: number): string => `${String(nth).padStart(8, '0')}-5eed-4000-8000-c0ffee000000`;
