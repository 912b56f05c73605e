import { bind, methodOf } from './bind.ts';
import type { Database } from './database.ts';
import { Env } from './env.ts';
import { notSimulated } from './errors.ts';
import { isVals, type Json, type Vals } from './value.ts';

export interface Request {
  model: string;
  method: string;
  args: Json[];
  kwargs: Vals;
}

export interface Session {
  uid: number;
  /** What was committed when the call came in. */
  snapshot: number;
  /** Makes a `load` lose a race. */
  conflict?: boolean;
  /** When it began, in milliseconds; now, if it is left out. */
  begun?: number;
}

/** Public methods of Odoo that this house does not play: said plainly rather than faked. */
const elsewhere = new Set([
  'action_quotation_send',
  'copy',
  'exists',
  'name_create',
  'onchange',
  'toggle_active',
  'web_read',
  'web_read_group',
  'web_save',
  'web_search_read',
]);

/** Runs a public method in a transaction of its own; a failed one leaves nothing behind. */
export function execute(db: Database, session: Session, request: Request): Json | undefined {
  const { context: given, ...kwargs } = request.kwargs;
  const context = isVals(given) ? given : {};
  const keys = new Set<string>();
  const transaction = { snapshot: session.snapshot, keys, conflict: session.conflict === true };
  const who = { uid: session.uid, context, su: session.uid === 1 };
  try {
    db.settle();
    const env = new Env(db, transaction, who);
    const result = db.since(session.begun ?? db.now(), () => run(env, { ...request, kwargs }));
    commit(db, keys);
    return result;
  } catch (error) {
    db.journal.rollback();
    throw error;
  }
}

function run(env: Env, request: Request): Json | undefined {
  const model = env.model(request.model);
  const base = env.db.baseMethods;
  const known = Object.hasOwn(model.methods, request.method) || Object.hasOwn(base, request.method);
  if (!known && elsewhere.has(request.method)) {
    throw notSimulated(`${request.model}.${request.method}`);
  }
  const method = methodOf(env, model, { name: request.method, base });
  env.checkContext();
  const bound = bind({ model, name: request.method, method }, request.args, request.kwargs);
  return method.run({ env, model, ...bound });
}

function commit(db: Database, keys: ReadonlySet<string>): void {
  db.journal.commit();
  if (keys.size === 0) return;
  db.commits += 1;
  for (const key of keys) db.keyCommits.set(key, db.commits);
}
