import { ImageDesk } from '../../../src/durable/image-desk.ts';
import { Lane } from '../../../src/durable/lane.ts';
import { InvoiceDesk } from '../../../src/durable/invoice-desk.ts';
import { LaneHost } from '../../../src/durable/lane-host.ts';
import { ShipmentDesk } from '../../../src/durable/shipment-desk.ts';
import { second } from '../../../src/kit/clock.ts';
import { memoryOver } from '../../../src/kit/memory.ts';
import type { LaneDoor } from '../../../src/jobs/lane-door.ts';
import type { Side } from '../../../src/jobs/kinds.ts';
import type { OpenTenant } from '../../../src/tenants/open-tenant.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { verbs, type WiredHouse } from '../../../src/wire.ts';
import { isFatal } from '../../../src/kit/errors.ts';
import { type Incarnation, isStruck } from './incarnation.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Life {
  process: Incarnation;
  tenant: OpenTenant;
  lane: Lane;
  host: LaneHost;
  images: ImageDesk;
  shipments: ShipmentDesk;
  invoices: InvoiceDesk;
}

export interface CellParts {
  time: VirtualTime;
  tenantId: TenantId;
  /** A fresh process and the house as it sees it. */
  beginLife: () => { process: Incarnation; house: WiredHouse };
  /** What no code of ours may throw. */
  onDefect: (thrown: unknown) => void;
  /** What the platform keeps for the object; its own unless told. */
  storage?: Map<string, unknown>;
}

/** The platform's side of one tenant's object: its alarm outlives the process, which is started anew whenever it is needed. */
export class LaneCell {
  readonly #parts: CellParts;
  #life: Promise<Life> | null = null;
  #alarm = 0;
  readonly storage: Map<string, unknown>;
  deaths = 0;

  constructor(parts: CellParts) {
    this.#parts = parts;
    this.storage = parts.storage ?? new Map();
  }

  door(): LaneDoor {
    const state = async () => {
      const { tenant, lane, host } = await this.#alive();
      const { paused, running } = await lane.state();
      const pollsLearnt = await tenant.pollsLearnt();
      return { state: host.draining ? 'working' : 'idle', paused, running, pollsLearnt } as const;
    };
    return {
      state,
      wake: () => this.#call(async ({ host }) => host.wake()).then(state),
      changed: (side) => this.changed(side),
      shipping: (question) => this.#call(({ shipments }) => shipments.ask(question)),
      journals: () => this.#call(({ invoices }) => invoices.journals()),
      invoicePdf: (id) => this.#call(({ invoices }) => invoices.pdf(id)),
      image: (id) => this.#call(({ images }) => images.keep(id)),
      test: () => Promise.reject(new Error('connections are not tested in this world')),
    };
  }

  changed(side: Side): Promise<void> {
    return this.#call(async ({ lane, host }) => {
      await lane.freshen(side);
      await host.wake();
    });
  }

  /** Takes the object out of memory, as the platform may at any time; what it was doing dies with it. */
  async evict(): Promise<void> {
    const life = await this.#life?.catch(() => null);
    if (life != null) life.process.dead = true;
    this.#life = null;
    this.#setAlarm(this.#parts.time.now() + second);
  }

  async #call<T>(use: (life: Life) => Promise<T>): Promise<T> {
    try {
      return await use(await this.#alive());
    } catch (thrown) {
      if (isFatal(thrown)) this.#bury();
      throw thrown;
    }
  }

  #alive(): Promise<Life> {
    this.#life ??= this.#begin();
    this.#life.catch(() => (this.#life = null));
    return this.#life;
  }

  async #begin(): Promise<Life> {
    const { process, house } = this.#parts.beginLife();
    const tenant = await house.openTenant(this.#parts.tenantId, memoryOver(this.storage));
    const lane = new Lane(tenant, verbs);
    const setAlarm = async (at: number) => {
      if (!process.dead) this.#setAlarm(at);
    };
    const host = new LaneHost({ lane, clock: house.clock, log: tenant.log, setAlarm });
    const images = new ImageDesk(tenant, lane);
    const desks = { images, shipments: new ShipmentDesk(tenant), invoices: new InvoiceDesk(tenant) };
    return { process, tenant, lane, host, ...desks };
  }

  #setAlarm(at: number): void {
    const mine = ++this.#alarm;
    this.#parts.time.at(at, () => {
      if (mine === this.#alarm) void this.#fire();
    });
  }

  async #fire(): Promise<void> {
    try {
      await this.#call((life) => life.host.alarm());
    } catch (thrown) {
      if (!isStruck(thrown)) this.#parts.onDefect(thrown);
      this.#setAlarm(this.#parts.time.now() + 2 * second);
    }
  }

  #bury(): void {
    this.deaths += 1;
    this.#life = null;
  }
}
