import { DurableObject } from 'cloudflare:workers';
import type { Memory } from '../kit/memory.ts';
import type { Side } from '../jobs/kinds.ts';
import type { LaneState } from '../jobs/lane-door.ts';
import type { ConnectionTest } from '../tenants/connection-test.ts';
import { testConnection } from '../tenants/test-connection.ts';
import type { OpenTenant } from '../tenants/open-tenant.ts';
import type { ImageId, TenantId } from '../trade/ids.ts';
import type { ImageFate } from '../trade/image-kind.ts';
import type { ShipmentQuestion, ShipmentReply } from '../trade/shipment-question.ts';
import type { InvoicePdfReply, JournalsReply } from '../trade/invoice-pdf.ts';
import { bindingsOf } from '../env.ts';
import { verbs, wire } from '../wire.ts';
import { ImageDesk } from './image-desk.ts';
import { Lane } from './lane.ts';
import { InvoiceDesk } from './invoice-desk.ts';
import { LaneHost } from './lane-host.ts';
import { ShipmentDesk } from './shipment-desk.ts';

interface Opened {
  tenant: OpenTenant;
  lane: Lane;
  host: LaneHost;
  images: ImageDesk;
  shipments: ShipmentDesk;
  invoices: InvoiceDesk;
}

const tenantEntry = 'tenant';

/** The object of one tenant: serialises its work and owns what must exist once. Named by the tenant's id. */
export class TenantLane extends DurableObject<Env> {
  #opened: Promise<Opened> | null = null;

  /** Tells the lane that work is due. Answers at once. */
  async wake(tenantId: TenantId): Promise<LaneState> {
    const { host } = await this.#open(tenantId);
    await host.wake();
    return this.state(tenantId);
  }

  async state(tenantId: TenantId): Promise<LaneState> {
    const { tenant, lane, host } = await this.#open(tenantId);
    const [{ paused, running }, pollsLearnt] = await Promise.all([lane.state(), tenant.pollsLearnt()]);
    const state = paused.length > 0 ? 'paused' : host.draining ? 'working' : 'idle';
    return { state, paused, running, pollsLearnt };
  }

  /** A connection's address or key is another one now: what waits for that side goes on at once. */
  async changed(tenantId: TenantId, side: Side): Promise<void> {
    const { lane, host } = await this.#open(tenantId);
    await lane.freshen(side);
    await host.wake();
  }

  /** Tests a connection as the lane uses it; a good one ends its side's pause. The platform keeps the name `test` for itself. */
  async testSide(tenantId: TenantId, side: Side): Promise<ConnectionTest> {
    const { tenant } = await this.#open(tenantId);
    await tenant.forget(side);
    const result = await testConnection(tenant, side);
    if (result.ok) await this.changed(tenantId, side);
    return result;
  }

  /** Puts an image of Odoo's on the shelf, beside the lane's own work. */
  async keepImage(tenantId: TenantId, id: ImageId): Promise<ImageFate> {
    const { images } = await this.#open(tenantId);
    return images.keep(id);
  }

  /** Answers what a person asks who prepares shipments, beside the lane's own work. */
  async askShipping(tenantId: TenantId, question: ShipmentQuestion): Promise<ShipmentReply> {
    const { shipments } = await this.#open(tenantId);
    return shipments.ask(question);
  }

  /** Fetches the PDF of an invoice for a person, beside the lane's own work. */
  async readInvoicePdf(tenantId: TenantId, id: string): Promise<InvoicePdfReply> {
    const { invoices } = await this.#open(tenantId);
    return invoices.pdf(id);
  }

  /** Reads Odoo's journals for a person, beside the lane's own work. */
  async readJournals(tenantId: TenantId): Promise<JournalsReply> {
    const { invoices } = await this.#open(tenantId);
    return invoices.journals();
  }

  override async alarm(): Promise<void> {
    const tenantId = await this.ctx.storage.get<TenantId>(tenantEntry);
    if (tenantId === undefined) return;
    const { host } = await this.#open(tenantId);
    await host.alarm();
  }

  #memory(): Memory {
    const { storage } = this.ctx;
    return { get: (name) => storage.get(name), put: (name, value) => storage.put(name, value) };
  }

  #open(tenantId: TenantId): Promise<Opened> {
    this.#opened ??= this.#openOnce(tenantId);
    this.#opened.catch(() => (this.#opened = null));
    return this.#opened;
  }

  async #openOnce(tenantId: TenantId): Promise<Opened> {
    const house = wire(this.env, bindingsOf(this.env));
    const tenant = await house.openTenant(tenantId, this.#memory());
    await this.ctx.storage.put(tenantEntry, tenantId);
    const lane = new Lane(tenant, verbs);
    const setAlarm = (at: number) => this.ctx.storage.setAlarm(at);
    const host = new LaneHost({ lane, clock: house.clock, log: tenant.log, setAlarm });
    const desks = { shipments: new ShipmentDesk(tenant), invoices: new InvoiceDesk(tenant) };
    return { tenant, lane, host, images: new ImageDesk(tenant, lane), ...desks };
  }
}
