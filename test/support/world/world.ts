import type { DatabaseSync } from 'node:sqlite';
import { createOdooSim, type OdooSim, type OdooSimOptions } from '../../../sim/odoo/app.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { createPoleepoSim, type PoleepoSim } from '../../../sim/poleepo/app.ts';
import { createRandom, mixSeed, type Random } from '../../../sim/random.ts';
import { runCron } from '../../../src/cron/run-cron.ts';
import { type CronName, cronNames, crons } from '../../../src/jobs/crons.ts';
import type { Chance } from '../../../src/kit/chance.ts';
import { minute, second } from '../../../src/kit/clock.ts';
import { isDue } from '../../../src/kit/cron-time.ts';
import { createLog, type Log } from '../../../src/kit/log.ts';
import { shelfOver } from '../../../src/kit/shelf.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { consumeQueue } from '../../../src/queues/consume-queue.ts';
import type { WakeUp } from '../../../src/queues/wake-up.ts';
import { createApp } from '../../../src/routes/app.ts';
import { sealingContext } from '../../../src/tenants/connection-settings.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { wire, type WiredHouse } from '../../../src/wire.ts';
import { createD1, sqliteOf } from '../d1-over-sqlite.ts';
import { describeRequest } from './describe-request.ts';
import { Incarnation, isStruck, type Plan, type Point } from './incarnation.ts';
import { LaneCell } from './lane-cell.ts';
import { LateRequests } from './late-requests.ts';
import { type SeededTenant, seedTenant } from './seed-tenant.ts';
import { VirtualTime } from './virtual-time.ts';

const cronsOfOrders = cronNames.options.filter((name) => !/product|shippings|invoices/.test(name));

export interface WorldOptions {
  seed: number;
  version: OdooVersion;
  tenants?: number;
  odooLatencyMs?: number;
  poleepoLatencyMs?: number;
  /** Which crons fire at their times; all but those of the catalogue, of shipments and of invoices unless told. */
  crons?: readonly CronName[];
  /** Whether Poleepo looks at the images of a batch before it writes its products. */
  checkImages?: boolean;
  /** How Odoo adds orders up, where it is a build of another kind than those that we know. */
  taxTotals?: OdooSimOptions['taxTotals'];
}

export const variables = {
  POLEEPO_API_URL: 'http://poleepo.test',
  POLEEPO_APP_URL: 'https://app.poleepo.test/order/show/{id}',
  PUBLIC_URL: 'http://ponte.test',
  ALLOW_PRIVATE_ODOO: 'true',
  MASTER_KEY: `test-1:${Buffer.alloc(32, 1).toString('base64')}`,
  SESSION_KEY: Buffer.alloc(32, 2).toString('base64'),
  IMAGE_KEY: Buffer.alloc(32, 3).toString('base64'),
};

/**
 * The whole product in one process, through its own composition root: virtual time, a virtual queue, D1's interface over
 * SQLite, the simulators called as functions. Everything that a process does to the outside passes a plan that may
 * strike it; the same seed gives the same run.
 */
export class World {
  readonly time = new VirtualTime();
  readonly version: OdooVersion;
  readonly random: Random;
  readonly odoo: OdooSim;
  readonly poleepo: PoleepoSim;
  readonly sqlite: DatabaseSync;
  readonly cells = new Map<TenantId, LaneCell>();
  readonly tenants: SeededTenant[] = [];
  /** The images that are kept, by key. */
  readonly images = new Map<string, { bytes: Uint8Array; type: string }>();
  readonly logLines: string[] = [];
  /** Every point that was passed, in order, for a test to aim at. */
  readonly passed: Point[] = [];
  /** What strikes; null strikes nothing. */
  plan: Plan = () => null;
  /** Hears what the outside answered at each point. */
  heard: (point: Point, answer: unknown) => void = () => undefined;
  /** How often a wake-up is lost or doubled, from 0 to 1. */
  queue = { lose: 0, double: 0, mostDelayMs: 20 };
  readonly defects: unknown[] = [];
  readonly #late = new LateRequests(this.time, (thrown) => void this.defects.push(thrown));
  #door: { process: Incarnation; house: WiredHouse; app: ReturnType<typeof createApp> } | null = null;
  #hookDeliveries = 0;
  readonly #crons: readonly CronName[];
  readonly #hanging = new Set<TenantId>();

  constructor(options: WorldOptions) {
    const { seed, version, odooLatencyMs = 20, poleepoLatencyMs = 30 } = options;
    this.#crons = options.crons ?? cronsOfOrders;
    this.version = version;
    this.random = createRandom(mixSeed(seed, 'world'));
    const sleep = (ms: number) => this.time.sleep(ms);
    const now = () => this.time.now();
    const build = options.taxTotals === undefined ? {} : { taxTotals: options.taxTotals };
    this.odoo = createOdooSim({ version, seed, now, sleep, latencyMs: odooLatencyMs, ...build });
    this.poleepo = createPoleepoSim({
      seed,
      now,
      sleep,
      latencyMs: poleepoLatencyMs,
      deliver: (request) => this.receive(request),
      ...(options.checkImages === true && { fetchImage: (request) => this.receive(request) }),
    });
    this.sqlite = sqliteOf(createD1());
  }

  /** A world with its tenants set up and every cron firing at its times. */
  static async open(options: WorldOptions): Promise<World> {
    const world = new World(options);
    const { house } = world.#doors();
    for (let number = 1; number <= (options.tenants ?? 1); number += 1) {
      const seeding = {
        house,
        poleepo: world.poleepo,
        odooUrl: 'http://odoo.test',
        odooKey: demoAccess.ponte.apiKey,
        number,
      };
      world.tenants.push(await seedTenant(seeding));
    }
    world.passed.length = 0;
    world.#tick();
    return world;
  }

  /** What a request to Ponte is answered; throws where the process dies before it answers. */
  async receive(request: Request): Promise<Response> {
    const door = this.#doors();
    this.#hookDeliveries += 1;
    try {
      const answer = await door.app.fetch(request);
      if (door.process.dead) throw new TypeError('network connection lost');
      return answer;
    } finally {
      this.#hookDeliveries -= 1;
      if (door.process.dead) this.#door = null;
    }
  }

  house(): WiredHouse {
    return this.#doors().house;
  }

  first(): SeededTenant {
    const [tenant] = this.tenants;
    if (tenant === undefined) throw new Error('this world has no tenant');
    return tenant;
  }

  cell(tenantId: TenantId): LaneCell {
    const known = this.cells.get(tenantId);
    if (known !== undefined) return known;
    const cell = new LaneCell({
      time: this.time,
      tenantId,
      beginLife: () => this.#process(tenantId),
      onDefect: (thrown) => void this.defects.push(thrown),
    });
    this.cells.set(tenantId, cell);
    return cell;
  }

  /** A second object of the same tenant, with its storage, as two data centres might run for a moment. */
  twin(tenantId: TenantId): LaneCell {
    return new LaneCell({
      storage: this.cell(tenantId).storage,
      time: this.time,
      tenantId,
      beginLife: () => this.#process(tenantId),
      onDefect: (thrown) => void this.defects.push(thrown),
    });
  }

  /** Lets time pass until no job is open and nothing is under way, at the vendors neither. */
  async settle(limitMs: number): Promise<boolean> {
    const isQuiet = () => this.#hookDeliveries === 0 && this.#late.pending === 0 && this.open() === 0;
    const done = await this.time.run(isQuiet, limitMs);
    if (this.defects.length > 0) throw this.defects[0];
    return done;
  }

  /** One webhook about an order, sent again each minute until it is acknowledged. */
  async notifyUntilHeard(orderId: number): Promise<void> {
    const request = await this.poleepo.control.webhookRequest({ orderId });
    const status = await this.receive(request.clone())
      .then((answer) => answer.status)
      .catch(() => 0);
    if (status !== 202) this.time.at(this.time.now() + minute, () => void this.notifyUntilHeard(orderId));
  }

  /** From now on nothing that this tenant asks of Odoo is ever answered. */
  hangOdooOf({ id }: SeededTenant): void {
    this.#hanging.add(id);
  }

  /** The tenant's administrator gives a new Odoo key. */
  async replaceOdooKey(apiKey: string): Promise<void> {
    const { id } = this.first();
    const { house } = this.#doors();
    const { connections } = house.storesOf({ id, shard: 'main' });
    const row = await connections.get('odoo');
    const sealedKey = await house.sealer.seal(apiKey, sealingContext(id, 'odoo'));
    await connections.save('odoo', {
      settings: row?.settings ?? {},
      sealedKey,
      active: true,
      now: this.time.now(),
    });
    await house.lane(id).changed('odoo');
  }

  /** Jobs that are waiting or running. */
  open(): number {
    const row = this.sqlite
      .prepare("SELECT count(*) AS n FROM jobs WHERE state IN ('waiting', 'running')")
      .get();
    return Number(row?.n ?? 0);
  }

  rows<Row = Record<string, unknown>>(sql: string): Row[] {
    return this.sqlite.prepare(sql).all() as Row[];
  }

  #doors() {
    if (this.#door?.process.dead === true) this.#door = null;
    if (this.#door !== null) return this.#door;
    const { process, house } = this.#process();
    this.#door = { process, house, app: createApp(house) };
    return this.#door;
  }

  #process(tenantId?: TenantId): { process: Incarnation; house: WiredHouse } {
    const strike: Plan = (point) => {
      this.passed.push(point);
      if (point.what === 'odoo' && tenantId !== undefined && this.#hanging.has(tenantId))
        return 'hang-before';
      return this.plan(point);
    };
    const heard = (point: Point, answer: unknown) => this.heard(point, answer);
    const process = new Incarnation({ time: this.time, plan: strike, heard, late: this.#late });
    const fetch = process.fetch((request) => this.#network(request), describeRequest);
    const chance: Chance = {
      bytes: (count) => Uint8Array.from({ length: count }, () => this.random.int(0, 255)),
      fraction: () => this.random.next(),
    };
    const log: Log = createLog({}, (line) => void this.logLines.push(line));
    const sendWakeUp = (wakeUp: WakeUp) =>
      process.pass({ what: 'queue', name: 'send', write: true }, () => this.#enqueue(wakeUp));
    const bindings = {
      shards: { main: process.d1(this.sqlite) },
      sendWakeUp,
      lane: (id: TenantId) => this.cell(id).door(),
      images: shelfOver(this.images),
    };
    return { process, house: wire(variables, bindings, { clock: this.time, chance, fetch, log }) };
  }

  async #network(request: Request): Promise<Response> {
    const { host } = new URL(request.url);
    if (host === 'odoo.test') return this.odoo.fetch(request);
    if (host === 'poleepo.test') return this.poleepo.fetch(request);
    throw new TypeError(`no such host: ${host}`);
  }

  #enqueue(wakeUp: WakeUp): void {
    const copies = this.random.chance(this.queue.lose) ? 0 : this.random.chance(this.queue.double) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1)
      this.#deliver(wakeUp, this.time.now() + this.random.int(0, this.queue.mostDelayMs));
  }

  #deliver(wakeUp: WakeUp, at: number): void {
    this.time.at(at, () => {
      const again = () => this.#deliver(wakeUp, this.time.now() + second);
      const message = { body: wakeUp, ack: () => undefined, retry: again };
      void consumeQueue({ queue: 'ponte-wake', messages: [message] }, this.house()).catch((thrown: unknown) =>
        this.#failed(thrown, again),
      );
    });
  }

  #tick(): void {
    this.time.at(this.time.now() + minute, () => {
      this.#tick();
      for (const cron of this.#crons) {
        const { expression } = crons[cron];
        if (isDue(expression, this.time.now()))
          void runCron(expression, this.house()).catch((thrown: unknown) =>
            this.#failed(thrown, () => undefined),
          );
      }
    });
  }

  /** What a plan did to a door: the platform tries again. Anything else is a defect of ours. */
  #failed(thrown: unknown, again: () => void): void {
    if (isStruck(thrown)) again();
    else this.defects.push(thrown);
  }
}
