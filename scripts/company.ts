import { z } from 'zod';
import { odooTestView, poleepoTestView } from '../src/routes/connection-views.ts';
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
  odoo: z.output<typeof odooTestView>;
  poleepo: z.output<typeof poleepoTestView>;
}

const signedUp = z.object({ tenant: z.object({ id: z.string(), slug: z.string() }), token: z.string() });
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
    odoo: await api.post('/v1/connections/odoo/test', { answer: odooTestView }),
    poleepo: await api.post('/v1/connections/poleepo/test', { answer: poleepoTestView }),
  };
  const webhook = await api.post('/v1/webhooks', {
    body: { name: 'poleepo_webhook', secret: webhookSecret, events: ['STATUS_ORDER', 'STATUS_SHIPMENT'] },
    answer: hook,
  });
  return { tenant, api, webhook, ...tests };
}
