import type { Random } from '../random.ts';
import { createRandom, mixSeed } from '../random.ts';
import type { Account, AccountWanted } from './account.ts';
import { createAccount, demoClientId, demoClientSecret } from './account.ts';
import type { ActiveBatchFault } from './batch-faults.ts';
import { batchDefaults } from './batch-polls.ts';
import type { Call } from './calls.ts';
import type { ActiveFault } from './faults.ts';
import type { ProductStart } from './product-start.ts';
import type { Delivery } from './webhook.ts';

export interface PoleepoSimOptions {
  /** Same seed, same keys, orders and chances; 1 unless told. */
  seed?: number;
  /** Milliseconds since 1970; the machine's clock unless told. */
  now?: () => number;
  /** The only way in which the simulator waits. */
  sleep?: (milliseconds: number) => Promise<void>;
  /** How webhooks are sent; `fetch` unless told. */
  deliver?: (request: Request) => Promise<Response>;
  /** How long every answer of the API takes, in milliseconds. */
  latencyMs?: number;
  /** What accounts sell on Poleepo at the start; `demo` unless told. */
  products?: ProductStart;
  /** From the acceptance of a batch to its effects, in milliseconds; 20 s unless told. */
  batchDelayMs?: number;
  /** From one status of a shipment to the next once a courier has it, in milliseconds; null (unless told): none by itself. */
  shippingStepMs?: number | null;
  /** How images are fetched. Given, the images of batches are looked at in every account unless it says no. */
  fetchImage?: (request: Request) => Promise<Response>;
}

export interface Token {
  clientId: string;
  expiresAt: number;
}

/** `unreachable` loses connections, `maintenance` answers 503 with a page. */
export type Outage = 'unreachable' | 'maintenance';

/** Everything that one simulated Poleepo remembers. A reset replaces the members, never the object. */
export interface SimState {
  readonly options: Required<PoleepoSimOptions> & { checkImages: boolean };
  seed: number;
  random: Random;
  /** The chance of faults alone: what else happens does not move it. */
  faultRandom: Random;
  accounts: Map<string, Account>;
  tokens: Map<string, Token>;
  faults: ActiveFault[];
  batchFaults: ActiveBatchFault[];
  outage: Outage | null;
  /** The latest calls. */
  calls: Call[];
  /** How many calls each method and path template has had, `GET /orders/{id}`. */
  counts: Map<string, number>;
  deliveries: Delivery[];
  /** Webhooks and looks at images that the API's own writes have caused and that are still under way. */
  underway: Set<Promise<unknown>>;
}

/** A state with the demo account alone. */
export function createState(options: PoleepoSimOptions): SimState {
  const state: SimState = {
    options: {
      seed: options.seed ?? 1,
      now: options.now ?? (() => Date.now()),
      sleep: options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
      deliver: options.deliver ?? ((request) => fetch(request)),
      latencyMs: options.latencyMs ?? 0,
      products: options.products ?? 'demo',
      batchDelayMs: options.batchDelayMs ?? batchDefaults.delayMs,
      shippingStepMs: options.shippingStepMs ?? null,
      fetchImage: options.fetchImage ?? ((request) => fetch(request)),
      checkImages: options.fetchImage !== undefined,
    },
    seed: 1,
    random: createRandom(1),
    faultRandom: createRandom(1),
    accounts: new Map(),
    tokens: new Map(),
    faults: [],
    batchFaults: [],
    outage: null,
    calls: [],
    counts: new Map(),
    deliveries: [],
    underway: new Set(),
  };
  resetState(state, state.options.seed);
  return state;
}

/** Forgets everything and makes the demo account anew. */
export function resetState(state: SimState, seed: number): void {
  state.seed = seed;
  state.random = createRandom(mixSeed(seed, 'poleepo'));
  state.faultRandom = createRandom(mixSeed(seed, 'faults'));
  state.accounts = new Map();
  state.tokens = new Map();
  state.faults = [];
  state.batchFaults = [];
  state.outage = null;
  state.calls = [];
  state.counts = new Map();
  state.deliveries = [];
  addAccount(state, { clientId: demoClientId, clientSecret: demoClientSecret });
}

/** Makes an account; the first one is the demo account. */
export function addAccount(state: SimState, wanted: AccountWanted): Account {
  const account = createAccount(wanted, {
    seed: state.seed,
    ordinal: state.accounts.size,
    now: state.options.now(),
    defaults: state.options,
  });
  state.accounts.set(account.clientId, account);
  return account;
}
