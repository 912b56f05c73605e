import { selection } from '../engine/fields.ts';
import type { Field } from '../engine/model.ts';

const policies = [
  ['order', 'Ordered quantities'],
  ['delivery', 'Delivered quantities'],
] as const;

/** Whether a product is invoiced as soon as it is ordered, or when it has left. */
export const invoicePolicy: Record<string, Field> = {
  invoice_policy: selection('Invoicing Policy', policies, { default: 'order' }),
};
