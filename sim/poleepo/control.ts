import type { z } from 'zod';
import type { Account } from './account.ts';
import { batchSettings } from './account.ts';
import type { Call } from './calls.ts';
import { makeOrders, patchOrder } from './control-orders.ts';
import type { ProductControl } from './control-products.ts';
import { productControl } from './control-products.ts';
import type { ShippingControl } from './control-shippings.ts';
import { shippingControl } from './control-shippings.ts';
import * as schemas from './control-schemas.ts';
import { findAccount, findNews } from './find.ts';
import { notify } from './notify.ts';
import type { Order } from './order.ts';
import { shippingSettings } from './shipping-settings.ts';
import type { SimState } from './state.ts';
import { addAccount, resetState } from './state.ts';
import type { Delivery, Webhook } from './webhook.ts';
import { webhookMessage } from './webhook.ts';
import { webhookRequest } from './webhook-request.ts';

export interface Counts {
  /** By method and path template, `GET /orders/{id}`. */
  calls: Record<string, number>;
  webhooks: {
    sent: number;
    /** By status; `lost` where there was no answer. */
    answers: Record<string, number>;
  };
}

type In<S extends z.ZodType> = z.input<S>;

/** What a test or a demo does to the simulated Poleepo; each has a route of the same sense under `/_sim`. */
export interface PoleepoControl extends ProductControl, ShippingControl {
  /** Forgets everything but the demo account; the same seed then gives the same orders. */
  reset(wanted?: In<typeof schemas.resetSchema>): void;
  createAccount(wanted?: In<typeof schemas.accountSchema>): Account;
  changeAccount(clientId: string, change: In<typeof schemas.accountChangeSchema>): Account;
  configureWebhook(setup: In<typeof schemas.webhookSetupSchema>): Webhook;
  makeOrders(
    wanted?: In<typeof schemas.ordersWantedSchema>,
  ): Promise<{ orders: Order[]; deliveries: Delivery[] }>;
  patchOrder(
    orderId: number,
    change: In<typeof schemas.orderChangeSchema>,
  ): Promise<{ order: Order; deliveries: Delivery[] }>;
  notify(wanted: In<typeof schemas.notifySchema>): Promise<Delivery[]>;
  /** One signed webhook, built and not sent. Without a webhook in the account, `url` and `secret` are needed. */
  webhookRequest(wanted: In<typeof schemas.webhookRequestSchema>): Promise<Request>;
  /** Replaces the list of faults; an empty one ends them all. */
  setFaults(faults: In<typeof schemas.faultsSchema>): void;
  expireTokens(wanted?: In<typeof schemas.expireSchema>): void;
  setOutage(wanted?: In<typeof schemas.outageSchema>): void;
  counts(): Counts;
  /** The calls after the one with this number. */
  calls(since?: number): Call[];
  orders(clientId?: string): Order[];
  deliveries(): Delivery[];
  /** Waits for the webhooks and the looks at images that the API's own writes have caused. */
  settled(): Promise<void>;
}

function counts(state: SimState): Counts {
  const answers: Record<string, number> = {};
  for (const { status } of state.deliveries) {
    const key = status === null ? 'lost' : String(status);
    answers[key] = (answers[key] ?? 0) + 1;
  }
  return {
    calls: Object.fromEntries(state.counts),
    webhooks: { sent: state.deliveries.length, answers },
  };
}

function changeAccount(
  state: SimState,
  clientId: string,
  change: z.output<typeof schemas.accountChangeSchema>,
): Account {
  const account = findAccount(state, clientId);
  const { rights, hides } = change;
  account.clientSecret = change.clientSecret ?? account.clientSecret;
  account.enabled = change.enabled ?? account.enabled;
  account.rights = {
    orders: rights?.orders ?? account.rights.orders,
    products: rights?.products ?? account.rights.products,
    shipments: rights?.shipments ?? account.rights.shipments,
  };
  account.hides = {
    customers: hides?.customers ?? account.hides.customers,
    prices: hides?.prices ?? account.hides.prices,
  };
  account.batchSettings = batchSettings(account.batchSettings, change.batches);
  account.shippingSettings = shippingSettings(account.shippingSettings, change.shipments);
  if (change.categories !== undefined) account.categories = change.categories;
  account.checkImages = change.checkImages ?? account.checkImages;
  account.putStatus = change.putStatus ?? account.putStatus;
  return account;
}

function buildWebhook(
  state: SimState,
  wanted: z.output<typeof schemas.webhookRequestSchema>,
): Promise<Request> {
  const { account, news } = findNews(state, wanted);
  const own = account.webhooks.find(({ events }) => events.includes(news.event));
  const { url = own?.url, secret = own?.secret } = wanted;
  if (url === undefined || secret === undefined) {
    throw new RangeError('the account has no webhook: name url and secret');
  }
  const made = webhookMessage(state, news);
  const message = { ...made, id: wanted.eventId ?? made.id, event: wanted.event ?? made.event };
  const scheme = wanted.scheme ?? own?.scheme ?? 'hex';
  const webhook: Webhook = { url, secret, scheme, events: [news.event], active: true };
  return webhookRequest(state, { webhook, message, tamper: wanted.tamper });
}

/** The control of a state. Every argument is checked; a ZodError for one that is not valid. */
export function createControl(state: SimState): PoleepoControl {
  return {
    ...productControl(state),
    ...shippingControl(state),
    reset: (wanted = {}) => resetState(state, schemas.resetSchema.parse(wanted).seed ?? state.options.seed),
    createAccount: (wanted = {}) => addAccount(state, schemas.accountSchema.parse(wanted)),
    changeAccount: (clientId, change) =>
      changeAccount(state, clientId, schemas.accountChangeSchema.parse(change)),
    configureWebhook: (setup) => {
      const { account, ...webhook } = schemas.webhookSetupSchema.parse(setup);
      findAccount(state, account).webhooks.push(webhook);
      return webhook;
    },
    makeOrders: async (wanted = {}) => makeOrders(state, schemas.ordersWantedSchema.parse(wanted)),
    patchOrder: async (orderId, change) =>
      patchOrder(state, orderId, schemas.orderChangeSchema.parse(change)),
    notify: async (wanted) => {
      const { account: clientId, orderId, shippingId, ...options } = schemas.notifySchema.parse(wanted);
      const { account, news } = findNews(state, { account: clientId, orderId, shippingId });
      return notify(state, account, { news, options });
    },
    webhookRequest: async (wanted) => buildWebhook(state, schemas.webhookRequestSchema.parse(wanted)),
    setFaults: (faults) => {
      state.faults = schemas.faultsSchema.parse(faults).map((fault) => ({ fault, seen: 0, struck: 0 }));
    },
    expireTokens: (wanted = {}) => {
      const { clientId } = findAccount(state, schemas.expireSchema.parse(wanted).account);
      for (const token of state.tokens.values()) if (token.clientId === clientId) token.expiresAt = 0;
    },
    setOutage: (wanted = {}) => {
      const { down, mode } = schemas.outageSchema.parse(wanted);
      state.outage = down ? mode : null;
    },
    counts: () => counts(state),
    calls: (since = 0) => state.calls.filter(({ seq }) => seq > since),
    orders: (clientId) => [...findAccount(state, clientId).orders.values()],
    deliveries: () => [...state.deliveries],
    settled: async () => {
      while (state.underway.size > 0) await Promise.all(state.underway);
    },
  };
}
