import { z } from 'zod';
import { connectOdoo } from '../tenants/connect-odoo.ts';
import { connectPoleepo } from '../tenants/connect-poleepo.ts';
import { odooTest, poleepoTest } from '../tenants/connection-test.ts';
import { odooConnection, poleepoConnection } from '../tenants/connection-view.ts';
import { entranceProblem } from './entrance-problems.ts';
import { odooTestView, odooView, poleepoTestView, poleepoView, viewTest } from './connection-views.ts';
import { problem } from './problem.ts';
import { type MemberEntry, route, type RouteModule } from './route.ts';

const tag = 'Connections';
const text = z.string().trim().min(1).max(200);
const secret = z.string().trim().min(1).max(500);

const getOdoo = route({
  method: 'get',
  path: '/v1/connections/odoo',
  summary: 'The connection to Odoo, without its key',
  tag,
  role: 'read-only',
  answer: odooView,
  handle: showOdoo,
});

const putOdoo = route({
  method: 'put',
  path: '/v1/connections/odoo',
  summary: 'Connect Odoo; another url, database or login needs the key again',
  tag,
  role: 'administrator',
  body: z.strictObject({
    url: z.string().trim().min(1).max(500),
    database: text,
    login: text,
    apiKey: secret.optional(),
    companyId: z.int().positive().nullish(),
    active: z.boolean().optional(),
  }),
  example: {
    body: {
      url: 'https://odoo.example.com',
      database: 'bottega',
      login: 'ponte@example.com',
      apiKey: 'chiave-di-esempio',
    },
  },
  answer: odooView,
  handle: async (entry) => {
    const { companyId, ...input } = entry.body;
    const { outcome } = await connectOdoo(entry, { ...input, companyId: companyId ?? undefined });
    if (outcome === 'key-needed') throw entranceProblem('key-needed');
    return showOdoo(entry);
  },
});

const runOdooTest = route({
  method: 'post',
  path: '/v1/connections/odoo/test',
  summary: 'Ask Odoo who we are there and what we may do',
  tag,
  role: 'operator',
  answer: odooTestView,
  handle: async ({ house, tenant, locale }) =>
    viewTest(odooTest.parse(await house.lane(tenant.id).test('odoo')), locale),
});

const getPoleepo = route({
  method: 'get',
  path: '/v1/connections/poleepo',
  summary: 'The connection to Poleepo, without its secret',
  tag,
  role: 'read-only',
  answer: poleepoView,
  handle: showPoleepo,
});

const putPoleepo = route({
  method: 'put',
  path: '/v1/connections/poleepo',
  summary: 'Connect Poleepo; another client id needs its secret',
  tag,
  role: 'administrator',
  body: z.strictObject({
    clientId: text,
    clientSecret: secret.optional(),
    active: z.boolean().default(true),
  }),
  example: {
    body: { clientId: 'poleepo_esempio', clientSecret: 'segreto-di-esempio', active: true },
  },
  answer: poleepoView,
  handle: async (entry) => {
    const { outcome } = await connectPoleepo(entry, entry.body);
    if (outcome === 'key-needed') throw entranceProblem('key-needed');
    return showPoleepo(entry);
  },
});

const runPoleepoTest = route({
  method: 'post',
  path: '/v1/connections/poleepo/test',
  summary: 'Ask Poleepo what the key may do',
  tag,
  role: 'operator',
  answer: poleepoTestView,
  handle: async ({ house, tenant, locale }) =>
    viewTest(poleepoTest.parse(await house.lane(tenant.id).test('poleepo')), locale),
});

export const connectionRoutes: RouteModule = [
  getOdoo,
  putOdoo,
  runOdooTest,
  getPoleepo,
  putPoleepo,
  runPoleepoTest,
];

async function showOdoo(entry: MemberEntry) {
  const connection = await odooConnection(entry);
  if (connection === null) throw problem('not-found');
  const { lastTest, ...rest } = connection;
  return { ...rest, lastTest: lastTest && viewTest(lastTest, entry.locale) };
}

async function showPoleepo(entry: MemberEntry) {
  const connection = await poleepoConnection(entry);
  if (connection === null) throw problem('not-found');
  const { lastTest, ...rest } = connection;
  return { ...rest, lastTest: lastTest && viewTest(lastTest, entry.locale) };
}
