import { demoAccess } from '../sim/odoo/seed/people.ts';
import { demoCompanies } from '../sim/odoo/seed/demo.ts';
import { demoClientId, demoClientSecret } from '../sim/poleepo/app.ts';
import { Api } from './api.ts';
import { type Company, setUpCompany } from './company.ts';
import type { LocalHouse } from './local-house.ts';

export const demoLogin = { email: 'demo@example.com', password: 'un ponte di prova' } as const;

const webhookSecret = 'whsec_demo_demo_demo_demo_demo_demo';

/** Signs the demonstration's company up through the product's own API and tells the simulated Poleepo its webhook. */
export async function openDemoCompany({ url, poleepo, odoo }: LocalHouse): Promise<Company> {
  const company = await setUpCompany(new Api(url), {
    company: demoCompanies.italian.name,
    ...demoLogin,
    odoo: {
      url: odoo.url,
      database: 'demo',
      ...demoAccess.ponte,
      companyId: demoCompanies.italian.id,
    },
    poleepo: { clientId: demoClientId, clientSecret: demoClientSecret },
    webhookSecret,
  });
  if (!company.odoo.ok || !company.poleepo.ok)
    throw new Error(
      `a connection does not work: ${JSON.stringify({ odoo: company.odoo, poleepo: company.poleepo })}`,
    );
  const told = await fetch(`${poleepo.url}/_sim/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: company.webhook.url, secret: webhookSecret }),
  });
  if (!told.ok) throw new Error(`the simulated Poleepo did not take the webhook: ${await told.text()}`);
  return company;
}
