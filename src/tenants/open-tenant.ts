import type { Chance } from '../kit/chance.ts';
import { type Clock, minute } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import { Gate } from '../kit/gate.ts';
import type { Fetch } from '../kit/http.ts';
import { newId } from '../kit/ids.ts';
import type { Log } from '../kit/log.ts';
import type { Memory } from '../kit/memory.ts';
import type { Shelf } from '../kit/shelf.ts';
import type { Locale } from '../kit/text.ts';
import { collectCalls } from '../jobs/job-calls.ts';
import type { Side } from '../jobs/kinds.ts';
import { createOdooClient, type OdooConnection } from '../odoo/client.ts';
import { createPoleepoClient, type PoleepoClient } from '../poleepo/client.ts';
import { PollBudget } from '../poleepo/poll-budget.ts';
import type { CallRow } from '../store/api-log-store.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import type { JobId, TenantKey } from '../trade/ids.ts';
import type { TenantContext, TenantImages } from './context.ts';
import { ReferenceCache } from './reference.ts';
import { RightsMemory } from './rights-memory.ts';

export interface Opening {
  /** Null for what no job asked for, such as a test of the connection. */
  jobId: JobId | null;
  /** Lower goes first at Odoo's write gate. */
  rank: number;
  /** The sides that will be called; the others need not be connected. */
  needs: readonly Side[];
}

/** Reads the connections that a tenant has set up; throws SyncError `not-configured` of the side that is missing. */
export interface ConnectionReader {
  odoo(): Promise<OdooConnection>;
  poleepo(): Promise<{ baseUrl: string; clientId: string; clientSecret: string }>;
}

export interface TenantParts {
  tenantKey: TenantKey;
  locale: Locale;
  stores: TenantStores;
  clock: Clock;
  chance: Chance;
  log: Log;
  fetch: Fetch;
  /** What outlives the process. */
  memory: Memory;
  connections: ConnectionReader;
  images: TenantImages;
  /** The tenant's own part of the shelf for labels. */
  labels: Shelf;
  /** Hands over the calls that reading the connections has made, each once. */
  connectionCalls: () => CallRow[];
}

/** What a change of the credentials made elsewhere may lag behind by. */
const keptFor = minute;

/** A tenant as its lane holds it: one write gate, one Poleepo token, one cache, and a fresh context for each job. */
export class OpenTenant {
  readonly stores: TenantStores;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly #parts: TenantParts;
  readonly #writes = new Gate(1);
  readonly #reference: ReferenceCache;
  readonly #rights: RightsMemory;
  readonly #pollBudget: PollBudget;
  /** Calls that serve every job, such as those for a token. */
  readonly #shared: ReturnType<typeof collectCalls>;
  #odoo: Promise<OdooConnection> | null = null;
  #poleepo: Promise<PoleepoClient> | null = null;
  #freshUntil = 0;

  constructor(parts: TenantParts) {
    this.#parts = parts;
    this.stores = parts.stores;
    this.clock = parts.clock;
    this.chance = parts.chance;
    this.log = parts.log;
    this.#reference = new ReferenceCache(parts.clock, parts.memory);
    this.#rights = new RightsMemory(parts.memory, parts.clock);
    this.#pollBudget = new PollBudget(parts.memory, parts.clock);
    this.#shared = collectCalls(null, parts.chance);
  }

  /** A context for one job. `calls` hands over the calls that it has made to either side, each once. */
  async open({ jobId, rank, needs }: Opening): Promise<{ context: TenantContext; calls: () => CallRow[] }> {
    const { tenantKey, locale, stores, clock, chance, log, fetch, images, labels } = this.#parts;
    const reference = this.#reference;
    const pollBudget = this.#pollBudget;
    this.#renew();
    const [connection, poleepo] = await Promise.all([
      needs.includes('odoo') ? this.#odooConnection() : null,
      needs.includes('poleepo') ? this.#poleepoClient() : null,
    ]);
    const { observe, calls } = collectCalls(jobId, chance);
    const write = <T>(task: () => Promise<T>) => this.#writes.run(rank, task);
    const platform = { fetch, clock, observe, write };
    const odoo =
      connection === null
        ? null
        : createOdooClient(connection, { ...platform, rights: this.#rights.of(connection) });
    const where = connection === null ? '' : placeOf(connection);
    const context: TenantContext = {
      tenantKey,
      locale,
      clock,
      chance,
      log,
      stores,
      pollBudget,
      images,
      labels,
      get odoo() {
        return needed(odoo, 'odoo');
      },
      get poleepo() {
        return needed(poleepo, 'poleepo').observedBy(observe);
      },
      get reference() {
        return reference.through(needed(odoo, 'odoo'), where);
      },
    };
    return {
      context,
      calls: () => [...this.#parts.connectionCalls(), ...this.#shared.calls.splice(0), ...calls.splice(0)],
    };
  }

  /** Requests for batches in a window, where Poleepo has taught us that it takes fewer than we thought; else null. */
  async pollsLearnt(): Promise<number | null> {
    return this.#pollBudget.learnt();
  }

  /** Drops what is held of one side: its address, its key or what that may do changed. */
  async forget(side: Side): Promise<void> {
    this.#drop(side);
    if (side === 'odoo') await Promise.all([this.#rights.forget(), this.#reference.forgetKept()]);
  }

  #drop(side: Side): void {
    if (side === 'odoo') this.#odoo = null;
    else this.#poleepo = null;
    this.#reference.forget();
  }

  /** Tells the tenant's people of something that needs them. */
  async alert(kind: string, subject: string, detail: Record<string, unknown>): Promise<void> {
    const now = this.clock.now();
    await this.stores.notices.raise({ id: newId('alert', now, this.chance), kind, subject, detail, now });
  }

  #renew(): void {
    const now = this.clock.now();
    if (now < this.#freshUntil) return;
    this.#odoo = null;
    this.#freshUntil = now + keptFor;
  }

  #odooConnection(): Promise<OdooConnection> {
    return (this.#odoo ??= this.#kept(this.#parts.connections.odoo(), 'odoo'));
  }

  #poleepoClient(): Promise<PoleepoClient> {
    return (this.#poleepo ??= this.#kept(this.#openPoleepo(), 'poleepo'));
  }

  async #openPoleepo(): Promise<PoleepoClient> {
    const { connections, fetch, clock } = this.#parts;
    return createPoleepoClient(await connections.poleepo(), { fetch, clock, observe: this.#shared.observe });
  }

  #kept<T>(reading: Promise<T>, side: Side): Promise<T> {
    reading.catch(() => this.#drop(side));
    return reading;
  }
}

function needed<T>(client: T | null, side: Side): T {
  if (client !== null) return client;
  throw new SyncError(`this kind of job does not say that it needs ${side}`, {
    code: 'internal',
    advice: 'give-up',
  });
}

/** A company of a database: what is known of one says nothing of another. */
function placeOf({ url, database, companyId }: OdooConnection): string {
  return JSON.stringify([url, database, companyId]);
}
