import type { TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { JobId, MessageId, PartnerId, PoleepoOrderId } from '../../../../src/trade/ids.ts';
import { catalogue } from './catalogue-probes.ts';
import { shipping } from './shipment-probes.ts';
import { watch } from './watch-probes.ts';
import { call, claiming, message, now, settlement, work } from './ledger.ts';

type Probe = (stores: TenantStores) => Promise<unknown>;

const id = (name: string) => name as JobId;
const order = 1 as PoleepoOrderId;
const by = 'ada@example.it';
const fresh = (subject: string) => work(subject, { id: id('job_fresh') });

const event = { id: 'ev_2', at: now, kind: 'told', jobId: null, detail: {} };
const link = {
  poleepoOrderId: order,
  state: 'confirmed',
  saleOrderId: null,
  saleOrderName: 'S00041',
  reference: null,
  channel: null,
  status: null,
  currency: null,
  poleepoTotal: null,
  odooTotal: null,
  fingerprint: null,
  facts: null,
  held: null,
  invoiceRequested: null,
  poleepoUpdatedAt: now,
  orderedAt: null,
} as const;

const ledger: Record<string, Probe> = {
  'jobs.enqueue': ({ jobs }) => jobs.enqueue(fresh('order:1')),
  'jobs.get': ({ jobs }) => jobs.get(id('job_waiting')),
  'jobs.runsOf': ({ jobs }) => jobs.runsOf(id('job_waiting')),
  'jobs.list': ({ jobs }) => jobs.list({ limit: 50 }),
  'jobs.countByState': ({ jobs }) => jobs.countByState(),
  'jobs.retry': ({ jobs }) => jobs.retry([id('job_held'), id('job_failed')], now),
  'jobs.skip': ({ jobs }) => jobs.skip([id('job_held'), id('job_waiting')], { reason: 'x', by, now }),
  'jobs.idsIn': ({ jobs }) => jobs.idsIn('failed', 50),
  'jobs.decide': ({ jobs }) => jobs.decide('order:3', { decision: { customer: 8 }, by, now }),
  'jobs.decisionOn': ({ jobs }) => jobs.decisionOn('order:3'),
  'skipped.want': ({ skipped }) =>
    skipped.want([id('job_held'), id('job_failed')], {
      setAside: 'customer',
      unless: { reason: 'too-old', member: 'evenOld' },
      by,
      now,
    }),
  'held.of': ({ held }) => held.of(['unknown-sku'], { after: null, limit: 50 }),
  'claims.claim': ({ claims }) => claims.claim(claiming({ now: now + 1_000_000 })),
  'claims.settle': ({ claims }) =>
    claims.settle(
      settlement({ id: id('job_running') }, { claim: 'claim-a', calls: [call({ id: 'call_2' })] }),
    ),
  'claims.hasten': ({ claims }) => claims.hasten({ now, idleMs: 0, limit: 10 }),
  'claims.nextDue': ({ claims }) => claims.nextDue(['import-order']),
  'orderNews.known': async ({ orderNews }) => {
    const known = await orderNews.known([order]);
    return [...known].map(([key, { link: kept, job, prints }]) => ({ key, kept, job, prints: [...prints] }));
  },
  'orderNews.enqueue': ({ orderNews }) => orderNews.enqueue([fresh('order:3')]),
};

const messages: Record<string, Probe> = {
  'messages.receive': (stores) =>
    stores.messages.receive(message({ id: 'msg_9' as MessageId, eventId: 'evt_1' }), fresh('order:1')),
  'messages.quarantine': (stores) =>
    stores.messages.quarantine({
      id: 'ref_2',
      webhookId: message().webhookId,
      reason: 'wrong',
      status: 401,
      count: 1,
      headers: {},
      payload: '',
      receivedAt: now,
    }),
  'messages.list': (stores) => stores.messages.list({ limit: 50 }),
  'messages.get': (stores) => stores.messages.get('msg_1' as MessageId),
  'messages.refused': (stores) => stores.messages.refused({ limit: 50 }),
  'messages.lastReceivedAt': (stores) => stores.messages.lastReceivedAt(),
  'messages.remove': (stores) => stores.messages.remove('completed', now + 1),
  'messages.orphans': (stores) => stores.messages.orphans(-1),
};

const sides: Record<string, Probe> = {
  'connections.get': ({ connections }) => connections.get('odoo'),
  'connections.all': ({ connections }) => connections.all(),
  'connections.save': ({ connections }) =>
    connections.save('odoo', { settings: {}, sealedKey: 'sealed', active: false, now }),
  'connections.saveCheck': ({ connections }) =>
    connections.saveCheck('odoo', { result: { ok: true }, now, revision: 1 }),
  'connections.completeSettings': ({ connections }) =>
    connections.completeSettings('odoo', { settings: { version: 18 }, revision: 1 }),
  'connections.pause': ({ connections }) =>
    connections.pause('odoo', { until: now + 5, since: now, reason: 'denied', pauses: 1 }),
  'connections.unpause': ({ connections }) => connections.unpause('poleepo'),
  'apiLog.add': ({ apiLog }) => apiLog.add([call({ id: 'call_3' })]),
  'apiLog.list': ({ apiLog }) => apiLog.list({ limit: 50 }),
  'apiLog.get': ({ apiLog }) => apiLog.get('call_1'),
  'notices.raise': ({ notices }) =>
    notices.raise({ id: 'alert_2', kind: 'job-failed', subject: 'order:4', detail: {}, now }),
  'notices.raiseOnce': ({ notices }) =>
    notices.raiseOnce({ id: 'alert_3', kind: 'told', subject: 'order:4', detail: {}, now }),
  'notices.close': ({ notices }) => notices.close('job-failed', 'order:4', now),
  'notices.alerts': ({ notices }) => notices.alerts(50),
  'notices.audit': ({ notices }) =>
    notices.audit({ id: 'audit_2', at: now, actor: by, action: 'x', target: 'y', detail: {} }),
  'notices.auditLog': ({ notices }) => notices.auditLog({ limit: 50 }),
  'notices.cronRuns': ({ notices }) => notices.cronRuns(),
  'notices.recordCron': ({ notices }) =>
    notices.recordCron({ cron: 'clean-up', startedAt: now, finishedAt: now, result: 'enqueued' }),
};

const links: Record<string, Probe> = {
  'orders.get': ({ orders }) => orders.get(order),
  'orders.save': ({ orders }) => orders.save(link, { now, events: [event] }),
  'orders.list': ({ orders }) => orders.list({ limit: 50 }),
  'orders.eventsOf': ({ orders }) => orders.eventsOf(order),
  'orders.paymentMethods': ({ orders }) => orders.paymentMethods(),
  'orders.counts': ({ orders }) => orders.counts(),
  'orders.setAside': ({ orders }) => orders.setAside(order, now),
  'orders.tell': ({ orders }) => orders.tell(order, [event]),
  'orders.tellEach': ({ orders }) => orders.tellEach([{ ...event, poleepoOrderId: order }]),
  'customers.get': ({ customers }) => customers.get('ada'),
  'customers.claim': ({ customers }) =>
    customers.claim('ada', { origin: 'matched', partnerId: 8 as PartnerId, place: null, now }),
  'customers.save': ({ customers }) =>
    customers.save('ada', {
      partnerId: 9 as PartnerId,
      fingerprint: 'f',
      refused: [],
      note: null,
      saidAt: now,
      now,
    }),
  'customers.forget': ({ customers }) => customers.forget('ada'),
  'policy.settings': ({ policy }) => policy.settings(),
  'policy.saveSettings': ({ policy }) => policy.saveSettings({ team: 8 }, { by, now }),
  'policy.saveSettingsOf': ({ policy }) => policy.saveSettingsOf('orders', { confirm: false }, { by, now }),
  'policy.changeSettingsOf': ({ policy }) =>
    policy.changeSettingsOf('orders', { confirm: false }, { by, now }),
  'policy.rulesFor': ({ policy }) => policy.rulesFor({ sku: ['A'] }),
  'policy.rules': ({ policy }) => policy.rules(),
  'policy.saveRule': ({ policy }) => policy.saveRule({ kind: 'sku', key: 'A', value: '42' }, { by, now }),
  'policy.removeRule': ({ policy }) => policy.removeRule('sku', 'A'),
  'cursors.get': ({ cursors }) => cursors.get('poll-orders'),
  'cursors.save': ({ cursors }) => cursors.save('poll-orders', { at: now, place: null, foundAt: null }, now),
};

/** For every method of every store of a tenant a call that touches what `addRowsOf` has put there. */
export const probes: Readonly<Record<string, Probe>> = {
  ...ledger,
  ...messages,
  ...sides,
  ...links,
  ...watch,
  ...catalogue,
  ...shipping,
};
