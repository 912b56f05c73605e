import type { Random } from '../random.ts';
import { createRandom, mixSeed } from '../random.ts';
import { apiTime } from './dates.ts';
import type { KnownBuyer } from './generate-person.ts';
import type { Order } from './order.ts';
import type { Product } from './product.ts';
import { catalogueProducts } from './product.ts';
import type { Shipping } from './shipping.ts';
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

type Numbered = 'order' | 'row' | 'customer' | 'shipping';

/** One company on Poleepo: its one key, what the key may do, and everything that the company holds there. */
export interface Account {
  clientId: string;
  clientSecret: string;
  enabled: boolean;
  rights: Rights;
  hides: Hidden;
  random: Random;
  orders: Map<number, Order>;
  products: Product[];
  shippings: Map<number, Shipping>;
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
  /** The id of its first order. Two accounts may have the same ids, to see that nobody confuses them. */
  firstOrderId?: number | undefined;
}

/** The keys of the account that is there after every reset. */
export const demoClientId = 'poleepo_d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0';
export const demoClientSecret = 'plpscrt_s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3';

const keyAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
const idsOfOneAccount = 1_000_000;

/** Makes an account with its keys; `ordinal` (0 for the first) keeps ids and chance of accounts apart. */
export function createAccount(
  wanted: AccountWanted,
  { seed, ordinal, now }: { seed: number; ordinal: number; now: number },
): Account {
  const keys = createRandom(mixSeed(seed, `keys ${ordinal}`));
  const last: Record<Numbered, number> = {
    order: (wanted.firstOrderId ?? 918_273 + ordinal * idsOfOneAccount) - 1,
    row: ordinal * idsOfOneAccount,
    customer: 54 + ordinal * idsOfOneAccount,
    shipping: 7780 + ordinal * idsOfOneAccount,
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
    products: catalogueProducts(apiTime(now)),
    shippings: new Map(),
    buyers: [],
    webhooks: [],
    nextId: (of) => (last[of] += 1),
  };
}
