import { z } from 'zod';
import type { OdooSimOptions } from '../../../../sim/odoo/app.ts';
import { createOdooSim } from '../../../../sim/odoo/app.ts';
import { demoAccess } from '../../../../sim/odoo/seed/people.ts';
import type { CallRecord } from '../../../../src/kit/call-record.ts';
import type { Fetch } from '../../../../src/kit/http.ts';
import type { OdooClient } from '../../../../src/odoo/client.ts';
import { createOdooClient } from '../../../../src/odoo/client.ts';
import { identify } from '../../../../src/odoo/identify.ts';
import type { OdooPlatform } from '../../../../src/odoo/session.ts';
import type { OdooVersion } from '../../../../src/odoo/versions.ts';
import type { CompanyId, PartnerId, TaxId } from '../../../../src/trade/ids.ts';
import { decimal } from '../../../../src/trade/money.ts';
import type { OrderDraft } from '../../../../src/odoo/order-draft.ts';
import { orderDraft } from '../../../unit/odoo/support/drafts.ts';
import { quickClock } from '../../../unit/odoo/support/quick-clock.ts';

export const database = 'demo';
export const url = 'http://odoo.test';

export interface World {
  client: OdooClient;
  sim: ReturnType<typeof createOdooSim>;
  observed: CallRecord[];
  clock: ReturnType<typeof quickClock>;
  /** Another client of the same Odoo, as another isolate would make one. */
  another(
    changes?: Partial<OdooPlatform> & { companyId?: number; apiKey?: string; login?: string },
  ): Promise<OdooClient>;
  /** What the administrator sees, called past the client. */
  admin(endpoint: `${string}.${string}`, args: unknown[], kwargs?: object): Promise<unknown>;
  /** Calls that arrived since the last time this was asked. */
  calls(): string[];
}

const account = demoAccess.ponte;
const answered = z.object({ result: z.unknown().optional(), error: z.undefined().optional() });

/** A simulated Odoo of that version, and the client of the integration's user in the Italian company. */
export async function world(
  version: OdooVersion,
  added: Pick<OdooSimOptions, 'fields' | 'modules'> = {},
): Promise<World> {
  const clock = quickClock();
  const sim = createOdooSim({
    ...added,
    version,
    seed: 7,
    now: clock.now,
    sleep: (ms) => clock.sleep(Math.min(ms, 1000)),
  });
  const fetch: Fetch = async (request) => sim.fetch(request);
  const observed: CallRecord[] = [];
  let counted = 0;
  const platform: OdooPlatform = {
    fetch,
    clock,
    observe: (call) => observed.push(call),
    write: (task) => task(),
  };
  const another: World['another'] = async ({ companyId = 2, ...changes } = {}) => {
    const { login = account.login, apiKey = account.apiKey, ...given } = changes;
    const target = { url, database, login, apiKey };
    const { uid } = await identify(target, { ...platform, observe: () => undefined });
    const connection = { ...target, uid, version, companyId: companyId as CompanyId };
    return createOdooClient(connection, { ...platform, ...given });
  };
  return {
    client: await another(),
    sim,
    observed,
    clock,
    another,
    admin: (endpoint, args, kwargs = {}) => {
      const at = endpoint.lastIndexOf('.');
      return asAdmin(fetch, [endpoint.slice(0, at), endpoint.slice(at + 1), args, kwargs]);
    },
    calls: () => {
      const endpoints = observed.slice(counted).map(({ endpoint }) => endpoint);
      counted = observed.length;
      return endpoints;
    },
  };
}

async function asAdmin(
  fetch: Fetch,
  [model, method, args, kwargs]: [string, string, unknown[], object],
): Promise<unknown> {
  const params = {
    service: 'object',
    method: 'execute_kw',
    args: [database, 2, 'admin', model, method, args, kwargs],
  };
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new Request(`${url}/jsonrpc`, { method: 'POST', headers, body }));
  return answered.parse(await answer.json()).result ?? null;
}

/** A draft of two T-shirts and shipping, 72.10 with the taxes of 22 % included, for a customer of its own. */
export async function shirtDraft({ client }: World, changes: Partial<OrderDraft> = {}): Promise<OrderDraft> {
  const [products, taxes, shipping] = await Promise.all([
    client.products.byCode(['TSHIRT-L', 'POLO-M']),
    client.taxes.forSales(),
    client.shippingProduct(),
  ]);
  const shirt = products.find(({ code }) => code === 'TSHIRT-L');
  const polo = products.find(({ code }) => code === 'POLO-M');
  const vat = taxes.find(({ rate, included, simple }) => rate.eq(22) && included && simple);
  if (shirt === undefined || polo === undefined || vat === undefined || shipping === null)
    throw new Error('no such article');
  const line = { discount: decimal(0), taxIds: [vat.id] satisfies TaxId[], isDelivery: false };
  const customer = await client.customers.upsert(customerOf('918273'));
  return orderDraft({
    partnerId: customer.id satisfies PartnerId,
    deliveryAddressKey: 'address_918273_d',
    lines: [
      {
        ...line,
        key: 'line_918273_1',
        productId: shirt.id,
        name: 'Maglietta',
        quantity: decimal(2),
        unitPrice: decimal('33'),
      },
      {
        ...line,
        key: 'line_918273_2',
        productId: polo.id,
        name: 'Polo',
        quantity: decimal(1),
        unitPrice: decimal('49.90'),
        discount: decimal(10),
      },
      {
        ...line,
        key: 'line_918273_3',
        productId: shipping,
        name: 'Spedizione',
        quantity: decimal(1),
        unitPrice: decimal('6.10'),
        isDelivery: true,
      },
    ],
    expectedTotal: decimal('117.01'),
    ...changes,
  });
}

export function customerOf(id: string) {
  const contact = {
    email: 'giulia@example.com',
    phone: null,
    street: 'Via Roma 1',
    street2: null,
    zip: '20121',
    city: 'Milano',
  };
  const place = { ...contact, countryId: null, stateId: null };
  return {
    ...place,
    key: `customer_${id}`,
    name: 'Giulia Prova',
    isCompany: false,
    vat: null,
    reference: id,
    taxCode: null,
    pec: null,
    recipientCode: null,
    comment: null,
    commentStands: false,
    addresses: [
      {
        ...place,
        key: `address_${id}_d`,
        type: 'delivery' as const,
        name: 'Giulia c/o Bar',
        street: 'Via Po 2',
      },
    ],
  };
}
