import { allModels } from '../models/all.ts';
import { archiving } from '../models/archiving.ts';
import type { OdooModule } from '../models/products.ts';
import { baseMethods } from '../engine/base-methods.ts';
import { Database } from '../engine/database.ts';
import type { TaxTotals } from '../engine/dialect.ts';
import type { OdooVersion } from '../engine/value.ts';
import { seedDemo } from '../seed/demo.ts';
import { CallLog } from '../control/call-log.ts';
import { Faults } from '../control/faults.ts';
import { addField, type ManualField } from '../control/manual-fields.ts';
import { Secrets } from './secrets.ts';

export interface OdooSimOptions {
  version: OdooVersion;
  seed?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** What checking a password costs after Odoo dropped its caches; 450 is real. Default 0. */
  passwordCostMs?: number;
  /** How long every call takes. Default 0. */
  latencyMs?: number;
  /** Languages installed; default English and Italian. */
  languages?: readonly string[];
  /** Modules beyond those that orders and stock need; default none. */
  modules?: readonly OdooModule[];
  /** Fields that somebody has added; default none. */
  fields?: readonly ManualField[];
  /** Of a build that adds orders up otherwise than those that were recorded of its version. */
  taxTotals?: TaxTotals;
}

/** One simulated server: its database, who may call it, what goes wrong, what was called. */
export class Server {
  readonly options: OdooSimOptions;
  readonly version: OdooVersion;
  readonly log = new CallLog();
  faults: Faults;
  db: Database;
  secrets: Secrets;
  down = false;
  /** Invoices come out as a page instead of a PDF. */
  printerBroken = false;
  passwordCostMs: number;
  /** Secrets that were checked since the caches were dropped last. */
  private readonly warm = new Set<string>();

  constructor(options: OdooSimOptions) {
    this.options = options;
    this.version = options.version;
    this.passwordCostMs = options.passwordCostMs ?? 0;
    this.db = this.empty();
    this.secrets = new Secrets();
    this.faults = new Faults(options.seed ?? 1);
    seedDemo(this.db, this.secrets, options.seed ?? 1);
  }

  now(): number {
    return this.options.now?.() ?? Date.now();
  }

  async sleep(ms: number): Promise<void> {
    if (ms <= 0) return;
    await this.options.sleep?.(ms);
  }

  /** Back to the demonstration data of a seed, without faults. */
  reset(seed: number): void {
    this.db = this.empty();
    this.secrets = new Secrets();
    this.faults = new Faults(seed);
    this.down = false;
    this.printerBroken = false;
    this.log.clear();
    this.warm.clear();
    seedDemo(this.db, this.secrets, seed);
  }

  /** Waits as long as the check of a secret takes, which is only when it is not cached. */
  async payForSecret(uid: number, secret: string): Promise<void> {
    const key = `${uid}:${secret}`;
    if (this.warm.has(key)) return;
    this.warm.add(key);
    await this.sleep(this.passwordCostMs);
  }

  /** Some writes make Odoo drop its caches, and with them the checked secrets. */
  dropCaches(model: string, method: string): void {
    if (method !== 'create' && method !== 'load') return;
    if (/^(product\.(product|template)|res\.(users|groups)|ir\..*)$/.test(model)) this.warm.clear();
  }

  private empty(): Database {
    const db = new Database({
      name: 'demo',
      version: this.version,
      languages: this.options.languages ?? ['en_US', 'it_IT'],
      now: () => this.now(),
      taxTotals: this.options.taxTotals,
    });
    for (const model of allModels(this.version, this.options.modules)) db.register(model);
    db.baseMethods = { ...baseMethods(this.version), ...archiving };
    for (const field of this.options.fields ?? []) addField(db, field);
    return db;
  }
}
