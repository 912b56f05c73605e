import type { Env } from '../engine/env.ts';
import { userError } from '../engine/errors.ts';
import { boolean, many2many, many2one, one2many } from '../engine/fields.ts';
import { type Acl, type Call, defineModel, type Model } from '../engine/model.ts';
import { big, idsOf, type Json, type OdooVersion, type Vals } from '../engine/value.ts';
import { amountDone, finish, isPicked, liveMoves, setDone } from './transfer.ts';

/** Validates transfers, or answers with the dialogue that a person would see; then nothing is done yet. */
export function validate({ env, ids }: Call): Json {
  const unset = ids.filter((id) => nothingSet(env, id));
  if (unset.length > 0 && env.db.version === 16) {
    if (env.context['skip_immediate'] === true) return true;
    return dialogue(env, { model: 'stock.immediate.transfer', name: 'Immediate Transfer?', ids });
  }
  if (unset.length > 0) throw nothingThere();
  const partial = ids.filter((id) => isPartial(env, id));
  if (partial.length > 0 && env.context['skip_backorder'] !== true) {
    return dialogue(env, { model: 'stock.backorder.confirmation', name: 'Create Backorder?', ids });
  }
  const named = env.context['picking_ids_not_to_backorder'];
  const dropped = new Set(Array.isArray(named) ? named : []);
  for (const id of ids) finish(env.sudo(), id, { rest: dropped.has(id) ? 'drop' : 'backorder' });
  return true;
}

const nothingThere = () =>
  userError(
    'You cannot validate a transfer if no quantities are reserved nor done. To force the transfer, switch in edit mode and encode the done quantities.',
  );

function nothingSet(env: Env, picking: number): boolean {
  env.get('stock.picking', picking);
  const moves = liveMoves(env, picking);
  const anyPicked = moves.some(isPicked);
  if (!moves.every((move) => amountDone(env, move, anyPicked).eq(0))) return false;
  if (env.db.version === 16 && moves.every((move) => big(move['reserved_availability']).eq(0)))
    throw nothingThere();
  return true;
}

function isPartial(env: Env, picking: number): boolean {
  const moves = liveMoves(env, picking);
  const anyPicked = moves.some(isPicked);
  return moves.some((move) => amountDone(env, move, anyPicked).lt(big(move['product_uom_qty'])));
}

function dialogue(env: Env, { model, name, ids }: { model: string; name: string; ids: number[] }): Vals {
  return {
    name,
    type: 'ir.actions.act_window',
    view_mode: 'form',
    res_model: model,
    views: [[1, 'form']],
    view_id: 1,
    target: 'new',
    context: {
      ...env.context,
      button_validate_picking_ids: ids,
      default_show_transfers: false,
      default_pick_ids: ids.map((id) => [4, id]),
    },
  };
}

const acl: Acl = { 'stock.group_stock_user': 'rwc', 'sales_team.group_sale_salesman': 'rwc' };

const picks = { pick_ids: many2many('Picking', 'stock.picking') };

/** Validates the transfers of a dialogue in a context that answers it. */
function again({ env, model, ids }: Call, context: (pickings: number[]) => Vals): Json {
  const pickings = ids.flatMap((id) => idsOf(env.get(model.name, id)['pick_ids']));
  return validate({
    env: env.with(context(pickings)),
    model: env.model('stock.picking'),
    ids: pickings,
    args: {},
  });
}

const backorder = () =>
  defineModel({
    name: 'stock.backorder.confirmation',
    description: 'Backorder Confirmation',
    recName: 'id',
    acl,
    fields: { ...picks, show_transfers: boolean('Show Transfers', { default: false }) },
    methods: {
      process: { on: 'records', params: [], run: (call) => again(call, () => ({ skip_backorder: true })) },
      process_cancel_backorder: {
        on: 'records',
        params: [],
        run: (call) =>
          again(call, (pickings) => ({ skip_backorder: true, picking_ids_not_to_backorder: pickings })),
      },
    },
  });

const line = 'stock.immediate.transfer.line';

const immediate = (): Model[] => [
  defineModel({
    name: 'stock.immediate.transfer',
    description: 'Immediate Transfer',
    recName: 'id',
    acl,
    fields: {
      ...picks,
      show_transfers: boolean('Show Transfers', { default: false }),
      immediate_transfer_line_ids: one2many('Immediate Transfer Lines', `${line}:immediate_transfer_id`),
    },
    methods: {
      process: {
        on: 'records',
        params: [],
        run: (call) => {
          const { env, model, ids } = call;
          for (const picking of ids.flatMap((id) => idsOf(env.get(model.name, id)['pick_ids']))) {
            for (const move of liveMoves(env, picking))
              setDone(env, move, big(move['reserved_availability']));
          }
          return again(call, () => ({ skip_immediate: true }));
        },
      },
    },
  }),
  defineModel({
    name: line,
    description: 'Immediate Transfer Line',
    recName: 'id',
    acl,
    fields: {
      immediate_transfer_id: many2one('Immediate Transfer', 'stock.immediate.transfer', { required: true }),
      picking_id: many2one('Transfer', 'stock.picking', { required: true }),
      to_immediate: boolean('To Process'),
    },
  }),
];

/** The dialogues of a transfer; from 17 on nothing that is reserved is asked for. */
export const transferDialogues = (version: OdooVersion): Model[] => [
  backorder(),
  ...(version === 16 ? immediate() : []),
];
