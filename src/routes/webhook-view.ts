import { z } from 'zod';
import { time } from './fields.ts';

/** A webhook as the API shows it. */
export const webhookView = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  trust: z.enum(['signature', 'address']),
  pinnedScheme: z.string().nullable(),
  lastScheme: z.string().nullable(),
  verifiedAt: time.nullable(),
  previousSecretUntil: time.nullable(),
  createdAt: time,
});
