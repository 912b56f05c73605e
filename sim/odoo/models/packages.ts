import type { Env } from '../engine/env.ts';
import { char, computed, date, float, integer, many2one, selection } from '../engine/fields.ts';
import { type Call, defineModel, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { big, type Json, type OdooVersion, refOf, type Row } from '../engine/value.ts';
import { userError } from '../engine/errors.ts';
import { lineField, doneField } from './goods.ts';
import { packageModel } from './move-lines.ts';

const carriers = [['none', 'No carrier integration']] as const;

/** Boxes: sizes in millimetres, weights in kilograms. */
const packageType = (version: OdooVersion) => {
  const length = version >= 17 ? float : integer;
  return defineModel({
    name: 'stock.package.type',
    description: 'Stock package type',
    className: 'PackageType',
    acl: { 'base.group_user': 'r', 'stock.group_stock_manager': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Package Type', { required: true }),
      sequence: integer('Sequence', { default: 1 }),
      packaging_length: length('Length', { default: 0 }),
      width: length('Width', { default: 0 }),
      height: length('Height', { default: 0 }),
      base_weight: float('Weight', { default: 0 }),
      max_weight: float('Max Weight', { default: 0 }),
      barcode: char('Barcode'),
      shipper_package_code: char('Carrier Code'),
      package_carrier_type: selection('Carrier', carriers, { default: 'none' }),
      company_id: many2one('Company', 'res.company'),
      // 16 has no name for the unit in which it measures lengths.
      length_uom_name: computed(char('Length unit of measure label'), () => (version >= 17 ? 'mm' : '')),
      weight_uom_name: computed(char('Weight unit of measure label'), () => 'kg'),
    },
  });
};

const box = (version: OdooVersion) =>
  defineModel({
    name: packageModel(version),
    description: version >= 19 ? 'Package' : 'Packages',
    className: 'QuantPackage',
    acl: { 'base.group_user': 'r', 'stock.group_stock_user': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Package Reference', { required: true, index: true, default: (env) => nextName(env) }),
      package_type_id: many2one('Package Type', 'stock.package.type'),
      shipping_weight: float('Shipping Weight', { default: 0 }),
      weight: computed(float('Weight'), weightOf),
      weight_uom_name: computed(char('Weight unit of measure label'), () => 'kg'),
      location_id: many2one('Location', 'stock.location'),
      company_id: many2one('Company', 'res.company', { readonly: true }),
      pack_date: date('Pack Date', { default: (env) => env.db.timestamp().slice(0, 10) }),
    },
  });

const nextName = (env: Env): string => `PACK${String(env.db.next('package')).padStart(7, '0')}`;

/** The box, and what is in it once it is done, or of the transfer that the context names. */
function weightOf(env: Env, row: Row): number {
  const type = env.row('stock.package.type', refOf(row['package_type_id']));
  const { version } = env.db;
  const picking = env.context['picking_id'];
  const lines = [...env.table('stock.move.line').lookup('result_package_id', row.id)].flatMap((id) => {
    const line = env.row('stock.move.line', id);
    const done = env.row('stock.move', refOf(line?.['move_id']))?.['state'] === 'done';
    return line !== undefined && (done || line['picking_id'] === picking) ? [line] : [];
  });
  return lines
    .reduce((all, line) => {
      const product = env.row('product.product', refOf(line['product_id']));
      return all.plus(big(product?.['weight']).times(big(line[lineField(version)])));
    }, big(type?.['base_weight']))
    .toNumber();
}

/** Puts what is set as done into a new package, or all of it where nothing is. */
export function putInPack({ env, ids }: Call): Json {
  const { version } = env.db;
  const open = ids.flatMap((id) =>
    [...env.table('stock.move.line').lookup('picking_id', id)].flatMap(
      (line) => env.row('stock.move.line', line) ?? [],
    ),
  );
  const loose = open.filter((line) => refOf(line['result_package_id']) === undefined);
  const set = loose.filter((line) => line['picked'] === true || big(line['qty_done']).gt(0));
  const lines =
    set.length > 0 ? set : loose.filter((line) => big(line['quantity'] ?? line['reserved_uom_qty']).gt(0));
  if (lines.length === 0) {
    throw userError(
      'There is nothing eligible to put in a pack. Either there are no quantities to put in a pack or all products are already in a pack.',
    );
  }
  const model = env.model(packageModel(version));
  const [made = 0] = create(env, model, [{}]);
  for (const line of lines) {
    const patch = version === 16 && set.length === 0 ? { qty_done: line['reserved_uom_qty'] ?? 0 } : {};
    env.table('stock.move.line').update(line.id, { ...patch, result_package_id: made });
    const move = refOf(line['move_id']) ?? 0;
    if ('qty_done' in patch) env.table('stock.move').update(move, { [doneField(version)]: patch.qty_done });
  }
  return version >= 19 ? [made] : `${model.name}(${made},)`;
}

export const packageModels = (version: OdooVersion): Model[] => [packageType(version), box(version)];
