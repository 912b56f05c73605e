import { z } from 'zod';
import { roles } from '../tenants/roles.ts';

/** An address as it is compared: without blanks around it, in small letters. */
export const email = z.string().max(254).trim().toLowerCase().pipe(z.email());

/** Long rather than odd: no rule about which characters. */
export const newPassword = z.string().min(8).max(200);

/** A password that is only compared. */
export const password = z.string().min(1).max(200);

export const locale = z.enum(['it', 'en']);
export const role = z.enum(roles);
export const code = z.string().trim().min(6).max(24);
export const mailToken = z.string().min(20).max(100);
export const time = z.iso.datetime();

/** A company's name goes into mails to strangers: no links in it, no control characters. */
export const company = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{C}<>]*$/u)
  .refine((text) => !/:\/\/|www\./i.test(text));

export const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}]*$/u);
