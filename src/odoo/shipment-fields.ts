import { z } from 'zod';
import type { SaleOrderId } from '../trade/ids.ts';
import type { Session } from './session.ts';

/** Our own field of sale.order of this kind, which provisioning makes, and that of the vendor's own module. */
const both = (name: string) => [`x_poleepo_${name}`, `poleepo_${name}`] as const;

const candidates = {
  status: both('shipment_status'),
  tracking: both('tracking'),
  courier: both('courier'),
} as const;

export type ShipmentField = keyof typeof candidates;

const kinds = Object.keys(candidates) as ShipmentField[];

/** The field of sale.order by what it tells of a shipment, null where this Odoo has none. Plain data, to be kept as JSON. */
export type ShipmentFields = Record<ShipmentField, string | null>;

/** What orders tell of their shipment; what is left out stays as it is in Odoo, null empties it. */
export type ShipmentNews = Partial<Record<ShipmentField, string | null>>;

const described = z.record(z.string(), z.unknown());

/** Where orders can tell of their shipment in this Odoo. One call; meant to be kept. */
export async function shipmentFields(session: Session): Promise<ShipmentFields> {
  const allfields = Object.values(candidates).flat();
  const call = { model: 'sale.order', method: 'fields_get', args: { allfields, attributes: ['type'] } };
  const known = await session.ask(call, described);
  const found = kinds.map((kind) => [
    kind,
    candidates[kind].find((name) => Object.hasOwn(known, name)) ?? null,
  ]);
  return Object.fromEntries(found) as ShipmentFields;
}

/** Tells an order of its shipment, where Odoo has fields for it. Safe to repeat. One call, none without fields. */
export async function tellShipment(
  session: Session,
  order: { id: SaleOrderId; news: ShipmentNews },
  fields: ShipmentFields,
): Promise<'written' | 'no-fields'> {
  const told = kinds.flatMap((kind): [string, string | false][] => {
    const [name, value] = [fields[kind], order.news[kind]];
    return name === null || value === undefined ? [] : [[name, value ?? false]];
  });
  if (told.length === 0) return 'no-fields';
  const args = { vals: Object.fromEntries(told) };
  const call = { model: 'sale.order', method: 'write', ids: [order.id], args, write: true };
  await session.ask(call, z.literal(true));
  return 'written';
}
