import type { Decimal } from '../trade/money.ts';
import { decimal } from '../trade/money.ts';

/** Centimetres in each unit of length that Odoo shows; 16 shows none and means millimetres. */
const lengths: Record<string, Decimal> = {
  '': decimal('0.1'),
  mm: decimal('0.1'),
  cm: decimal(1),
  m: decimal(100),
  in: decimal('2.54'),
  ft: decimal('30.48'),
};

/** Kilograms in each unit of weight that Odoo shows. */
const weights: Record<string, Decimal> = {
  kg: decimal(1),
  g: decimal('0.001'),
  lb: decimal('0.45359237'),
  oz: decimal('0.028349523125'),
};

/** A length in one of Odoo's units as centimetres; null where the unit is unknown. */
export function inCentimetres(value: Decimal, unit: string): Decimal | null {
  return lengths[unit]?.times(value) ?? null;
}

/** A weight in one of Odoo's units as kilograms; null where the unit is unknown. */
export function inKilograms(value: Decimal, unit: string): Decimal | null {
  return weights[unit]?.times(value) ?? null;
}
