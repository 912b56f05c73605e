import { z } from 'zod';
import { type Clock, day, minute } from '../kit/clock.ts';
import type { Memory } from '../kit/memory.ts';
import {
  type CatalogueFields,
  type DeliveryMethod,
  type FiscalCode,
  type OdooClient,
  type OdooCompany,
  type OdooCountry,
  type OdooPackageType,
  type OdooTax,
  type RoundingRule,
  roundingRules,
  type ShipmentFields,
  type Warehouse,
} from '../odoo/client.ts';
import type { ProductId, TaxId } from '../trade/ids.ts';
import { decimal } from '../trade/money.ts';
import { KeptReading } from './kept-reading.ts';

const keptFor = 15 * minute;

interface Kept {
  until: number;
  value: Promise<unknown>;
}

const roundingEntry = 'rounding-learnt';

/** How a company's Odoo really rounds, where it is not as its version and its settings say. */
const learntRounding = z.object({
  companyId: z.number(),
  said: z.enum(roundingRules),
  learnt: z.enum(roundingRules),
});

const size = z
  .string()
  .transform((text) => decimal(text))
  .nullable();

const packageTypes: z.ZodType<OdooPackageType[]> = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    length: size,
    width: size,
    height: size,
    maxWeight: size,
    baseWeight: size,
  }),
);

const deliveryMethods: z.ZodType<DeliveryMethod[]> = z.array(z.object({ id: z.number(), name: z.string() }));

/**
 * Odoo's reference data of one tenant: read once by whoever asks first, kept for a quarter of an hour. A failed read is
 * not kept. What orders have taught of its rounding is kept in the memory, as long as Odoo says the same of itself.
 */
export class ReferenceCache {
  readonly #clock: Clock;
  readonly #memory: Memory;
  readonly #kept = new Map<string, Kept>();
  readonly #packageTypes: KeptReading<OdooPackageType[]>;
  readonly #deliveryMethods: KeptReading<DeliveryMethod[]>;

  constructor(clock: Clock, memory: Memory) {
    this.#clock = clock;
    this.#memory = memory;
    this.#packageTypes = new KeptReading({ clock, memory }, 'package-types', packageTypes);
    this.#deliveryMethods = new KeptReading({ clock, memory }, 'delivery-methods', deliveryMethods);
  }

  /**
   * The cache as seen through one client, so that the calls it makes are that client's. `where`: its company, unlike
   * that of any other connection.
   */
  through(odoo: OdooClient, where = ''): Reference {
    return {
      taxes: () => this.#once('taxes', () => odoo.taxes.forSales()),
      countries: () => this.#once('countries', () => odoo.countries.byIso()),
      fiscalFields: () => this.#once('fiscalFields', () => odoo.customers.fiscalFields()),
      company: () => this.#company(odoo),
      learnRounding: (rule) => this.#learn(odoo, rule),
      sources: () => this.#once('sources', () => odoo.sources.byName()),
      source: (channel) => this.#once(`source ${channel.name}`, () => this.#source(odoo, channel)),
      shippingProduct: () => this.#once('shippingProduct', () => odoo.shippingProduct()),
      defaultTax: () => this.#once('defaultTax', () => odoo.taxes.defaultForSales()),
      catalogueFields: () => this.#once('catalogueFields', () => odoo.catalogue.fields()),
      languages: () => this.#once('languages', () => odoo.catalogue.languages()),
      shipmentFields: () => this.#once('shipmentFields', () => odoo.deliveries.shipmentFields()),
      deliveryMethods: ({ maxAge = day } = {}) =>
        this.#deliveryMethods.of(where, maxAge, () => odoo.deliveries.methods()),
      packageTypes: ({ anew = false } = {}) =>
        this.#packageTypes.of(where, anew ? 0 : keptFor, () => odoo.packageTypes.all()),
      warehouses: () => this.#once('warehouses', () => odoo.catalogue.warehouses()),
    };
  }

  forget(): void {
    this.#kept.clear();
  }

  /** What outlives the process as well. */
  async forgetKept(): Promise<void> {
    await Promise.all([this.#packageTypes.forget(), this.#deliveryMethods.forget()]);
  }

  async #company(odoo: OdooClient): Promise<OdooCompany> {
    const [company, known] = await Promise.all([this.#asSaid(odoo), this.#memory.get(roundingEntry)]);
    const { data } = learntRounding.safeParse(known);
    const holds = data?.companyId === company.id && data.said === company.rounding;
    return holds ? { ...company, rounding: data.learnt } : company;
  }

  async #learn(odoo: OdooClient, learnt: RoundingRule): Promise<void> {
    const { id: companyId, rounding: said } = await this.#asSaid(odoo);
    await this.#memory.put(roundingEntry, { companyId, said, learnt });
  }

  #asSaid(odoo: OdooClient): Promise<OdooCompany> {
    return this.#once('company', () => odoo.company());
  }

  async #source(odoo: OdooClient, channel: { key: string; name: string }): Promise<number | null> {
    const known = await this.#once('sources', () => odoo.sources.byName());
    return known.get(channel.name) ?? odoo.sources.create(channel);
  }

  async #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const now = this.#clock.now();
    const known = this.#kept.get(name);
    if (known !== undefined && known.until > now) return known.value as Promise<T>;
    const value = read();
    const kept = { until: now + keptFor, value };
    this.#kept.set(name, kept);
    value.catch(() => {
      if (this.#kept.get(name) === kept) this.#kept.delete(name);
    });
    return value;
  }
}

export interface Reference {
  /** The company's sale taxes. */
  taxes(): Promise<OdooTax[]>;
  /** By ISO code, with their states. */
  countries(): Promise<Map<string, OdooCountry>>;
  /** Which of a customer's fiscal codes Odoo has a field for. */
  fiscalFields(): Promise<ReadonlySet<FiscalCode>>;
  /** What an order's lines depend on in this company. */
  company(): Promise<OdooCompany>;
  /** Keeps how Odoo has proven to round, for all orders after this one. */
  learnRounding(rule: RoundingRule): Promise<void>;
  /** Odoo's sources of orders by name. */
  sources(): Promise<Map<string, number>>;
  /** The source of orders of that name, made under the key where it is not there; null where Odoo does not take it. */
  source(channel: { key: string; name: string }): Promise<number | null>;
  /** What a shipping line is sold as, where Odoo has a sensible default. */
  shippingProduct(): Promise<ProductId | null>;
  /** The tax of what is sold without one of its own; null where the company has none. */
  defaultTax(): Promise<TaxId | null>;
  /** Which optional fields products have. */
  catalogueFields(): Promise<CatalogueFields>;
  /** Codes of the installed languages. */
  languages(): Promise<string[]>;
  /** Where orders can tell of their shipment. */
  shipmentFields(): Promise<ShipmentFields>;
  /** Delivery methods that may be written on a transfer, as they were at most `maxAge` ms ago: a day, unless told. */
  deliveryMethods(how?: { maxAge?: number }): Promise<DeliveryMethod[]>;
  /** Kinds of packages, as they were at most a quarter of an hour ago; `anew`: what is kept is not good enough. */
  packageTypes(how?: { anew?: boolean }): Promise<OdooPackageType[]>;
  /** The company's warehouses. */
  warehouses(): Promise<Warehouse[]>;
}
