import { LaneHost } from '../../../../src/durable/lane-host.ts';
import { Lane } from '../../../../src/durable/lane.ts';
import { type JobKindName, jobKinds } from '../../../../src/jobs/kinds.ts';
import type { Outcome } from '../../../../src/jobs/outcome.ts';
import type { JobVerb, JobVerbs } from '../../../../src/jobs/run-job.ts';
import { systemChance } from '../../../../src/kit/chance.ts';
import { second } from '../../../../src/kit/clock.ts';
import type { Fetch } from '../../../../src/kit/http.ts';
import { shelfOver } from '../../../../src/kit/shelf.ts';
import { memoryOver } from '../../../../src/kit/memory.ts';
import { createLog } from '../../../../src/kit/log.ts';
import { tenantImages } from '../../../../src/products/tenant-images.ts';
import type { CallRow } from '../../../../src/store/api-log-store.ts';
import { openDatabase } from '../../../../src/store/database.ts';
import { openTenantStores, type TenantStores } from '../../../../src/store/tenant-stores.ts';
import { type ConnectionReader, OpenTenant } from '../../../../src/tenants/open-tenant.ts';
import type { CompanyId, TenantId, TenantKey } from '../../../../src/trade/ids.ts';
import { createD1, d1Over, type RoundTrip, sqliteOf } from '../../../support/d1-over-sqlite.ts';
import { VirtualTime } from '../../../support/world/virtual-time.ts';
import { call } from '../../store/support/ledger.ts';

export const done: Outcome = { kind: 'unchanged', detail: {} };

export interface Bench {
  time: VirtualTime;
  /** As nobody's plan touches them, for the test itself. */
  stores: TenantStores;
  tenant: OpenTenant;
  lane: Lane;
  host: LaneHost;
  /** The alarms that the host asked for, in ms. */
  alarms: number[];
  lines: string[];
  /** The next run finds among its calls a good answer of this side. */
  answeredBy(side: string): void;
  /** Lets time pass until the promise is settled, at most a virtual day. */
  finish<T>(promise: Promise<T>): Promise<T>;
}

export interface BenchOptions {
  verb?: JobVerb;
  /** What happens at each round trip of the lane to its database. */
  roundTrip?: RoundTrip;
  fetch?: Fetch;
  /** How a connection is read, where it is not as if it had been set up well. */
  connections?: Partial<ConnectionReader>;
}

const noNetwork: Fetch = async (request) => {
  throw new Error(`a lane without network called ${request.url}`);
};

const wellSetUp: ConnectionReader = {
  odoo: async () => ({
    url: 'https://odoo.example.com',
    database: 'demo',
    login: 'ponte@example.com',
    apiKey: 'key',
    version: 18,
    uid: 2,
    companyId: 1 as CompanyId,
  }),
  poleepo: async () => ({ baseUrl: 'https://poleepo.example.com', clientId: 'id', clientSecret: 'secret' }),
};

/** One tenant's lane over a real ledger, with verbs of the test's own. */
export async function createBench(options: BenchOptions = {}): Promise<Bench> {
  const time = new VirtualTime();
  const direct = createD1();
  const id = 'ten_a' as TenantId;
  const stores = openTenantStores(openDatabase(direct), id);
  for (const side of ['odoo', 'poleepo'] as const)
    await stores.connections.save(side, { settings: {}, sealedKey: 'x', active: true, now: time.now() });
  const lines: string[] = [];
  const good: CallRow[] = [];
  const tenant = new OpenTenant({
    tenantKey: 't00001' as TenantKey,
    stores: openTenantStores(openDatabase(d1Over(sqliteOf(direct), options.roundTrip)), id),
    clock: time,
    chance: systemChance,
    log: createLog({}, (line) => lines.push(line)),
    fetch: options.fetch ?? noNetwork,
    memory: memoryOver(new Map()),
    connections: { ...wellSetUp, ...options.connections },
    connectionCalls: () => good.splice(0),
    locale: 'it',
    images: tenantImages(id, {
      publicUrl: 'https://ponte.example.com',
      keys: { current: new Uint8Array(32) },
      shelf: shelfOver(new Map()),
      chance: systemChance,
    }),
    labels: shelfOver(new Map()),
  });
  const lane = new Lane(tenant, everyKind(options.verb ?? (async () => done)));
  const alarms: number[] = [];
  const setAlarm = async (at: number) => void alarms.push(at);
  return {
    time,
    stores,
    tenant,
    lane,
    host: new LaneHost({ lane, clock: time, log: tenant.log, setAlarm }),
    alarms,
    lines,
    answeredBy: (side) => void good.push(call({ side, at: time.now() })),
    finish: (promise) => finish(time, promise),
  };
}

function everyKind(verb: JobVerb): JobVerbs {
  const names = Object.keys(jobKinds) as JobKindName[];
  return Object.fromEntries(names.map((name) => [name, verb])) as Record<JobKindName, JobVerb>;
}

async function finish<T>(time: VirtualTime, promise: Promise<T>): Promise<T> {
  let settled = false;
  const end = () => (settled = true);
  promise.then(end, end);
  if (!(await time.run(() => settled, 86_400 * second))) throw new Error('this does not end within a day');
  return promise;
}

/** A verb that takes its time, and what it saw: who ran beside whom. */
export function slowVerb(time: () => VirtualTime, ms: number) {
  const running: string[] = [];
  const seen: { subject: string; beside: string[] }[] = [];
  const verb: JobVerb = async (_context, job) => {
    seen.push({ subject: job.subject, beside: [...running] });
    running.push(job.subject);
    await time().sleep(ms);
    running.splice(running.indexOf(job.subject), 1);
    return done;
  };
  const most = () => Math.max(0, ...seen.map(({ beside }) => beside.length + 1));
  return { verb, seen, most, running };
}
