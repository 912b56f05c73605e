import { z } from 'zod';
import type { SaleOrderId } from '../trade/ids.ts';
import type { Delivery } from './delivery.ts';
import type { MovedLine } from './delivery-rows.ts';
import {
  deliveryOf,
  headFields,
  headShape,
  packageFields,
  packageHead,
  packageShape,
} from './delivery-rows.ts';
import type { Session } from './session.ts';
import { amount, productId, recordId, requiredText } from './values.ts';

/** Answers of Odoo's nested reading: a many2one is an id, or an object where its fields were asked for. */
const shown = z.object({ id: recordId, display_name: requiredText });
const orFalse = <T>(schema: z.ZodType<T>) =>
  z.union([schema, z.literal(false)]).transform((value) => (value === false ? null : value));

const packed = z
  .object({ ...packageShape, package_type_id: orFalse(shown) })
  .transform(({ package_type_id: type, ...row }, check) => {
    const head = packageHead(row, type === null ? null : { id: type.id, name: type.display_name });
    if (head !== null) return head;
    check.addIssue({ code: 'custom', message: `weighed in ${row.weight_uom_name}` });
    return z.NEVER;
  });

const moved = z
  .object({ product_id: productId, quantity: amount, result_package_id: orFalse(packed) })
  .transform((row): MovedLine => ({
    productId: row.product_id,
    quantity: row.quantity,
    package: row.result_package_id,
  }));

const pickings = z.object({
  records: z.array(
    z
      .object({
        ...headShape,
        backorder_id: orFalse(recordId),
        carrier_id: orFalse(shown).default(null),
        move_line_ids: z.array(moved),
      })
      .transform((row): Delivery =>
        deliveryOf(
          {
            id: row.id,
            name: row.name,
            state: row.state,
            kind: row.picking_type_code,
            backorderOf: row.backorder_id,
            trackingRef: row.carrier_tracking_ref,
            carrier: row.carrier_id?.display_name ?? null,
          },
          row.move_line_ids,
        ),
      ),
  ),
});

const all = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));
const named = { fields: { display_name: {} } };

const specification = {
  name: {},
  ...all(headFields),
  carrier_id: named,
  move_line_ids: {
    fields: {
      product_id: {},
      quantity: {},
      result_package_id: { fields: { ...all(packageFields), package_type_id: named } },
    },
  },
};

/** The transfers of an order with their packages, by the reading that 17 brought. One call. */
export async function nestedDeliveries(session: Session, order: SaleOrderId): Promise<Delivery[]> {
  const call = {
    model: 'stock.picking',
    method: 'web_search_read',
    args: { domain: [['sale_id', '=', order]], specification },
    kwargs: { order: 'id' },
  };
  return (await session.ask(call, pickings)).records;
}
