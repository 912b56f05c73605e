import { z } from 'zod';
import type { Locale } from '../kit/text.ts';
import { type ConnectionTest, goodOdooTest, goodPoleepoTest } from '../tenants/connection-test.ts';
import { time } from './fields.ts';

const failed = z.object({
  ok: z.literal(false),
  latencyMs: z.number(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }),
});

export const odooTestView = z.union([goodOdooTest, failed]);

export const poleepoTestView = z.union([goodPoleepoTest, failed]);

const state = {
  active: z.boolean(),
  updatedAt: time,
  checkedAt: time.nullable(),
  pausedUntil: time.nullable(),
  pauseReason: z.string().nullable(),
};

export const odooView = z.object({
  url: z.string(),
  database: z.string(),
  login: z.string(),
  companyId: z.int().nullable(),
  company: z.string().nullable(),
  version: z.string().nullable(),
  transport: z.string().nullable(),
  ...state,
  lastTest: odooTestView.nullable(),
});

export const poleepoView = z.object({
  clientId: z.string(),
  ...state,
  lastTest: poleepoTestView.nullable(),
});

type Said<T> = T extends { ok: false }
  ? { ok: false; latencyMs: number; error: { code: string; message: string; hint: string } }
  : T;

/** A test's result with its error, if any, in one language. */
export function viewTest<T extends ConnectionTest>(test: T, locale: Locale): Said<T>;
export function viewTest(test: ConnectionTest, locale: Locale): Said<ConnectionTest> {
  if (test.ok) return test;
  const { code, message, hint } = test.error;
  return {
    ok: false,
    latencyMs: test.latencyMs,
    error: { code, message: message[locale], hint: hint[locale] },
  };
}
