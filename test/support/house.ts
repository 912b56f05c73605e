import type { Hono } from 'hono';
import { readVariables } from '../../src/env.ts';
import { systemChance } from '../../src/kit/chance.ts';
import type { Fetch } from '../../src/kit/http.ts';
import { createLog } from '../../src/kit/log.ts';
import { shelfOver } from '../../src/kit/shelf.ts';
import { createSealer } from '../../src/kit/seal.ts';
import { createApp } from '../../src/routes/app.ts';
import type { House, LaneDoor, LaneState } from '../../src/routes/house.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openDirectory } from '../../src/store/directory/directory.ts';
import { openTenantStores } from '../../src/store/tenant-stores.ts';
import type { ConnectionTest } from '../../src/tenants/connection-test.ts';
import type { ImageId, TenantId } from '../../src/trade/ids.ts';
import type { ImageFate } from '../../src/trade/image-kind.ts';
import type { JournalsReply } from '../../src/trade/invoice-pdf.ts';
import { createD1, sqliteOf } from './d1-over-sqlite.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface TestHouse {
  house: House;
  app: Hono;
  clock: VirtualClock;
  d1: D1Database;
  /** What the lanes were told, in order: `changed odoo`, `test poleepo`, `wake`. */
  told: { tenantId: TenantId; what: string }[];
  /** Wake-ups put on the queue. */
  woken: { tenantId: TenantId; jobId: string }[];
  /** Everything that was logged, as lines. */
  lines: string[];
  /** What the next tests of connections find. */
  tests: Partial<Record<'odoo' | 'poleepo', ConnectionTest>>;
  /** Files on the shelf, by key. */
  images: Map<string, { bytes: Uint8Array; type: string }>;
  /** What the lane is asked for an image, where a test expects it to be. */
  lanesImages: { keep: ((id: ImageId) => ImageFate) | null };
  /** What lanes tell of Odoo's journals. */
  lanesJournals: { reply: JournalsReply };
  /** What lanes tell of themselves. */
  lanesState: LaneState;
  /** Rows of a query, straight from the database. */
  rows(sql: string, ...params: (string | number)[]): Record<string, unknown>[];
}

export interface HouseOptions {
  variables?: Record<string, string>;
  fetch?: Fetch;
  d1?: D1Database;
}

const key = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64');

export const testVariables = {
  POLEEPO_API_URL: 'https://api.poleepo.example.com',
  POLEEPO_APP_URL: 'https://app.poleepo.example.com/order/show/{id}',
  PUBLIC_URL: 'https://ponte.example.com',
  ALLOW_PRIVATE_ODOO: 'false',
  MASTER_KEY: `first:${key('m')}`,
  SESSION_KEY: key('s'),
  IMAGE_KEY: key('i'),
};

const noNetwork: Fetch = async (request) => {
  throw new Error(`a test without network called ${request.url}`);
};

/** A house over a database of its own, with a clock that stands still, no network, and lanes that note what they are told. */
export function createTestHouse(options: HouseOptions = {}): TestHouse {
  const clock = createVirtualClock();
  const d1 = options.d1 ?? createD1();
  const database = openDatabase(d1);
  const variables = readVariables({ ...testVariables, ...options.variables });
  const told: TestHouse['told'] = [];
  const woken: TestHouse['woken'] = [];
  const lines: string[] = [];
  const tests: TestHouse['tests'] = {};
  const images: TestHouse['images'] = new Map();
  const lanesImages: TestHouse['lanesImages'] = { keep: null };
  const lanesJournals: TestHouse['lanesJournals'] = {
    reply: { kind: 'failed', code: 'not-configured', message: 'nothing is connected' },
  };
  const lanesState: LaneState = { state: 'idle', paused: [], running: 0, pollsLearnt: null };
  const keys = [variables.MASTER_KEY, variables.MASTER_KEY_PREVIOUS].filter((one) => one !== undefined);
  const [current, ...previous] = keys;
  if (current === undefined) throw new Error('no master key');
  const house: House = {
    clock,
    chance: systemChance,
    log: createLog({}, (line) => lines.push(line)),
    fetch: options.fetch ?? noNetwork,
    variables,
    sealer: createSealer([current, ...previous], systemChance),
    directory: openDirectory(database),
    storesOf: ({ id }) => openTenantStores(database, id),
    wake: async (tenantId, jobId) => void woken.push({ tenantId, jobId }),
    lane: (tenantId) => fakeLane(tenantId, { told, tests, lanesImages, lanesState, lanesJournals }),
    images: shelfOver(images),
    cronTicks: async () => [],
  };
  return {
    house,
    app: createApp(house),
    clock,
    d1,
    told,
    woken,
    lines,
    tests,
    images,
    lanesImages,
    lanesState,
    lanesJournals,
    rows: (sql, ...params) =>
      sqliteOf(d1)
        .prepare(sql)
        .all(...params) as Record<string, unknown>[],
  };
}

function fakeLane(
  tenantId: TenantId,
  {
    told,
    tests,
    lanesImages,
    lanesState,
    lanesJournals,
  }: Pick<TestHouse, 'told' | 'tests' | 'lanesImages' | 'lanesState' | 'lanesJournals'>,
): LaneDoor {
  const note = (what: string) => told.push({ tenantId, what });
  return {
    wake: async () => (note('wake'), lanesState),
    changed: async (side) => void note(`changed ${side}`),
    state: async () => lanesState,
    image: async (id) => {
      note(`image ${id}`);
      if (lanesImages.keep === null) throw new Error('no image was expected to be asked for');
      return lanesImages.keep(id);
    },
    shipping: async ({ ask }) => {
      note(`shipping ${ask}`);
      return { kind: 'failed', code: 'not-configured', message: 'nothing is connected' };
    },
    invoicePdf: async (id) => {
      note(`invoice pdf ${id}`);
      return { kind: 'failed', code: 'not-configured', message: 'nothing is connected' };
    },
    journals: async () => {
      note('journals');
      return lanesJournals.reply;
    },
    test: async (side) => {
      note(`test ${side}`);
      const result = tests[side];
      if (result === undefined) throw new Error(`no test of ${side} was expected`);
      return result;
    },
  };
}
