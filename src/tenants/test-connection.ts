import type { Clock } from '../kit/clock.ts';
import { asSyncError } from '../kit/errors.ts';
import { isFatal } from '../kit/errors.ts';
import type { CallRow } from '../store/api-log-store.ts';
import type { Side } from '../store/connection-store.ts';
import type { TenantStores } from '../store/tenant-stores.ts';
import { odooSettings, type OdooSettings } from './connection-settings.ts';
import type { ConnectionTest, FailedTest, OdooTest, PoleepoTest } from './connection-test.ts';
import { wordsOf } from './error-words.ts';

/** What of an open tenant a test touches. */
export interface Testable {
  stores: Pick<TenantStores, 'connections' | 'apiLog'>;
  clock: Clock;
  open(opening: { jobId: null; rank: number; needs: readonly Side[] }): Promise<Opened>;
}

interface Opened {
  context: {
    readonly odoo: { inspect(): Promise<OdooFindings> };
    readonly poleepo: { inspect(): Promise<PoleepoFindings> };
  };
  calls: () => CallRow[];
}

interface OdooFindings {
  company: { name: string };
  rights: readonly { area: string; ok: boolean; missing: string }[];
}

interface PoleepoFindings {
  areas: readonly { area: string; access: string }[];
}

/** A person waits for it. */
const rank = 0;

/**
 * Asks one side who we are there and what we may do, changes nothing in it, and keeps what it said with the connection. A
 * side that cannot be asked is a result, not an error.
 */
export async function testConnection(tenant: Testable, side: 'odoo' | 'poleepo'): Promise<ConnectionTest> {
  return side === 'odoo' ? testOdoo(tenant) : testPoleepo(tenant);
}

async function testOdoo(tenant: Testable): Promise<OdooTest> {
  const { connections } = tenant.stores;
  return checked(tenant, 'odoo', async () => {
    await forgetIdentity(tenant);
    const { company, rights } = await withContext(tenant, 'odoo', ({ odoo }) => odoo.inspect());
    const row = await connections.get('odoo');
    const settings = odooSettings.parse(row?.settings);
    const { versionText, transport } = settings;
    const found = { version: versionText ?? '', transport: transport ?? '', company: company.name };
    return {
      result: { ok: true, ...found, rights: [...rights] },
      settings: { ...settings, companyName: company.name },
    };
  });
}

async function testPoleepo(tenant: Testable): Promise<PoleepoTest> {
  return checked(tenant, 'poleepo', async () => {
    const { areas } = await withContext(tenant, 'poleepo', ({ poleepo }) => poleepo.inspect());
    return { result: { ok: true, areas: [...areas] } };
  });
}

type Timeless<T> = T extends { latencyMs: number } ? Omit<T, 'latencyMs'> : never;

async function checked<T extends ConnectionTest>(
  { stores: { connections }, clock }: Testable,
  side: 'odoo' | 'poleepo',
  test: () => Promise<{ result: Timeless<T>; settings?: OdooSettings }>,
): Promise<T | FailedTest> {
  const before = await connections.get(side);
  const startedAt = clock.now();
  const { result, settings } = await test().catch((thrown: unknown) => {
    if (isFatal(thrown)) throw thrown;
    return { result: failureOf(thrown), settings: undefined };
  });
  const now = clock.now();
  const timed = { ...result, latencyMs: now - startedAt } as T | FailedTest;
  if (before !== null) {
    const { revision } = before;
    await connections.saveCheck(side, {
      result: timed,
      now,
      revision,
      ...(settings === undefined ? {} : { settings }),
    });
  }
  return timed;
}

function failureOf(thrown: unknown): Omit<FailedTest, 'latencyMs'> {
  const error = asSyncError(thrown);
  const { message, hint } = wordsOf(error);
  return { ok: false, error: { code: error.code, message, hint: error.hint ?? hint } };
}

async function withContext<T>(
  tenant: Testable,
  side: Side,
  ask: (context: Opened['context']) => Promise<T>,
): Promise<T> {
  const { context, calls } = await tenant.open({ jobId: null, rank, needs: [side] });
  try {
    return await ask(context);
  } finally {
    await tenant.stores.apiLog.add(calls());
  }
}

// An Odoo that was upgraded, or a user that was replaced, is found out by asking again.
async function forgetIdentity({ stores: { connections } }: Testable): Promise<void> {
  const row = await connections.get('odoo');
  if (row === null) return;
  const settings = { ...odooSettings.parse(row.settings), uid: null, version: null };
  await connections.completeSettings('odoo', { settings, revision: row.revision });
}
