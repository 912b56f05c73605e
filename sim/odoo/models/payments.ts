import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { char, date, integer, many2many, many2one, monetary, selection } from '../engine/fields.ts';
import { type Call, defineModel, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import {
  big,
  idsOf,
  type Json,
  type OdooVersion,
  refOf,
  type Row,
  text,
  type Vals,
} from '../engine/value.ts';

const kinds = [
  ['sale', 'Sales'],
  ['bank', 'Bank'],
  ['cash', 'Cash'],
] as const;

const paymentStates = [
  ['draft', 'Draft'],
  ['posted', 'Posted'],
  ['paid', 'Paid'],
] as const;

const billing = { 'account.group_account_invoice': 'rwcu' };

const journal = () =>
  defineModel({
    name: 'account.journal',
    description: 'Journal',
    order: 'sequence, type, code',
    acl: { 'base.group_user': 'r', 'account.group_account_manager': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Journal Name', { required: true }),
      type: selection('Type', kinds, { required: true }),
      code: char('Short Code', { required: true }),
      sequence: integer('Sequence', { default: 10 }),
      company_id: many2one('Company', 'res.company', { required: true, default: (env) => env.company }),
    },
  });

/** What a payment is called: a field of another name from 18 on. */
const memoField = (version: OdooVersion) => (version >= 18 ? 'memo' : 'ref');

const payment = (version: OdooVersion) =>
  defineModel({
    name: 'account.payment',
    description: 'Payments',
    recName: memoField(version),
    acl: billing,
    companyRule: true,
    fields: {
      [memoField(version)]: char('Memo'),
      amount: monetary('Amount'),
      date: date('Date'),
      state: selection('Status', paymentStates, { default: version >= 18 ? 'paid' : 'posted' }),
      journal_id: many2one('Journal', 'account.journal'),
      partner_id: many2one('Customer', 'res.partner'),
      company_id: many2one('Company', 'res.company', { default: (env) => env.company }),
    },
  });

const register = 'account.payment.register';

const registration = (version: OdooVersion) =>
  defineModel({
    name: register,
    description: version >= 18 ? 'Pay' : 'Register Payment',
    recName: 'id',
    acl: { 'account.group_account_invoice': 'rwc' },
    fields: {
      journal_id: many2one('Journal', 'account.journal'),
      communication: char('Memo'),
      payment_date: date('Payment Date', { default: (env) => env.db.timestamp().slice(0, 10) }),
      amount: monetary('Amount'),
      line_ids: many2many('Journal entries', 'account.move'),
    },
    hooks: { prepare: (env, vals) => proposed(env, vals) },
    methods: { action_create_payments: { on: 'records', params: [], run: pay } },
  });

/** The dialogue proposes what is open, and refuses where nothing is. */
function proposed(env: Env, vals: Vals): Vals {
  const { active_model: model, active_ids: ids } = env.context;
  if (model !== 'account.move' || !Array.isArray(ids)) {
    throw userError(
      'The register payment wizard should only be called on account.move or account.move.line records.',
    );
  }
  const moves = ids.filter((id) => typeof id === 'number').map((id) => env.get('account.move', id));
  if (moves.some((move) => move['state'] !== 'posted')) {
    throw userError('You can only register payment for posted journal entries.');
  }
  const amount = moves.reduce((all, move) => all.plus(big(move['amount_residual'])), big(0));
  if (amount.eq(0)) throw nothingLeft(env);
  const company = refOf(moves[0]?.['company_id']) ?? 0;
  return {
    journal_id: bankOf(env, company) ?? false,
    communication: moves.map((move) => text(move['name'])).join(' '),
    amount: amount.toNumber(),
    ...vals,
    line_ids: [[6, 0, moves.map((move) => move.id)]],
  };
}

const nothingLeft = (env: Env) =>
  userError(
    env.db.version >= 19
      ? "There's nothing left to pay for the selected journal items, so no payment registration is necessary. You've got your finances under control like a boss!"
      : "You can't register a payment because there is nothing left to pay on the selected journal items.",
  );

const bankOf = (env: Env, company: number): number | undefined =>
  [...env.table('account.journal').lookup('company_id', company)].find(
    (id) => env.row('account.journal', id)?.['type'] === 'bank',
  );

function pay({ env, ids }: Call): Json {
  const made = ids.flatMap((id) => {
    const dialogue = env.get(register, id);
    return idsOf(dialogue['line_ids']).map((move) =>
      settle(env.sudo(), dialogue, env.get('account.move', move)),
    );
  });
  return {
    name: 'Payments',
    type: 'ir.actions.act_window',
    res_model: 'account.payment',
    context: { create: false },
    view_mode: 'form',
    res_id: made[0] ?? false,
  };
}

function settle(env: Env, dialogue: Row, move: Row): number {
  const [id = 0] = create(env, env.model('account.payment'), [
    {
      [memoField(env.db.version)]: dialogue['communication'] ?? false,
      amount: move['amount_residual'] ?? 0,
      date: dialogue['payment_date'] ?? false,
      journal_id: dialogue['journal_id'] ?? false,
      partner_id: move['partner_id'] ?? false,
      company_id: move['company_id'] ?? false,
    } as Vals,
  ]);
  env.table('account.move').update(move.id, { amount_residual: 0, payment_state: 'paid' });
  return id;
}

export const paymentModels = (version: OdooVersion): Model[] => [
  journal(),
  payment(version),
  registration(version),
];
