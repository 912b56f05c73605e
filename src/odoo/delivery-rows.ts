import { z } from 'zod';
import type { ProductId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { Delivery, DeliveryPackage, PackedLine } from './delivery.ts';
import { inKilograms } from './measures.ts';
import { amount, recordId, requiredText, text } from './values.ts';

/** A transfer without what is in it. */
export type DeliveryHead = Omit<Delivery, 'packages' | 'loose'>;

/** A package without what is in it. */
export type PackageHead = Omit<DeliveryPackage, 'lines'>;

/** What is moved, with the package that it is in. */
export interface MovedLine extends PackedLine {
  package: PackageHead | null;
}

/** The fields of a transfer that stand beside its name. */
export const headFields = ['state', 'picking_type_code', 'backorder_id', 'carrier_tracking_ref'] as const;

/** The fields of a package. */
export const packageFields = ['name', 'weight', 'shipping_weight', 'weight_uom_name'] as const;

export const states = ['draft', 'waiting', 'confirmed', 'assigned', 'done', 'cancel'] as const;

const kinds = z
  .string()
  .transform((code): Delivery['kind'] => (code === 'outgoing' || code === 'incoming' ? code : 'internal'));

/** How the members of a transfer are read that every version answers alike. */
export const headShape = {
  id: recordId,
  name: requiredText,
  state: z.enum(states),
  picking_type_code: kinds,
  carrier_tracking_ref: text.default(null),
};

/** How the members of a package are read that every version answers alike. */
export const packageShape = {
  id: recordId,
  name: requiredText,
  weight: amount,
  shipping_weight: amount,
  weight_uom_name: requiredText,
};

interface PackageRow {
  id: number;
  name: string;
  weight: Decimal;
  shipping_weight: Decimal;
  weight_uom_name: string;
}

interface PackageType {
  id: number;
  name: string;
}

/** A package in kilograms; null where Odoo weighs in a unit that we do not know. */
export function packageHead(row: PackageRow, type: PackageType | null): PackageHead | null {
  const weight = inKilograms(row.weight, row.weight_uom_name);
  const shippingWeight = inKilograms(row.shipping_weight, row.weight_uom_name);
  if (weight === null || shippingWeight === null) return null;
  return {
    id: row.id,
    name: row.name,
    typeId: type?.id ?? null,
    typeName: type?.name ?? null,
    weight,
    shippingWeight: shippingWeight.gt(0) ? shippingWeight : null,
  };
}

/** A transfer with its lines by package. */
export function deliveryOf(head: DeliveryHead, lines: readonly MovedLine[]): Delivery {
  const packages = new Map<number, DeliveryPackage>();
  const loose: PackedLine[] = [];
  for (const { package: box, productId, quantity } of lines) {
    const line = { productId: productId satisfies ProductId, quantity };
    const known = box === null ? undefined : (packages.get(box.id) ?? { ...box, lines: [] });
    if (known === undefined) loose.push(line);
    else packages.set(known.id, { ...known, lines: [...known.lines, line] });
  }
  return { ...head, packages: [...packages.values()].toSorted((a, b) => a.id - b.id), loose };
}
