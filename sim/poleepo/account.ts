import type { Random } from '../random.ts';
import { createRandom, mixSeed } from '../random.ts';
import type { Batch } from './batch.ts';
import type { BatchSettings } from './batch-polls.ts';
import { batchDefaults } from './batch-polls.ts';
import type { Call } from './calls.ts';
import { apiTime } from './dates.ts';
import type { KnownBuyer } from './generate-person.ts';
import type { Order } from './order.ts';
import { plainCategory, plainCategoryId } from './product.ts';
import type { ProductShelf } from './product-shelf.ts';
import type { ProductStart } from './product-start.ts';
import { startingProducts } from './product-start.ts';
import type { OrderDocument } from './documents.ts';
import type { Shipping, Waybill } from './shipping.ts';
import type { ShippingSettings, ShippingSettingsGiven } from './shipping-settings.ts';
import { shippingDefaults, shippingSettings } from './shipping-settings.ts';
import type { Webhook } from './webhook.ts';

/** The areas of Poleepo's key page, and what a key may do in each. */
export type Area = 'orders' | 'products' | 'shipments';
export type Access = 'none' | 'read' | 'write';
export type Rights = Record<Area, Access>;

/** What a key keeps from whoever uses it: members are left out of the answers. */
export interface Hidden {
  customers: boolean;
  prices: boolean;
}

type Numbered = 'order' | 'row' | 'customer' | 'shipping' | 'batch' | 'image' | 'document';

/** One company on Poleepo: its one key, what the key may do, and everything that the company holds there. */
export interface Account {
  clientId: string;
  clientSecret: string;
  enabled: boolean;
  rights: Rights;
  hides: Hidden;
  random: Random;
  orders: Map<number, Order>;
  products: ProductShelf;
  /** The category paths that exist; null takes every path that is written as a new category. */
  categories: readonly string[] | null;
  categoryId: (path: string) => number;
  /** Whether a batch's images are fetched before its products are written. */
  checkImages: boolean;
  /** What a plain write of a product is answered with: nothing, or the product. */
  putStatus: 200 | 204;
  batchSettings: BatchSettings;
  batches: Map<number, Batch>;
  /** Those whose effects have not happened yet. */
  pending: Batch[];
  /** Every poll of a batch that came with a token of this account. */
  polls: Call[];
  shippings: Map<number, Shipping>;
  waybills: Map<number, Waybill>;
  /** Those that couriers take further by themselves. */
  travelling: Set<number>;
  shippingSettings: ShippingSettings;
  /** By order. */
  documents: Map<number, OrderDocument[]>;
  buyers: KnownBuyer[];
  webhooks: Webhook[];
  nextId: (of: Numbered) => number;
}

export interface AccountWanted {
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  enabled?: boolean | undefined;
  rights?: Partial<{ [area in Area]: Access | undefined }> | undefined;
  hides?: { customers?: boolean | undefined; prices?: boolean | undefined } | undefined;
  products?: ProductStart | undefined;
  batches?: { [member in keyof BatchSettings]?: BatchSettings[member] | undefined } | undefined;
  categories?: readonly string[] | null | undefined;
  checkImages?: boolean | undefined;
  putStatus?: 200 | 204 | undefined;
  shipments?: ShippingSettingsGiven | undefined;
  /** The id of its first order. Two accounts may have the same ids, to see that nobody confuses them. */
  firstOrderId?: number | undefined;
}

/** The keys of the account that is there after every reset. */
export const demoClientId = 'poleepo_d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0';
export const demoClientSecret = 'plpscrt_s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3';

const keyAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
const idsOfOneAccount = 1_000_000;

export interface AccountOrigin {
  seed: number;
  /** 0 for the first account: keeps ids and chance of accounts apart. */
  ordinal: number;
  /** Milliseconds. */
  now: number;
  /** What the account has where it is not wanted otherwise. */
  defaults: {
    products: ProductStart;
    batchDelayMs: number;
    checkImages: boolean;
    shippingStepMs: number | null;
  };
}

/** Settings of which some are given: the others stay as they were. */
export function batchSettings(before: BatchSettings, given: AccountWanted['batches']): BatchSettings {
  const { delayMs, max, tooLargeStatus, pollMax, pollWindowMs, pollRetryAfter } = given ?? {};
  return {
    delayMs: delayMs ?? before.delayMs,
    max: max ?? before.max,
    tooLargeStatus: tooLargeStatus ?? before.tooLargeStatus,
    pollMax: pollMax ?? before.pollMax,
    pollWindowMs: pollWindowMs ?? before.pollWindowMs,
    pollRetryAfter: pollRetryAfter ?? before.pollRetryAfter,
  };
}

function categoryIds(): (path: string) => number {
  const ids = new Map([[plainCategory, plainCategoryId]]);
  return (path) => {
    const id = ids.get(path) ?? plainCategoryId + ids.size;
    ids.set(path, id);
    return id;
  };
}

function productSide(
  wanted: AccountWanted,
  { now, defaults }: AccountOrigin,
): Pick<
  Account,
  | 'products'
  | 'categories'
  | 'categoryId'
  | 'checkImages'
  | 'putStatus'
  | 'batchSettings'
  | 'batches'
  | 'pending'
  | 'polls'
> {
  return {
    products: startingProducts(wanted.products ?? defaults.products, apiTime(now)),
    categories: wanted.categories ?? null,
    categoryId: categoryIds(),
    checkImages: wanted.checkImages ?? defaults.checkImages,
    putStatus: wanted.putStatus ?? 204,
    batchSettings: batchSettings({ ...batchDefaults, delayMs: defaults.batchDelayMs }, wanted.batches),
    batches: new Map(),
    pending: [],
    polls: [],
  };
}

/** Makes an account with its keys. */
export function createAccount(wanted: AccountWanted, origin: AccountOrigin): Account {
  const { seed, ordinal } = origin;
  const keys = createRandom(mixSeed(seed, `keys ${ordinal}`));
  const last: Record<Numbered, number> = {
    order: (wanted.firstOrderId ?? 918_273 + ordinal * idsOfOneAccount) - 1,
    row: ordinal * idsOfOneAccount,
    customer: 54 + ordinal * idsOfOneAccount,
    shipping: 7780 + ordinal * idsOfOneAccount,
    batch: 5511 + ordinal * idsOfOneAccount,
    image: ordinal * idsOfOneAccount,
    document: 600 + ordinal * idsOfOneAccount,
  };
  return {
    clientId: wanted.clientId ?? `poleepo_${keys.text(32, keyAlphabet)}`,
    clientSecret: wanted.clientSecret ?? `plpscrt_${keys.text(32, keyAlphabet)}`,
    enabled: wanted.enabled ?? true,
    rights: {
      orders: wanted.rights?.orders ?? 'write',
      products: wanted.rights?.products ?? 'write',
      shipments: wanted.rights?.shipments ?? 'write',
    },
    hides: { customers: wanted.hides?.customers ?? false, prices: wanted.hides?.prices ?? false },
    random: createRandom(mixSeed(seed, `orders ${ordinal}`)),
    orders: new Map(),
    ...productSide(wanted, origin),
    shippings: new Map(),
    waybills: new Map(),
    travelling: new Set(),
    shippingSettings: shippingSettings(
      { ...shippingDefaults, stepMs: origin.defaults.shippingStepMs },
      wanted.shipments,
    ),
    documents: new Map(),
    buyers: [],
    webhooks: [],
    nextId: (of) => (last[of] += 1),
  };
}
