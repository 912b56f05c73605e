import { z } from 'zod';

/** What a status may mean for the shop. */
export const statusMeaning = z.enum(['payable', 'wait-for-payment', 'cancelled', 'refunded']);

/** What a person decided about one order. Kept beside it and applied at every run; the message itself is never edited. */
export const orderDecision = z.strictObject({
  /** This SKU is that product of Odoo. */
  products: z.record(z.string().min(1).max(200), z.int().positive()).optional(),
  /** The customer is this contact of Odoo. */
  customer: z.int().positive().optional(),
  /** For this rate (`22`) take that tax of Odoo. */
  taxes: z.record(z.string().regex(/^\d+(\.\d+)?$/), z.int().positive()).optional(),
  /** This status of Poleepo means that. */
  statuses: z.record(z.string().min(1).max(100), statusMeaning).optional(),
  /** For this payment method take that payment term of Odoo. */
  payments: z.record(z.string().min(1).max(100), z.int().positive()).optional(),
  /** Confirm although Odoo's total differs by up to this many euro (decimal text). */
  acceptDifference: z
    .string()
    .regex(/^\d+(\.\d{1,2})?$/)
    .optional(),
  /** Import it whatever its status says, and anew where Odoo lost it. */
  importAnyway: z.literal(true).optional(),
  /** Import it although it was placed before the orders begin that are imported by themselves. */
  evenOld: z.literal(true).optional(),
  /** Write the quotation anew over what people have made of it: when that was decided, in ms, since it counts once. */
  rewrite: z.int().optional(),
  /** Leave it alone as long as Odoo does not have it: somebody skipped it. */
  setAside: z.boolean().optional(),
});

export type OrderDecision = z.output<typeof orderDecision>;

/** What was chosen in Odoo, for people to read: `TSHIRT-L → 41`; null where nothing was. */
export function decidedWords({ products, customer, taxes, payments }: OrderDecision): string | null {
  const pairs = (chosen: Record<string, number> = {}) =>
    Object.entries(chosen).map(([name, id]) => `${name} → ${id}`);
  const rates = pairs(taxes).map((pair) => `% ${pair}`);
  const buyer = customer === undefined ? [] : [`res.partner → ${customer}`];
  const words = [...pairs(products), ...rates, ...pairs(payments), ...buyer].join(', ');
  return words === '' ? null : words;
}
