import { z } from 'zod';
import type { Api } from './api.ts';

export interface CompanyWanted {
  company: string;
  email: string;
  password: string;
  odoo: { url: string; database: string; login: string; apiKey: string; companyId: number };
  poleepo: { clientId: string; clientSecret: string };
  webhookSecret: string;
}

/** A company that is set up: what Poleepo must be told is the address of its webhook. */
export interface Company {
  tenant: { id: string; slug: string };
  /** The API with its owner signed in. */
  api: Api;
  webhook: { id: string; url: string };
  /** What the tests of the connections said. */
  odoo: z.output<typeof odooTest>;
  poleepo: z.output<typeof poleepoTest>;
}

const signedUp = z.object({ tenant: z.object({ id: z.string(), slug: z.string() }), token: z.string() });
const failed = z.object({ code: z.string(), message: z.string(), hint: z.string() });
const odooTest = z.union([
  z.object({
    ok: z.literal(true),
    version: z.string(),
    transport: z.string(),
    company: z.string(),
    rights: z.array(z.object({ area: z.string(), ok: z.boolean(), missing: z.string() })),
    latencyMs: z.number(),
  }),
  z.object({ ok: z.literal(false), error: failed, latencyMs: z.number() }),
]);
const poleepoTest = z.union([
  z.object({
    ok: z.literal(true),
    areas: z.array(z.object({ area: z.string(), access: z.string() })),
  }),
  z.object({ ok: z.literal(false), error: failed }),
]);
const hook = z.object({ id: z.string(), url: z.url() });

/** Signs a company up and connects it, the way its people would: sign-up, both connections and their tests, webhook. */
export async function setUpCompany(anonymous: Api, wanted: CompanyWanted): Promise<Company> {
  const { company, email, password, odoo, poleepo, webhookSecret } = wanted;
  const { tenant, token } = await anonymous.post('/v1/signup', {
    body: { company, email, password, locale: 'it' },
    answer: signedUp,
  });
  const api = anonymous.as(token);
  await api.put('/v1/connections/odoo', { body: odoo, answer: z.unknown() });
  await api.put('/v1/connections/poleepo', { body: { ...poleepo, active: true }, answer: z.unknown() });
  const tests = {
    odoo: await api.post('/v1/connections/odoo/test', { answer: odooTest }),
    poleepo: await api.post('/v1/connections/poleepo/test', { answer: poleepoTest }),
  };
  const webhook = await api.post('/v1/webhooks', {
    body: { name: 'poleepo_webhook', secret: webhookSecret, events: ['STATUS_ORDER', 'STATUS_SHIPMENT'] },
    answer: hook,
  });
  return { tenant, api, webhook, ...tests };
}
