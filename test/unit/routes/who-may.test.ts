import { expect, test } from 'vitest';
import { everyRoute } from '../../support/route-calls.ts';

/** Who may do what, as it was decided. What is changed here is a change of what people were promised. */
const decided: Record<string, string> = {
  'GET /v1/openapi.json': 'public',
  'GET /v1/docs': 'public',
  'GET /v1/docs/start.js': 'public',
  'POST /v1/signup': 'public',
  'POST /v1/sessions': 'public',
  'POST /v1/invitations/accept': 'public',
  'POST /v1/email-verifications': 'public',
  'POST /v1/password-resets': 'public',
  'PUT /v1/password-resets': 'public',
  'POST /w/{hookKey}': 'public',
  'POST /o/{bellKey}': 'public',
  'GET /v1/me': 'read-only',
  'GET /v1/tenant': 'read-only',
  'GET /v1/webhooks': 'read-only',
  'GET /v1/webhooks/{id}': 'read-only',
  'GET /v1/connections/odoo': 'read-only',
  'GET /v1/connections/poleepo': 'read-only',
  'PATCH /v1/me': 'read-only, people',
  'POST /v1/me/password': 'read-only, people',
  'POST /v1/me/email-verification': 'read-only, people',
  'POST /v1/me/second-factor': 'read-only, people',
  'POST /v1/me/second-factor/confirm': 'read-only, people',
  'POST /v1/me/second-factor/recovery-codes': 'read-only, people',
  'POST /v1/me/second-factor/disable': 'read-only, people',
  'POST /v1/sessions/current/company': 'read-only, people',
  'DELETE /v1/sessions/current': 'read-only, people',
  'DELETE /v1/sessions': 'read-only, people',
  'POST /v1/tenants': 'read-only, people',
  'GET /v1/products': 'read-only',
  'GET /v1/products/{odooId}': 'read-only',
  'GET /v1/batches/{id}': 'read-only',
  'GET /v1/products/reports/{id}': 'read-only',
  'POST /v1/products/publish': 'operator',
  'POST /v1/products/sync': 'operator',
  'POST /v1/products/retry': 'operator',
  'POST /v1/products/reports': 'operator',
  'POST /v1/products/reports/{id}/items/{key}/mend': 'operator',
  'POST /v1/products/reports/{id}/adopt': 'administrator',
  'PUT /v1/settings/products': 'administrator',
  'GET /v1/package-types': 'operator',
  'GET /v1/pickup-addresses': 'operator',
  'PUT /v1/package-types/{poleepoId}': 'administrator',
  'POST /v1/package-types/{poleepoId}/create-in-odoo': 'administrator',
  'GET /v1/settings/shipments': 'read-only',
  'PUT /v1/settings/shipments': 'administrator',
  'GET /v1/journals': 'operator',
  'GET /v1/payment-methods': 'read-only',
  'GET /v1/settings/invoices': 'read-only',
  'PUT /v1/settings/invoices': 'administrator',
  'POST /v1/shipments/quotes': 'operator',
  'POST /v1/shipments': 'operator',
  'POST /v1/shipments/{id}/retry': 'operator',
  'POST /v1/shipments/{id}/delivery': 'operator',
  'POST /v1/shipments/handover': 'operator',
  'POST /v1/shipments/{id}/handover': 'operator',
  'DELETE /v1/shipments/{id}': 'operator',
  'POST /v1/invoices': 'operator',
  'POST /v1/invoices/find': 'operator',
  'GET /v1/invoices': 'read-only',
  'GET /v1/invoices/{id}': 'read-only',
  'GET /v1/invoices/{id}/pdf': 'read-only',
  'POST /v1/invoices/{id}/retry': 'operator',
  'GET /v1/orders/{poleepoId}/documents': 'read-only',
  'POST /v1/orders/{poleepoId}/documents/take': 'operator',
  'GET /v1/shipments': 'read-only',
  'GET /v1/shipments/{id}': 'read-only',
  'GET /v1/shipments/{id}/label': 'operator',
  'POST /v1/connections/odoo/test': 'operator',
  'POST /v1/connections/poleepo/test': 'operator',
  'PUT /v1/connections/odoo': 'administrator',
  'GET /v1/connections/odoo/doorbell': 'administrator',
  'POST /v1/connections/odoo/doorbell/rotate': 'administrator',
  'PUT /v1/connections/poleepo': 'administrator',
  'POST /v1/webhooks': 'administrator',
  'PATCH /v1/webhooks/{id}': 'administrator',
  'POST /v1/webhooks/{id}/rotate': 'administrator',
  'DELETE /v1/webhooks/{id}': 'administrator',
  'PATCH /v1/tenant': 'administrator',
  'GET /v1/audit-log': 'administrator',
  'GET /v1/people': 'administrator',
  'GET /v1/invitations': 'administrator',
  'GET /v1/api-keys': 'administrator',
  'POST /v1/images/revoke': 'administrator',
  'POST /v1/api-keys': 'administrator, people',
  'DELETE /v1/api-keys/{id}': 'administrator, people',
  'POST /v1/invitations': 'owner, people',
  'DELETE /v1/invitations/{id}': 'owner, people',
  'PATCH /v1/people/{id}': 'owner, people',
  'DELETE /v1/people/{id}': 'owner, people',
};

const declared = new Map(
  everyRoute.map(({ title, route }) => {
    const people = route.role !== 'public' && route.who === 'people';
    return [title, people ? `${route.role}, people` : route.role];
  }),
);

test.each(Object.entries(decided))('%s is for: %s', (title, who) => {
  expect(declared.get(title)).toBe(who);
});

test('nothing that changes something is open to all, but the ways in', () => {
  const open = everyRoute.filter(({ route }) => route.role === 'public' && route.method !== 'get');
  expect(open.map(({ title }) => title).toSorted()).toEqual([
    'POST /o/{bellKey}',
    'POST /v1/email-verifications',
    'POST /v1/invitations/accept',
    'POST /v1/password-resets',
    'POST /v1/sessions',
    'POST /v1/signup',
    'POST /w/{hookKey}',
    'PUT /v1/password-resets',
  ]);
});

test('nothing that changes something in a company is for those who may only read', () => {
  const own = new Set(Object.keys(decided).filter((title) => decided[title] === 'read-only, people'));
  const changing = everyRoute.filter(
    ({ title, route }) => route.method !== 'get' && route.role === 'read-only' && !own.has(title),
  );
  expect(changing.map(({ title }) => title)).toEqual([]);
});
