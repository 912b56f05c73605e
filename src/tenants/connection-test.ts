import { z } from 'zod';
import { bilingual } from '../kit/text.ts';

const failedTest = z.object({
  ok: z.literal(false),
  latencyMs: z.number(),
  error: z.object({ code: z.string(), message: bilingual, hint: bilingual }),
});
export type FailedTest = z.output<typeof failedTest>;

export const goodOdooTest = z.object({
  ok: z.literal(true),
  version: z.string(),
  transport: z.string(),
  company: z.string(),
  rights: z.array(z.object({ area: z.string(), ok: z.boolean(), missing: z.string() })),
  latencyMs: z.number(),
});

export const goodPoleepoTest = z.object({
  ok: z.literal(true),
  areas: z.array(z.object({ area: z.string(), access: z.string() })),
  latencyMs: z.number(),
});

/** What a test of a connection to Odoo found. `latencyMs` is of the whole test. */
export const odooTest = z.discriminatedUnion('ok', [goodOdooTest, failedTest]);
export type OdooTest = z.output<typeof odooTest>;

/** What a test of a connection to Poleepo found. */
export const poleepoTest = z.discriminatedUnion('ok', [goodPoleepoTest, failedTest]);
export type PoleepoTest = z.output<typeof poleepoTest>;

/** The result of a test, as the lane returns it and the connection keeps it. */
export type ConnectionTest = OdooTest | PoleepoTest;
