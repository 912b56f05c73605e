import { z } from 'zod';

/** What a person decided about one order. Kept beside it and applied at every run; the message itself is never edited. */
export const orderDecision = z.strictObject({
  /** This SKU is that product of Odoo. */
  products: z.record(z.string().min(1).max(200), z.int().positive()).optional(),
  /** The customer is this contact of Odoo. */
  customer: z.int().positive().optional(),
  /** For this rate (`22`) take that tax of Odoo. */
  taxes: z.record(z.string().regex(/^\d+(\.\d+)?$/), z.int().positive()).optional(),
  /** Confirm although Odoo's total differs by up to this many euro (decimal text). */
  acceptDifference: z
    .string()
    .regex(/^\d+(\.\d{1,2})?$/)
    .optional(),
  /** Import it whatever its status says. */
  importAnyway: z.literal(true).optional(),
});

export type OrderDecision = z.output<typeof orderDecision>;
